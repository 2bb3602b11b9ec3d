"""Reading documents: encodings, formats, titles, what is refused, and what is no document."""

import gzip
import re
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from loaders.documents import SOURCE, plain
from loaders.documents.prose import is_document, is_prose
from loaders.documents.reading import LARGEST, document
from schema.errors import InvalidSource
from tests.loaders.portable import pdf

LETTER = (
    "Re: Grant conditions\n\n"
    "The City of Chicago received the award in fiscal year 2017, and it was told that the\n"
    "conditions would apply to all later awards. The letter asks for an answer by June 30, 2017.\n\n"
    "We do not agree with the reading of the statute that the letter gives, for the reasons that follow.\n"
)


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _outcome(path: Path) -> str:
    """The text of a file, or why it is refused."""
    try:
        return document(path).text
    except InvalidSource as error:
        return error.message


def test_a_document_is_known_by_its_content(tmp_path: Path) -> None:
    path = _file(tmp_path, "letter.txt", LETTER.encode())
    found = document(path)
    digest = sha256(LETTER.encode()).hexdigest()
    assert (found.checksum, found.title, found.media_type) == (digest, "Re: Grant conditions", "text/plain")
    assert SOURCE.covers(path) == (f"document/{digest[:16]}",)
    assert SOURCE.covers(_file(tmp_path, "changed.txt", LETTER.encode() + b"!")) != SOURCE.covers(path)


def test_broken_lines_are_joined_and_paragraphs_stay(tmp_path: Path) -> None:
    lines = document(_file(tmp_path, "letter.txt", LETTER.encode())).text.split("\n")
    assert len(lines) == 3
    assert lines[1].endswith("an answer by June 30, 2017.")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"], ids=["plain", "marked", "utf-16", "western"]
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    text = "“Section 1373” – the Attorney General’s letter to San José and Cañon City."
    assert document(_file(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_a_packed_document_is_unpacked(tmp_path: Path) -> None:
    assert document(_file(tmp_path, "a.txt.gz", gzip.compress(LETTER.encode()))).text.startswith("Re: Grant")


def test_markdown_loses_its_marks_and_keeps_its_title(tmp_path: Path) -> None:
    text = (
        "---\ndate: '2025-04-28'\ntitle: An Order\n---\n\n# Purpose\n\n"
        "It **shall** comply with [8 U.S.C. 1373](https://example.org) \\(a\\) "
        "and *et seq*. <span>Now</span>.\n"
    )
    found = document(_file(tmp_path, "a.md", text.encode()))
    assert (found.title, found.media_type) == ("An Order", "text/markdown")
    assert found.text == "Purpose\nIt shall comply with 8 U.S.C. 1373 (a) and et seq. Now."


def test_a_page_is_what_its_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>A &amp; B</title><style>p{}</style></head><body>"
        "<script>alert('Chicago')</script><h1>News</h1><p>The City of&nbsp;<b>Chi</b>cago\n sued.</p>"
        "<p>8 U.S.C. &sect; 1373<br>applies.</p><table><tr><td>Cook</td><td>County</td></tr></table></body>"
    )
    found = document(_file(tmp_path, "page.html", page.encode()))
    assert (found.title, found.media_type) == ("A & B", "text/html")
    assert found.text == "News\nThe City of Chicago sued.\n8 U.S.C. § 1373\napplies.\nCook County"


def test_entities_of_a_page_are_not_resolved(tmp_path: Path) -> None:
    secret = _file(tmp_path, "secret.txt", b"hunter2")
    bomb = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 40))
    page = (
        f'<!DOCTYPE html [<!ENTITY e0 "boom"><!ENTITY x SYSTEM "file://{secret}">{bomb}]>'
        "<html><body><p>Before &x; &e39; after, and that is all there is to say.</p></body></html>"
    )
    text = document(_file(tmp_path, "page.html", page.encode())).text
    assert "hunter2" not in text
    assert len(text) < 5_000


def test_a_page_nested_without_end_takes_no_longer_than_another(tmp_path: Path) -> None:
    page = "<html><body><p>At the top.</p>" + "<div>" * 200_000 + "deep words"
    path = _file(tmp_path, "deep.html", page.encode())
    begun = time.monotonic()
    assert _outcome(path).startswith("At the top.")
    assert time.monotonic() - begun < 20


def test_a_pdf_is_read_page_after_page(tmp_path: Path) -> None:
    path = _file(
        tmp_path, "order.pdf", pdf(["The order of the court.", "It is so ordered."], title="An order")
    )
    found = document(path)
    assert (found.title, found.media_type) == ("An order", "application/pdf")
    assert found.text == "The order of the court.\nIt is so ordered."


def test_an_encrypted_pdf_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(_file(tmp_path, "plain.pdf", pdf(["secret words"]))))
    writer.encrypt("open sesame", algorithm="RC4-128")
    with (tmp_path / "locked.pdf").open("wb") as file:
        writer.write(file)
    with pytest.raises(InvalidSource, match=r"locked.pdf is encrypted. .* save a copy without one"):
        document(tmp_path / "locked.pdf")


