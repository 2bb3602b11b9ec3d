"""When a fact holds: the one text about validity that every question uses.

`expanded` replaces `HOLDS(x)` in a text by the predicate that node or relationship x holds on `$as_of`,
`UNSURE(x)` by the predicate that the day lies where a date known to the month or year only decides, and
`STANDS(x)` by the predicate that its dataset still states it, whatever the day.
"""

import re

_STANDS = "{0}.retired_at IS NULL"
_HOLDS = (
    "({0}.retired_at IS NULL AND coalesce({0}.valid_from <= $as_of, true)"
    " AND coalesce($as_of < {0}.valid_to, true))"
)
_UNSURE = (
    "(coalesce($as_of < {0}.valid_from + CASE {0}.valid_from_precision"
    " WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false)"
    " OR coalesce($as_of >= {0}.valid_to - CASE {0}.valid_to_precision"
    " WHEN 'MONTH' THEN duration('P1M') WHEN 'YEAR' THEN duration('P1Y') END, false))"
)
_FORMS = {"HOLDS": _HOLDS, "UNSURE": _UNSURE, "STANDS": _STANDS}


def expanded(text: str) -> str:
    """The text with its words about validity spelt out."""
    return re.sub(
        r"\b(HOLDS|UNSURE|STANDS)\((\w+)\)", lambda found: _FORMS[found[1]].format(found[2]), text
    ).strip()
