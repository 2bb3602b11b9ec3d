"""The shipped form: the same bytes for the same records, and no file that is cut."""

import datetime
from pathlib import Path

import pytest

from loaders import normalised
from loaders.normalised import Header
from schema.errors import InvalidRecord, InvalidSource
from schema.model import Record
from schema.places import Jurisdiction, JurisdictionKind, Within
from schema.values import Confidence

HEADER = Header(
    dataset="sample",
    title="A sample",
    source="two.csv",
    address="https://example.org/",
    licence="CC0 1.0",
    confidence=Confidence.PARTIAL,
    command="make it",
    date=datetime.date(2025, 1, 2),
)


def _records() -> list[Record]:
    day = datetime.date(2020, 1, 1)
    return [
        Within(start="b", end="a", confidence=Confidence.RECALLED),
        Jurisdiction(id="b", name="Bé", kind=JurisdictionKind.PLACE, valid_from=day, aliases=("B", "bb")),
        Jurisdiction(id="a", name="A", kind=JurisdictionKind.STATE, population=0),
    ]


@pytest.mark.parametrize("name", ["sample.ndjson", "sample.ndjson.gz"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    written = normalised.write(tmp_path / name, HEADER, _records())
    assert written.records == {"Jurisdiction": 2, "Within": 1}
    assert normalised.header(tmp_path / name) == written
    assert list(normalised.records(tmp_path / name)) == list(reversed(_records()))


def test_the_bytes_do_not_depend_on_order_place_or_time(tmp_path: Path) -> None:
    one, other = tmp_path / "one.ndjson.gz", tmp_path / "other.ndjson.gz"
    normalised.write(one, HEADER, _records())
    normalised.write(other, HEADER, [*reversed(_records()), *_records()])
    assert one.read_bytes() == other.read_bytes()


def test_nothing_empty_is_written(tmp_path: Path) -> None:
    normalised.write(tmp_path / "sample.ndjson", HEADER, _records())
    lines = (tmp_path / "sample.ndjson").read_text(encoding="utf-8").splitlines()
    assert lines[1] == '{"type":"Jurisdiction","id":"a","kind":"STATE","name":"A","population":0}'
    assert "null" not in "".join(lines)


def test_a_key_with_two_contents_is_refused(tmp_path: Path) -> None:
    other = Jurisdiction(id="a", name="Another", kind=JurisdictionKind.STATE)
    with pytest.raises(InvalidRecord, match="Jurisdiction a is stated twice, differently"):
        normalised.write(tmp_path / "sample.ndjson", HEADER, [*_records(), other])


def test_a_source_promises_the_counts_of_its_header(tmp_path: Path) -> None:
    path = tmp_path / "sample.ndjson"
    normalised.write(path, HEADER, _records())
    source = normalised.source(path)
    assert (source.name, source.confidence) == ("sample", Confidence.PARTIAL)
    assert source.expected == {Jurisdiction: (2, 2), Within: (1, 1)}
    assert source.through(path) == datetime.date(2025, 1, 2)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"type":"Planet","id":"x"}', "The model has no type Planet"),
        (b'{"type":"Jurisdiction","id":"x","name":"X"}', "missing required field `kind`"),
        (b'{"type":"Jurisdiction","id":"x","name":"","kind":"STATE"}', "Field name is missing or empty"),
    ],
)
def test_a_line_that_breaks_the_model_is_refused(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "sample.ndjson"
    path.write_bytes(b"{}\n" + line + b"\n")
    (row,) = normalised.read(path)
    with pytest.raises(InvalidRecord, match=reason):
        list(normalised.parse(row))


def test_a_field_that_the_model_lacks_is_left_over(tmp_path: Path) -> None:
    path = tmp_path / "sample.ndjson"
    path.write_bytes(b'{}\n{"type":"Jurisdiction","id":"x","name":"X","kind":"STATE","moons":2}\n')
    (row,) = normalised.read(path)
    list(normalised.parse(row))
    assert row.fields == {"moons": 2}


def test_a_file_without_header_or_cut_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sample.ndjson.gz"
    normalised.write(path, HEADER, _records())
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InvalidSource, match="is cut"):
        list(normalised.read(path))
    plain = tmp_path / "plain.ndjson"
    plain.write_text('{"type":"Jurisdiction"}\n', encoding="utf-8")
    with pytest.raises(InvalidSource, match="has no header"):
        normalised.source(plain)
