"""Where citations of federal law begin: the tokenizer of eyecite, with the printings that its data lack.

The patterns of reporters-db for the Statutes at Large, the Federal Register and public laws are used as they
are. Those for the codes want a section mark and end before letters (version 3.2.67 finds nothing in
“42 U.S.C. 1395w-4”), so only their names are used, and what follows the name is read by `sections` and
`regulations`. Executive orders are unknown to it.
"""

import re
from functools import cache

import msgspec
from eyecite.models import CitationToken, Edition, Reporter, TokenExtractor
from eyecite.tokenizers import EDITIONS_LOOKUP, EXTRACTORS, Tokenizer
from reporters_db import LAWS  # type: ignore[import-untyped]  # has no types

from loaders.subdivisions import DASH

CODE, REGULATIONS, LAW, STATUTES, REGISTER = "U.S.C.", "C.F.R.", "Pub. L.", "Stat.", "FR"
ORDER = "E.O."

MARK = r"(?:§+|\b(?:[Ss]ub)?[Ss]ections?\b|\bSubSections?\b|\b[Ss]ecs?\b\.?|\bss\b\.?)"
_START = rf"(?<!\d\.)(?<!{DASH[:-1]}\w])"
_AS_PRINTED = (LAW, STATUTES, REGISTER)


class Head(msgspec.Struct, frozen=True):
    """The beginning of a citation: what is cited, where it stands, and the parts that its pattern names."""

    reporter: str
    begins: int
    ends: int
    parts: dict[str, str]


def heads(text: str) -> list[Head]:
    """Every beginning of a citation in a text with single spaces, in reading order, longest first."""
    found = [_head(token) for token in _tokenizer().extract_tokens(text) if isinstance(token, CitationToken)]
    return sorted(found, key=lambda each: (each.begins, -each.ends))


def names(reporter: str) -> str:
    """A pattern of the names that reporters-db has for a source, with or without points and spaces."""
    known = {reporter, *(name for source in LAWS[reporter] for name in source["variations"])}
    patterns = {re.sub(r"(?:\\\.|\\ )+", r"\\.?\\s?", re.escape(name)) for name in known}
    return rf"(?:{'|'.join(sorted(patterns, key=lambda each: (-len(each), each)))})(?![A-Za-z]|\.\s?[A-Z]\b)"


def _head(token: CitationToken) -> Head:
    (edition, *_) = (*token.exact_editions, *token.variation_editions)
    parts = {name: value for name, value in token.groups.items() if value}
    return Head(edition.reporter.short_name, token.start, token.end, parts)


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(extractors=[*_packaged(), *_added()])


def _packaged() -> list[TokenExtractor]:
    """The patterns of reporters-db for full citations of what it reads well."""
    return [
        each for each in EXTRACTORS if not each.extra.get("short", True) and _reporter(each) in _AS_PRINTED
    ]


def _reporter(extractor: TokenExtractor) -> str:
    editions = (*extractor.extra["exact_editions"], *extractor.extra["variation_editions"])
    return editions[0].reporter.short_name if editions[0].reporter.source == "laws" else ""


def _added() -> list[TokenExtractor]:
    return [
        TokenExtractor(f"{_START}({pattern})", CitationToken.from_match, extra=_edition(reporter))
        for reporter, patterns in _patterns().items()
        for pattern in patterns
    ]


def _edition(reporter: str) -> dict[str, object]:
    own = Edition(Reporter(reporter, "Executive Orders", "admin_order", "laws"), reporter, None, None)
    known = [each for each in EDITIONS_LOOKUP.get(reporter, ()) if each.reporter.source == "laws"] or [own]
    return {"exact_editions": known, "variation_editions": [], "short": False}


def _patterns() -> dict[str, tuple[str, ...]]:
    """What is added for each source; a code may be named before its sections or, with its title, after."""
    code = rf"(?:{names(CODE)}(?:\s?Code\b)?[\s,.]*{_CHAPTER}?(?:{MARK}\s*)*)+"
    regulations = rf"(?:{names(REGULATIONS)}|Code of Federal Regulations(?: \(C\.?F\.?R\.?\))?)"
    return {
        CODE: (
            rf"(?P<title>\d{{1,2}})\]?{_HEADING}\s*,?\s*{code}",
            rf"{MARK}\s*{_LISTED} of [Tt]itle (?P<title>\d{{1,2}})(?![\w.]*\w){_NOT_OTHERS}",
        ),
        REGULATIONS: (
            rf"(?P<title>\d{{1,2}})\s*{regulations}\s*(?P<unit>{MARK}|{_PART})?\s*(?=\d)",
            rf"(?P<unit>{MARK}|{_PART})\s*{_LISTED} of [Tt]itle (?P<title>\d{{1,2}}),? {regulations}",
        ),
        LAW: (_LAW, _LAW_BY_COMMA, _LAW_BY_SPACE, _LAW_AFTER_ITS_NAME),
        STATUTES: (_STATUTES,),
        ORDER: (_ORDER,),
    }


_HEADING = rf"(?:\s*{DASH}\s*[A-Z][A-Za-z ,]{{2,60}}?)?"
_CHAPTER = r"(?:\bChapter \d{1,3}[A-Z]?\s[A-Z][A-Za-z0-9 ,]{2,60}?(?=U\.?\s?S\.?\s?C))"
_LISTED = r"(?P<listed>\d(?:(?!\bof\b)[^;:]){0,80}?)"
_NOT_OTHERS = r"(?!,? Code of F|,? C\.?F| of\b)"
_PART = r"\b[Pp](?:ar)?ts?\b\.?"
_LAW = (
    r"\b(?:Pub(?:lic|\.)?\s*L(?:aws?\b\.?|\.|\b)|P\.\s?L\.|PL\b|PUBLIC LAW)[\s,(]*(?:\(?P\.?L\.?\)\s*)?"
    r"(?:[Nn]os?\b\.?:?|[Nn]umber)?\s*(?:(?P<again>\d{2,3})(?:th|st|nd|rd)?\s*,\s*)?"
    rf"-?(?P<congress>\d{{2,3}})\s*{DASH}\s*(?P<number>\d{{1,4}})(?!\d|{DASH}\d)"
)
_LAW_BY_COMMA = (
    r"\bPub\.\s*L\.\s*(?P<congress>\d{2,3})(?:th|st|nd|rd)?,\s*(?P<number>\d{1,4})"
    rf"(?!\d|{DASH}\d|\.\d)(?!\s*(?:U\.?\s?S|Stat|C\.?F\.?R|§))"
)
_LAW_BY_SPACE = r"\bPub\.\s*L\.\s(?P<congress>\d{2,3})\s(?P<number>\d{1,4})(?=\s*[.,;)]|\s+as\b|$)"
_LAW_AFTER_ITS_NAME = (
    r"\bPub\. L\. [A-Z][^.;§]{3,90}\bAct, \d{4}, "
    rf"(?P<congress>\d{{3}}){DASH}(?P<number>\d{{1,4}})(?=\.|$)"
)
_STATUTES = r"(?P<volume>[1-9]\d{0,2})\s(?:STAT\.?\s?|Stat\s|Stat\.(?=\d))(?P<page>\d{1,4}(?:,\d{3})?)(?!\d)"
_ORDER = (
    r"\b(?P<name>(?:E\.\s?O\.|EO)s?|Exec(?:utive|\.) [Oo]rders?)\s*(?:\(E\.?O\.?s?\)\s*)?"
    r"(?:[Nn]os?\b\.?\s*)?(?P<number>\d{4,5}|\d{2},\d{3})(?![\d-])"
)
