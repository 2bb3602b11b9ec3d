"""The United States Code at full size, counted against its files by other means."""

import json
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from loaders.us_code import SOURCE
from loaders.us_code.editions import covers
from schema.law import Provision
from tests.loaders.parsing import Parsed

ROOT = Path(__file__).resolve().parents[2]


def sections(made: Parsed) -> int:
    return len(
        [each for each in made.every(Provision) if each.level == "section" and not each.mentioned_only]
    )


def printed_sections(folder: Path) -> int:
    return sum(path.read_bytes().count(b"<section>") for path in folder.rglob("*.xml"))


@pytest.mark.shared
@pytest.mark.parametrize(("name", "total"), [("usc08", 360), ("usc34", 793)])
def test_full_size_of_a_title(shared: Path, name: str, total: int) -> None:
    path = shared / "law" / "stripped-2025" / name
    made = Parsed(SOURCE, path)
    assert sections(made) == printed_sections(path) == total
    assert covers(path) == (f"/us/usc/t{int(name[3:])}/",)


@pytest.mark.shared
@pytest.mark.parametrize(("title", "total"), [("01", 39), ("06", 408), ("41", 229)])
def test_full_size_of_an_official_title(shared: Path, title: str, total: int) -> None:
    path = shared / "law" / "uslm-1.0-official-2013" / f"usc{title}.xml"
    published = {each.get("identifier") for each in etree.parse(str(path)).iter() if each.get("identifier")}
    made = Parsed(SOURCE, path)
    stated = [each for each in made.every(Provision) if not each.mentioned_only]
    assert {each.record or each.id for each in stated} == published
    assert sections(made) == total


COUNT = r"""
import json, resource, sys
from collections import Counter
from pathlib import Path
from loaders.us_code import SOURCE
kinds = Counter()
for row in SOURCE.read(Path(sys.argv[1])):
    for record in SOURCE.parse(row):
        if not getattr(record, "mentioned_only", None):
            kinds[f"{type(record).__name__} {getattr(record, 'level', '')}".strip()] += 1
status = Path("/proc/self/status")
# What getrusage tells of a child begins with the most that its parent ever held (getrusage(2), Linux).
own = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] \
    if status.exists() else [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
megabytes = int(own[0]) // 1024
print(json.dumps({"kinds": kinds, "megabytes": megabytes}))
"""


@pytest.mark.shared
def test_the_whole_code_is_streamed(shared: Path) -> None:
    """Counted against the tags in the archive, which is read without its four absent chapters."""
    path = shared / "law" / "all_titles_stripped_2025.tar.gz"
    tags: Counter[str] = Counter()
    with tarfile.open(path, "r|gz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            data = file.read() if file else b""
            tags.update(
                {tag: data.count(f"<{tag}>".encode()) for tag in ("section", "chapter", "subchapter")}
            )
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    counted = json.loads(done.stdout)
    kinds = counted["kinds"]
    assert kinds["Provision section"] == tags["section"] == 54_792
    assert kinds["Provision chapter"] == tags["chapter"] == 2_913
    assert kinds["Provision subchapter"] == tags["subchapter"] == 3_555
    assert kinds["EnactedBy"] > 50_000
    assert kinds["Cites"] > 100_000
    assert counted["megabytes"] < 300


@pytest.mark.shared
def test_the_whole_code_lacks_four_chapters(shared: Path) -> None:
    covered = covers(shared / "law" / "all_titles_stripped_2025.tar.gz")
    assert len([each for each in covered if each.count("/") == 4]) == 50
    assert not {"/us/usc/t16/", "/us/usc/t26/", "/us/usc/t42/"} & set(covered)
    absent = {"/us/usc/t16/ch1/", "/us/usc/t26/ch1/", "/us/usc/t42/ch6A/", "/us/usc/t42/ch7/"}
    assert not absent & set(covered)
    assert {"/us/usc/t16/ch1A/", "/us/usc/t26/ch2/", "/us/usc/t42/ch6/", "/us/usc/t42/ch8/"} <= set(covered)
