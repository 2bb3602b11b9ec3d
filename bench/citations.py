"""How well citations are read: `uv run python -m bench.citations` over the labelled texts."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from eyecite import get_citations
from eyecite.models import FullLawCitation

from loaders.citations import KINDS, citations

LABELLED = Path(__file__).resolve().parent.parent / "tests" / "citations" / "labelled.ndjson"
Reader = Callable[[str], Iterable[str]]


class Text(msgspec.Struct, frozen=True):
    """A real text and what is cited in it, as a reader found."""

    text: str
    cites: tuple[str, ...]
    drawn: int
    source: str = msgspec.field(name="from")
    doubtful: tuple[str, ...] = ()
    reason: str = ""


class Score(msgspec.Struct):
    """Citations by kind: read as labelled, read without being cited, and cited without being read."""

    right: Counter[str] = msgspec.field(default_factory=Counter)
    wrong: Counter[str] = msgspec.field(default_factory=Counter)
    missed: Counter[str] = msgspec.field(default_factory=Counter)
    disagreements: list[str] = msgspec.field(default_factory=list)

    def precision(self, kinds: Iterable[str] = KINDS) -> float:
        """The share of what is read that is cited."""
        return _share(self.right, self.wrong, tuple(kinds))

    def recall(self, kinds: Iterable[str] = KINDS) -> float:
        """The share of what is cited that is read."""
        return _share(self.right, self.missed, tuple(kinds))


def labelled(path: Path = LABELLED) -> list[Text]:
    """Every labelled text."""
    return [msgspec.json.decode(line, type=Text) for line in path.read_bytes().splitlines()]


def score(texts: Iterable[Text], reader: Reader) -> Score:
    """What a reader of citations gets right in the texts, and where it disagrees with the labels."""
    found = Score()
    for each in texts:
        read, cited = set(reader(each.text)), set(each.cites)
        missed, wrong = cited - read, read - cited - set(each.doubtful)
        found.right.update(map(_kind, cited & read))
        found.missed.update(map(_kind, missed))
        found.wrong.update(map(_kind, wrong))
        if missed or wrong:
            told = f"missed {sorted(missed)}, wrong {sorted(wrong)}"
            found.disagreements.append(f"{each.source}: {each.text}\n    {told}")
    return found


def ours(text: str) -> list[str]:
    """Identifiers of the citations that the loaders read."""
    return [each.id for each in citations(text)]


def packaged(text: str) -> list[str]:
    """Identifiers of the federal laws that eyecite finds by itself, where what it gives is an identifier."""
    found = get_citations(text) if text else []
    return [name for each in found if isinstance(each, FullLawCitation) and (name := _named(each))]


def _named(found: FullLawCitation) -> str | None:
    reporter = found.edition_guess.short_name if found.edition_guess else ""
    parts = found.groups
    known = {
        "U.S.C.": "/us/usc/t{title}/s{section}",
        "C.F.R.": "/us/cfr/t{chapter}/s{section}",
        "Pub. L.": "/us/pl/{title}",
        "Stat.": "/us/stat/{volume}/{page}",
        "FR": "/us/fr/{volume}/{page}",
    }
    name = known[reporter].format(**parts) if reporter in known else None
    return name.replace("-", "/") if name and reporter == "Pub. L." else name


def _kind(identifier: str) -> str:
    return identifier.split("/")[2]


def _share(part: Counter[str], rest: Counter[str], kinds: tuple[str, ...]) -> float:
    some = sum(part[kind] for kind in kinds)
    whole = some + sum(rest[kind] for kind in kinds)
    return some / whole if whole else 1.0


def _table(found: Score) -> str:
    rows = [(kind, (kind,)) for kind in KINDS] + [("all", KINDS)]
    lines = [
        f"{name:>6}  {found.precision(kinds):9.3f}  {found.recall(kinds):6.3f}"
        f"  {sum(found.right[kind] + found.missed[kind] for kind in kinds):6}"
        for name, kinds in rows
    ]
    return "\n".join(("  kind  precision  recall  labels", *lines))


def main() -> None:
    """Print precision and recall by kind, the disagreements, and the speed; then those of eyecite alone."""
    texts = labelled()
    for drawing in (1, 2):
        drawn = [each for each in texts if each.drawn == drawing]
        found = score(drawn, ours)
        print(f"Drawing {drawing}: {len(drawn)} texts\n{_table(found)}")
        print("\n".join(found.disagreements) or "No disagreement.", end="\n\n")
    begins = time.perf_counter()
    for each in texts:
        citations(each.text)
    print(f"{len(texts) / (time.perf_counter() - begins):,.0f} texts a second\n")
    print(f"eyecite alone\n{_table(score(texts, packaged))}")


if __name__ == "__main__":
    main()
