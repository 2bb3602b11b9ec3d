"""How well mentions are found: precision and recall over the labelled texts, by half and by kind.

Run it with `python -m bench.documents`; it reads the graph at NEO4J_URI, or starts a server of its own and
loads what ships. A text is an excerpt of a work of the United States government, labelled by reading: rules
were made while looking at the half called `tune`, and the half called `held` was only measured. A mention
that two readers would judge differently is marked `either` and counts neither way. A place counts where its
government, or a body of it, is named; not where a river, a street, an airport or a company bears its name.
"""

import datetime
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import yaml

from data import shipped
from graph.address import configured
from graph.server import Managed
from graph.store import Store
from loaders.documents.known import Known, known
from loaders.documents.mentions import aided
from loaders.documents.spans import LINKED, Span
from loaders.loading import load
from schema.documents import MentionKind

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "documents"
LINKS, VALUES = "links", "spans that link to nothing"


class Label(msgspec.Struct, frozen=True):
    """What a reader saw in a text: words, what they name, and what of the graph that is."""

    words: str
    begins: int
    kind: MentionKind
    refers_to: tuple[str, ...] = ()
    amount: float | None = None
    day: datetime.date | None = None
    fiscal_year: int | None = None
    either: bool = False

    @property
    def ends(self) -> int:
        """Character after the words."""
        return self.begins + len(self.words)


class Labelled(msgspec.Struct, frozen=True):
    """A text with its source and its labels."""

    source: str
    date: str
    half: str
    text: str
    mentions: tuple[Label, ...]


class Count(msgspec.Struct):
    """What was expected, what was found, and how much of that is right."""

    expected: int = 0
    found: int = 0
    right: int = 0
    recalled: int = 0

    def add(self, other: "Count") -> None:
        """Add the counts of another text."""
        self.expected += other.expected
        self.found += other.found
        self.right += other.right
        self.recalled += other.recalled

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was expected that was found."""
        return self.recalled / self.expected if self.expected else 1.0


Key = tuple[str, str, str]


def labelled() -> dict[str, Labelled]:
    """The labelled texts by name."""
    return {
        path.stem: msgspec.convert(yaml.safe_load(path.read_bytes()), Labelled, strict=False)
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def measure(names: Known, texts: Iterable[Labelled]) -> dict[Key, Count]:
    """Counts by half, by whether a link is counted, and by kind."""
    counts: dict[Key, Count] = {}
    for text in texts:
        for (what, kind), count in judged(aided(text.text, names), text.mentions).items():
            counts.setdefault((text.half, what, kind), Count()).add(count)
    return counts


def judged(spans: Iterable[Span], labels: Iterable[Label]) -> dict[tuple[str, str], Count]:
    """The counts of one text."""
    counts: dict[tuple[str, str], Count] = {}
    spans, labels = list(spans), list(labels)
    for span in spans:
        near = [each for each in labels if each.begins < span.ends and span.begins < each.ends]
        for right, what in _found(span, near):
            count = counts.setdefault((what, span.kind.value), Count())
            count.found += 1
            count.right += right
    for label in labels:
        near_spans = [each for each in spans if label.begins < each.ends and each.begins < label.ends]
        for recalled, what in _expected(label, near_spans):
            count = counts.setdefault((what, label.kind.value), Count())
            count.expected += 1
            count.recalled += recalled
    return counts


def _found(span: Span, near: list[Label]) -> Iterator[tuple[bool, str]]:
    """Whether each link of a span, or its value, is right; nothing where either reading is."""
    if any(each.either for each in near):
        return
    linked = _links(span)
    for target in linked:
        yield any(_names(target, each.refers_to) for each in near), LINKS
    if not linked and not span.targets:
        yield any(_same(span, each) for each in near), VALUES


def _expected(label: Label, near: list[Span]) -> Iterator[tuple[bool, str]]:
    if label.either:
        return
    for target in label.refers_to:
        yield any(_names(linked, (target,)) for each in near for linked in _links(each)), LINKS
    if not label.refers_to:
        yield any(_same(each, label) for each in near), VALUES


def _names(target: str, expected: Iterable[str]) -> bool:
    """Whether a link leads to what is expected, or to the section whose unit is."""
    return any(target == each or each.startswith(f"{target}/") for each in expected)


def _links(span: Span) -> list[str]:
    return [target for target, score in span.targets if score >= LINKED]


def _same(span: Span, label: Label) -> bool:
    values = (span.kind, span.amount, span.day, span.fiscal_year)
    return values == (label.kind, label.amount, label.day, label.fiscal_year)


def total(counts: dict[Key, Count], what: str, half: str | None = None) -> Count:
    """The counts of all kinds together, of one half or of both."""
    whole = Count()
    for (of_half, of_what, _), count in counts.items():
        if of_what == what and half in {None, of_half}:
            whole.add(count)
    return whole


def mistakes(names: Known, text: Labelled) -> Iterator[str]:
    """Each link or value of a text that is wrong, and each that is missing, in words."""
    spans = aided(text.text, names)
    for span in spans:
        near = [each for each in text.mentions if each.begins < span.ends and span.begins < each.ends]
        if not all(right for right, _ in _found(span, near)):
            yield f"wrong    {text.text[span.begins : span.ends]!r} {span.kind} {span.targets}"
    for label in text.mentions:
        near_spans = [each for each in spans if label.begins < each.ends and each.begins < label.ends]
        if not all(recalled for recalled, _ in _expected(label, near_spans)):
            seen = [(text.text[each.begins : each.ends], each.targets) for each in near_spans]
            yield f"missing  {label.words!r} {label.kind} {label.refers_to} {seen}"


def _print(counts: dict[Key, Count]) -> None:
    print(f"{'half':6}{'what':28}{'kind':10}{'expected':>9}{'found':>7}{'precision':>11}{'recall':>8}")
    for (half, what, kind), count in sorted(counts.items()):
        _line(half, what, kind, count)
    for what in (LINKS, VALUES):
        for name, of_half in (("tune", "tune"), ("held", "held"), ("both", None)):
            _line(name, what, "all", total(counts, what, of_half))


def _line(half: str, what: str, kind: str, count: Count) -> None:
    print(
        f"{half:6}{what:28}{kind:10}{count.expected:9}{count.found:7}{count.precision:11.3f}{count.recall:8.3f}"
    )


@contextmanager
def _filled() -> Iterator[Store]:
    address = configured()
    if address:
        with Store(address) as store:
            yield store
        return
    with tempfile.TemporaryDirectory() as home:
        server = Managed(Path(home))
        try:
            with Store(server.start()) as store:
                for source, path in shipped.sources():
                    load(store, source, path)
                yield store
        finally:
            server.stop()


def main() -> None:
    """Print the table, and with `--mistakes` what is wrong or missing in the half that rules are made on."""
    with _filled() as store:
        names, texts = known(store), labelled()
        _print(measure(names, texts.values()))
        if "--mistakes" in sys.argv:
            for name, text in texts.items():
                if text.half == "tune":
                    print(name, *mistakes(names, text), sep="\n  ")


if __name__ == "__main__":
    main()
