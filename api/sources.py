"""The catalogue of sources: what each file is, who publishes it, and what it does not tell."""

from collections.abc import Iterator

from loaders.catalogue import sources
from loaders.source import Source

_HEAD = """# Sources

`proviso load SOURCE FILE…` loads files as their publisher gives them; `proviso load --all DIRECTORY` finds
out by content whose each file is. `proviso load` lists the sources.
"""


def listed() -> str:
    """Every source, in the order in which a directory is loaded, as Markdown."""
    every = sorted(sources().values(), key=lambda each: (each.turn, each.name))
    return _HEAD + "".join(f"\n{line}\n" for each in every for line in _lines(each))


def _lines(source: Source) -> Iterator[str]:
    yield f"## {source.name}"
    home = "Kept by the project." if source.address == "curated" else f"Published at <{source.address}>."
    yield f"{source.title}. {home} {source.licence}."
    yield (
        f"States {', '.join(f'`{cls.__name__}`' for cls in source.expected)}."
        if len(source.expected) < 20
        else "States nearly every type."
    )
    if source.gaps:
        yield "\n".join(f"- {gap}" for gap in source.gaps)
