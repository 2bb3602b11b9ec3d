"""What the United States Code prints at one place, as read from its XML, with its id and its citation.

Ids are those of the Code's own XML (`/us/usc/t8/s1373/a/1`, `/us/usc/t8/ch12/schII`), with two fixed rules.
A chapter is numbered within its title, so its id leaves out the parts and subtitles above it: one of the
published forms does not have them. A number that is printed twice in one place gets `~2` the second time.
"""

import re
from functools import lru_cache

import msgspec

DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2212", "-----")
LEVELS = {
    "title": ("t", "tit."),
    "appendix": ("t", "App."),
    "subtitle": ("st", "subtit."),
    "part": ("pt", "pt."),
    "subpart": ("sp", "subpt."),
    "division": ("d", "div."),
    "subdivision": ("sd", "subdiv."),
    "chapter": ("ch", "ch."),
    "subchapter": ("sch", "subch."),
    "article": ("art", "art."),
    "subarticle": ("sa", "subart."),
    "compiledAct": ("act", "act"),
    "courtRules": ("rules", "rules"),
    "reorganizationPlans": ("plans", "plans"),
    "reorganizationPlan": ("rp", "plan"),
    "preliminary": ("prelim", "prelim."),
    "level": ("", ""),
}
"""Levels above sections: the beginning of their part of an id, and the word in a citation."""
_NOT_NUMBER = re.compile(r"[^\w,.-]+")
_WORD = re.compile(
    r"^\W*(?:(?:sub)?(?:title|chapter|part|division|article)s?|sections?|sec\.|rules?)\s+", re.IGNORECASE
)
_TO = re.compile(r"\s+(?:to|through)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_SLUG = re.compile(r"[^a-z0-9]+")


class Entry(msgspec.Struct, kw_only=True):
    """A level, a section or a unit of a section: what is printed of it, but for its own words.

    `words` are kept only where they may cite another text; `begins` are the first ones.
    """

    id: str
    name: str
    level: str
    title: str
    section: str | None = None
    parent: str | None = None
    heading: str | None = None
    status: str | None = None
    published: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None
    begins: str = ""
    words: str = ""
    references: list[str] = []


@lru_cache(maxsize=4_096)
def designation(printed: str) -> str:
    """The number in an id: 724a-1 of "§ 724a–1.", 1...18 of "§§ 1 to 18.", 31,32 of "§§ 31, 32."."""
    text = _WORD.sub("", printed.partition("—")[0].translate(DASHES))
    text = _AND.sub(",", _TO.sub("...", text.strip(" []§.“‘")))
    return _NOT_NUMBER.sub("", text).strip(".,-")


def numbers(printed: str) -> str:
    """The number as it is cited: "1 to 18", "31, 32", 724a-1."""
    return designation(printed).replace("...", " to ").replace(",", ", ")


def members(printed: str) -> list[str]:
    """The section numbers that an entry for several prints: all of a list, the two ends of a range."""
    return re.split(r"\.\.\.|,", designation(printed))


def slug(heading: str) -> str:
    """What stands in an id for a level that has a heading and no number."""
    return _SLUG.sub("-", heading.lower()).strip("-")[:80].strip("-")


def title(number: str, heading: str | None = None) -> Entry:
    """A title of the Code, or the appendix of one: 8, 5a."""
    main, appendix = number.rstrip("aA"), number[-1] in "aA"
    return Entry(
        id=f"/us/usc/t{number.lower()}",
        name=f"Title {main} of the United States Code{', Appendix' if appendix else ''}",
        level="appendix" if appendix else "title",
        title=number.lower(),
        heading=heading,
        aliases=(code(number), f"{code(number).replace('.', '')}"),
    )


def code(number: str) -> str:
    """How a title is cited: 8 U.S.C., 5 U.S.C. App."""
    return f"{number.rstrip('aA')} U.S.C.{' App.' if number[-1] in 'aA' else ''}"


def level(kind: str, printed: str, heading: str | None, parent: Entry, published: str | None) -> Entry:
    """A level between a title and its sections."""
    prefix, word = LEVELS[kind]
    number = designation(printed)
    last = f"{prefix}{number}" if number else slug(heading or "") or prefix or "level"
    above = f"/us/usc/t{parent.title}" if kind == "chapter" else parent.id
    base = code(parent.title) if kind == "chapter" or parent.level in {"title", "appendix"} else parent.name
    called = f"{word} {numbers(printed)}" if number else heading or last
    return Entry(
        id=f"{above}/{last}",
        name=f"{base} {called}" if base == code(parent.title) else f"{base}, {called}",
        level=kind,
        title=parent.title,
        parent=parent.id,
        heading=heading,
        published=published,
    )


def section(kind: str, printed: str, heading: str | None, parent: Entry, published: str | None) -> Entry:
    """A section, or one printed entry for several."""
    number = designation(printed) or slug(heading or "")
    plain = published and " " not in published and parent.title[-1] == "a"
    prefix = "rule" if kind == "courtRule" else "s"
    above = f"/us/usc/t{parent.title}" if parent.title[-1] != "a" else parent.id
    base = code(parent.title)
    return Entry(
        id=published.translate(DASHES) if plain and published else f"{above}/{prefix}{number}",
        name=f"{base} {numbers(printed) or heading}",
        level="rule" if kind == "courtRule" else "section",
        title=parent.title,
        section=numbers(printed) or None,
        parent=parent.id,
        heading=heading,
        published=published,
        aliases=_aliases(base, printed),
    )


def _aliases(base: str, printed: str) -> tuple[str, ...]:
    short = base.replace(".", "")
    each = members(printed)
    if len(each) < 2:
        return (f"{short} {each[0]}",) if each[0] else ()
    return (*(f"{base} {one}" for one in each), *(f"{short} {one}" for one in each))


def unit(kind: str, number: str, heading: str | None, parent: Entry, published: str | None) -> Entry:
    """A subsection, paragraph or smaller unit of a section."""
    return Entry(
        id=f"{parent.id}/{number}",
        name=f"{parent.name}({number})",
        level="unit" if kind == "level" else kind,
        title=parent.title,
        section=parent.section,
        parent=parent.id,
        heading=heading,
        published=published,
    )


def quoted(printed: str, heading: str | None, parent: Entry) -> Entry:
    """A section of another document that a section of the Code sets out in full."""
    number = designation(printed)
    return Entry(
        id=f"{parent.id}/s{number}",
        name=f"{parent.name}, quoted section {number}",
        level="section",
        title=parent.title,
        section=parent.section,
        parent=parent.id,
        heading=heading,
        note="A section of a document that the Code sets out here, not of the Code.",
    )
