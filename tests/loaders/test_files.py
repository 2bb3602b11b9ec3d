"""Files as they come: packed, badly encoded, cut, hostile."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from loaders import files
from loaders.meter import metering
from schema.errors import InvalidSource

XML = b'<?xml version="1.0"?><title xmlns="urn:t"><section><num>1</num></section><section/></title>'


def zipped(path: Path, contents: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, contents: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def content(path: Path) -> bytes:
    with files.opened(path) as file:
        return file.read()


def test_a_packed_file_is_known_by_its_content(tmp_path: Path) -> None:
    plain = tmp_path / "plain.zip"
    plain.write_bytes(b"a,b\n")
    packed = tmp_path / "packed.csv"
    packed.write_bytes(gzip.compress(b"a,b\n"))
    assert (
        content(plain) == content(packed) == content(zipped(tmp_path / "z", {"a.csv": b"a,b\n"})) == b"a,b\n"
    )
    assert files.head(packed) == b"a,b\n"


def test_a_zip_of_several_files_is_not_one_file(tmp_path: Path) -> None:
    path = zipped(tmp_path / "two.zip", {"a": b"1", "b": b"2"})
    with pytest.raises(InvalidSource, match="holds 2 files where one is expected"):
        content(path)
    assert files.head(path) == b""


def test_members_are_found_wherever_they_lie(tmp_path: Path) -> None:
    contents = {"t/one.xml": b"1", "t/two.xml": b"2", "t/read.me": b"3"}
    folder = tmp_path / "folder"
    for name, each in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(each)
    places = (folder, zipped(tmp_path / "z.zip", contents), tarred(tmp_path / "t.tar.gz", contents))
    for place in places:
        assert [(name, file.read()) for name, file in files.members(place, ".xml")] == [
            ("t/one.xml", b"1"),
            ("t/two.xml", b"2"),
        ]
    alone = [(name, file.read()) for name, file in files.members(folder / "t" / "one.xml", ".xml")]
    assert alone == [("one.xml", b"1")]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb") as packed:
        for _ in range(300):
            packed.write(bytes(1024 * 1024))
    with pytest.raises(InvalidSource, match="as no honest file does"), files.opened(path) as file:
        file.readinto(bytearray(300 * 1024 * 1024))  # type: ignore[attr-defined]


def test_a_cut_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    path.write_bytes(gzip.compress(b"line\n" * 10_000)[:-20])
    with pytest.raises(InvalidSource, match=r"cut\.gz is cut"), files.opened(path) as file:
        list(files.lines(file, path))


def test_lines_end_in_any_way_and_begin_after_the_mark(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"\xef\xbb\xbfone\r\n\r\ntwo\nthree")
    with files.opened(path) as file:
        assert list(files.lines(file, path)) == [(1, b"one"), (3, b"two"), (4, b"three")]


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 100)
    path = tmp_path / "long"
    path.write_bytes(b"short\n" + b"x" * 101)
    with (
        pytest.raises(InvalidSource, match="Line 2 of long is longer than 100 bytes"),
        files.opened(path) as file,
    ):
        list(files.lines(file, path))


def test_rows_after_a_header_that_was_read_have_its_names(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"name,code\nA,1\nB,2\n")
    with files.opened(path) as file:
        names = file.readline().decode().strip().split(",")
        assert [row for _, row in files.rows(file, path, {"code"}, names=names)] == [
            {"name": "A", "code": "1"},
            {"name": "B", "code": "2"},
        ]


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("name\nPeñasco\n".encode("cp1252"))
    assert list(files.table(path, {"name"}, "cp1252")) == [(2, {"name": "Peñasco"})]
    with pytest.raises(InvalidSource, match="is not written in utf-8"):
        list(files.table(path, {"name"}))
    with pytest.raises(InvalidSource, match="lacks the columns code"):
        list(files.table(path, {"name", "code"}, "cp1252"))


def test_elements_come_one_by_one_and_are_emptied(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_bytes(XML)
    with files.opened(path) as file:
        found = [(each.tag, len(each)) for each in files.elements(file, path, ["{*}section"])]
    assert found == [("{urn:t}section", 1), ("{urn:t}section", 0)]


def test_cut_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_bytes(XML[:-10])
    with pytest.raises(InvalidSource, match=r"t\.xml is not whole XML"), files.opened(path) as file:
        list(files.elements(file, path, ["{*}section"]))


@pytest.mark.parametrize(
    "declared",
    [
        b'<!ENTITY own SYSTEM "file:///etc/passwd">',
        b'<!ENTITY a "ha"><!ENTITY own "&a;&a;&a;&a;&a;&a;&a;&a;">',
        b'<!ENTITY own "text">',
    ],
)
def test_entities_are_refused(tmp_path: Path, declared: bytes) -> None:
    path = tmp_path / "t.xml"
    path.write_bytes(b"<!DOCTYPE t [" + declared + b"]><t><section>&own;</section></t>")
    with pytest.raises(InvalidSource, match="entities of its own"), files.opened(path) as file:
        list(files.elements(file, path, ["section"]))


NESTED = b"""<t xmlns="urn:t"><part><num>1</num><section><num>a</num><section>inner</section></section>
<section>b</section></part><part><num>2</num></part></t>"""


def test_elements_that_lie_in_one_another_come_once_and_keep_what_is_around(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_bytes(NESTED)
    found = []
    with files.opened(path) as file:
        for each in files.outermost(file, path, {"section"}, {"part"}):
            around = [above.findtext("{urn:t}num") for above in each.iterancestors("{urn:t}part")]
            found.append(("".join(map(str, each.itertext())).strip(), around))
    assert found == [("ainner", ["1"]), ("b", ["1"]), ("1", []), ("2", [])]


def test_cut_xml_of_nested_elements_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xml"
    path.write_bytes(NESTED[:-10])
    with pytest.raises(InvalidSource, match=r"t\.xml is not whole XML"), files.opened(path) as file:
        list(files.outermost(file, path, {"section"}, {"part"}))


@pytest.mark.parametrize("size", [3_072, 3_500])
def test_a_tar_without_its_end_is_refused(tmp_path: Path, size: int) -> None:
    path, cut = tmp_path / "t.tar", tmp_path / "cut.tar"
    (tmp_path / "member.xml").write_bytes(b"x" * 1_000)
    with tarfile.open(path, "w") as archive:
        for name in ("a.xml", "b.xml", "c.xml"):
            archive.add(tmp_path / "member.xml", name)
    assert [name for name, _ in files.members(path, ".xml")] == ["a.xml", "b.xml", "c.xml"]
    cut.write_bytes(path.read_bytes()[: size - 24])
    with pytest.raises(InvalidSource, match="is cut"):
        list(files.members(cut, ".xml"))


def test_reading_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"line\n" * 1_000)
    with metering() as meter, files.opened(path) as file:
        assert list(files.lines(file, path))
    assert (meter.read, meter.total) == (5_000, 5_000)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"plain\n", "utf-8-sig"),
        ("first\ncaf\u00e9\n".encode(), "utf-8-sig"),
        (b"first\n\x93quoted\x94\n", "cp1252"),
        (b"", "utf-8-sig"),
    ],
)
def test_the_encoding_is_told_by_the_first_sign_beyond_ascii(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "text.csv"
    path.write_bytes(content)
    assert files.encoding(path) == expected