def test_a_scanned_pdf_asks_for_text_recognition(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"images of pages and no text. Run it through text recognition"):
        document(_file(tmp_path, "scan.pdf", pdf([""])))


def test_a_cut_pdf_is_refused_or_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = pdf(["The order of the court."] * 5)
    for size in range(20, len(whole), 97):
        assert re.match(r"The order|cut\.pdf ", _outcome(_file(tmp_path, "cut.pdf", whole[:size])))


def test_a_pdf_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(InvalidSource, match=r"unpacks to far more|too much text|takes too long"):
        document(_file(tmp_path, "bomb.pdf", pdf([], bomb=400_000_000)))
    assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bytes(range(256)) * 40, "neither text nor HTML nor PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\x01\x02" * 900, "neither text nor HTML nor PDF"),
        ("это не по-английски, совсем " * 40, "neither text nor HTML nor PDF"),
        (b"\xff\xfea", "begins as utf-16-le and is not"),
        (b" \n\t \n", "holds no text"),
        (b"", "holds no text"),
        (b"%PDF-1.7\nnothing of the kind", "is a damaged PDF"),
    ],
    ids=["bytes", "picture", "koi8", "half", "spaces", "empty", "no-pdf"],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, content: bytes | str, reason: str) -> None:
    data = content.encode("koi8-r") if isinstance(content, str) else content
    with pytest.raises(InvalidSource, match=reason):
        document(_file(tmp_path, "thing", data))


def test_a_file_of_a_hundred_megabytes_in_one_line_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"Chicago sued " * 80_660)
    begun = time.monotonic()
    with pytest.raises(InvalidSource, match=f"larger than {LARGEST:,} bytes"):
        document(path)
    assert time.monotonic() - begun < 10


def test_a_long_text_is_refused_with_its_length(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match=r"21,\d{3},\d{3} characters of text"):
        document(_file(tmp_path, "long.txt", b"Chicago sued. " * 1_540_000))


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource, match="is a folder"):
        document(tmp_path)
    with pytest.raises(InvalidSource, match="There is no file"):
        document(tmp_path / "none.txt")


def test_reading_again_what_was_read_changes_nothing() -> None:
    once = plain.read(LETTER)[1]
    assert plain.read(once)[1] == once


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert "\r" not in plain.read(plain.decoded(data, "bytes"))[1]
    except InvalidSource:
        return


def test_texts_pages_and_pdfs_are_recognised(tmp_path: Path) -> None:
    page = f"<!doctype html><html><body><p>{LETTER}</p></body></html>"
    assert is_document(_file(tmp_path, "letter", LETTER.encode()))
    assert is_document(_file(tmp_path, "letter.csv", LETTER.encode("utf-16")))
    assert is_document(_file(tmp_path, "page", page.encode()))
    assert is_document(_file(tmp_path, "order", pdf(["words"])))


SENTENCE = "The award was made to the city, and the city accepted it with its conditions. "


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "id,name,about,year\n" + f'1,x,"{SENTENCE}",2017\n' * 30),
        (
            "a.csv",
            'Program Title,"Program\nNumber",Objective,Year\n' + f'a,1,"{SENTENCE}\n{SENTENCE}",2\n' * 30,
        ),
        ("a.tsv", f"a\tb\tc\n{SENTENCE}\t1\t2\n" * 20),
        ("a.json", '{"text": "' + SENTENCE * 20 + '"}'),
        ("a.ndjson", ('{"text": "' + SENTENCE * 3 + '"}\n') * 20),
        ("a.xml", f'<?xml version="1.0"?><uscDoc><p>{SENTENCE * 20}</p></uscDoc>'),
        ("a.yaml", "facts:\n- id: x\n  text: " + SENTENCE * 20),
        ("a.py", f'"""{SENTENCE * 20}"""\n\nimport re\n'),
        ("README.md", SENTENCE * 20),
        ("LICENSE", SENTENCE * 20),
        ("NOTICE.txt", SENTENCE * 20),
        ("short.txt", "A few words only."),
        ("list.txt", "Chicago\nBoston\nNew York\nLos Angeles\n" * 40),
        ("log.txt", "2025-01-01 12:00:00 INFO loaded 12 rows in 3.2 s\n" * 60),
        ("empty.txt", ""),
        ("bytes", "\0\x01\x02" * 500),
    ],
)
def test_tables_settings_programs_and_notices_are_no_documents(
    tmp_path: Path, name: str, content: str
) -> None:
    assert not is_document(_file(tmp_path, name, content.encode()))


def test_telling_prose_takes_time_in_proportion() -> None:
    begun = time.monotonic()
    for text in ("A" * 65_536, "A " * 32_768, "(" * 65_536, "a.\n" * 20_000, "[x](" * 16_000):
        assert not is_prose(text)
    assert time.monotonic() - begun < 10


@pytest.mark.shared
def test_of_the_published_files_only_texts_are_documents(shared: Path) -> None:
    found = {path.name for path in shared.rglob("*") if path.is_file() and is_document(path)}
    texts = {path.name for path in (shared / "reference/executive-orders/texts").iterdir()}
    assert found - texts == {"ecfr_title-8_chapter-I.md"}
    assert texts <= found
