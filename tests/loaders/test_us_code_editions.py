"""The files of the United States Code: told by their content, whole or refused."""

import datetime
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from loaders.us_code import SOURCE
from loaders.us_code.editions import accompanies, covers, recognises, through
from schema.errors import InvalidSource
from tests.loaders.parsing import Parsed


@pytest.fixture(scope="module")
def folder(excerpts: Path) -> Path:
    return excerpts / "us-code"


@pytest.fixture(scope="module")
def stripped(folder: Path) -> Parsed:
    return Parsed(SOURCE, folder / "stripped")


def test_an_edition_covers_titles_that_are_whole_and_chapters_of_others(folder: Path) -> None:
    assert covers(folder / "stripped") == (
        "/us/usc/t5/",
        "/us/usc/t8/",
        "/us/usc/t12/",
        "/us/usc/t25/",
        "/us/usc/t26/ch2A/",
    )
    assert covers(folder / "stripped" / "usc08" / "title-info.txt") == ("/us/usc/t8/",)
    assert covers(folder / "uslm-1" / "usc06.xml") == ("/us/usc/t6/",)


def test_the_day_of_an_edition_is_told_where_it_is_printed(folder: Path) -> None:
    assert through(folder / "uslm-1" / "usc06.xml") == datetime.date(2013, 7, 25)
    assert through(folder / "uslm-2" / "usc41.xml") == datetime.date(2023, 6, 29)
    assert through(folder / "stripped") is None


def test_an_archive_gives_what_its_folder_gives(stripped: Parsed, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder / "stripped", "app/assets")
    assert recognises(path)
    assert set(covers(path)) == set(covers(folder / "stripped"))
    again = Parsed(SOURCE, path)
    assert again.counts() == stripped.counts()
    assert again.records == stripped.records


def test_a_zip_of_titles_is_one_edition(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "xml_uscAll@119-103.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "uslm-1" / "usc06.xml", "usc06.xml")
        archive.write(folder / "uslm-2" / "usc41.xml", "usc41.xml")
    assert recognises(path)
    assert covers(path) == ("/us/usc/t6/", "/us/usc/t41/")
    assert through(path) == datetime.date(2023, 6, 29)
    apart = [Parsed(SOURCE, folder / each) for each in ("uslm-1/usc06.xml", "uslm-2/usc41.xml")]
    assert Parsed(SOURCE, path).records == [record for made in apart for record in made.records]


def test_files_are_told_by_their_content(folder: Path, tmp_path: Path) -> None:
    title = folder / "stripped" / "usc08"
    assert recognises(title / "title-info.txt")
    assert not recognises(title / "usc-00001.xml")
    assert not accompanies(title / "title-info.txt")
    assert accompanies(title / "usc-00001.xml")
    assert accompanies(title / "chapter-names.txt")
    renamed = tmp_path / "download"
    shutil.copy(folder / "uslm-1" / "usc06.xml", renamed)
    assert recognises(renamed)


def test_files_of_other_sources_are_not_taken(excerpts: Path) -> None:
    others = [each for each in excerpts.rglob("*") if each.is_file() and "us-code" not in each.parts]
    assert len(others) >= 10
    assert not [each for each in others if recognises(each) or accompanies(each)]


@pytest.mark.parametrize("content", [b"", b"\0\xff" * 500, b"PK\x03\x04 not a zip", b"\x1f\x8b not a gzip"])
def test_damaged_files_are_not_recognised(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "usc08.zip"
    path.write_bytes(content)
    assert not recognises(path)


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_is_refused(folder: Path, tmp_path: Path, packed: bool) -> None:
    path, cut = tmp_path / "all", tmp_path / "cut"
    with tarfile.open(path, "w:gz" if packed else "w:") as archive:
        archive.add(folder / "stripped", "assets")
    cut.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(InvalidSource, match="cut"):
        list(SOURCE.read(cut))
    with pytest.raises(InvalidSource, match="cut"):
        covers(cut)


def test_a_cut_title_is_refused(folder: Path, tmp_path: Path) -> None:
    cut = tmp_path / "usc06.xml"
    cut.write_bytes((folder / "uslm-1" / "usc06.xml").read_bytes()[:-200])
    with pytest.raises(InvalidSource, match="is not whole XML"):
        list(SOURCE.read(cut))


def test_a_title_that_lost_a_chapter_does_not_cover_the_code(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "stripped" / "usc08", tmp_path / "usc08")
    (tmp_path / "usc08" / "usc-00002.xml").unlink()
    assert covers(tmp_path / "usc08") == ("/us/usc/t8/ch1/", "/us/usc/t8/ch11/", "/us/usc/t8/ch12/")


def test_a_chapter_without_its_title_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "stripped" / "usc08" / "usc-00001.xml", tmp_path / "usc-00001.xml")
    with pytest.raises(InvalidSource, match="is no title or chapter"):
        list(SOURCE.read(tmp_path))


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing")
    with pytest.raises(InvalidSource, match="holds nothing of the United States Code"):
        list(SOURCE.read(tmp_path))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY own SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "ha"><!ENTITY own "&a;&a;&a;&a;">',
    ],
)
@pytest.mark.parametrize("place", ["title", "section"])
def test_entities_are_refused(tmp_path: Path, declared: str, place: str) -> None:
    path = tmp_path / "usc06.xml"
    heading = {"title": "X", "section": "Y"} | {place: "&own;"}
    path.write_text(
        f"""<!DOCTYPE uscDoc [{declared}]><uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0">
        <meta><docNumber>6</docNumber></meta><main><title><num>Title 6—</num>
        <heading>{heading["title"]}</heading><section><num>§ 1.</num>
        <heading>{heading["section"]}</heading></section></title></main></uscDoc>"""
    )
    with pytest.raises(InvalidSource, match="entities of its own"):
        list(SOURCE.read(path))


def test_a_title_without_bottom_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "usc06.xml"
    path.write_text(
        f"""<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><meta><docNumber>6</docNumber></meta><main>
        <title><section><num>§ 1.</num>{"<p>" * 1_000}{"</p>" * 1_000}</section></title></main></uscDoc>"""
    )
    with pytest.raises(InvalidSource, match="is not whole XML"):
        list(SOURCE.read(path))
