"""The catalogue of questions: what each means, takes and gives, how to ask it, and its Cypher."""

import datetime
import json
import shlex
from collections.abc import Iterator
from typing import Any

import msgspec

from queries.catalogue import questions
from queries.question import Answer, Question, Slot, pasted, slots

_HEAD = """# Questions

Each is a field of GraphQL and a command, `proviso ask NAME`. A day that is not given is today. What names a
record takes its identifier, a citation or a name; one that means several things, or nothing, is an error of
code AMBIGUOUS or NOT_FOUND whose extensions hold `argument`, `given` and `alternatives`, each with `id`,
`name`, `type`, `state` and `how` it matches.

In GraphQL a question of many rows answers `{ rows total coverage }`, and one of a single row that row's
fields and `coverage`. It tells the datasets that were consulted, through which day, with which gaps, and in
`notLoaded` the types that the question reads and no load has stated. `meaning` says what emptiness means.

With `knownAt`, `without` or `assume` the text reads more: `--cypher` prints it. The field `whatIf(without,
assume)` asks several questions of one supposition.
"""


def catalogue() -> str:
    """Every question, in alphabetical order, as Markdown."""
    return _HEAD + "".join(f"\n{line}\n" for cls in questions().values() for line in _lines(cls))


def _lines(cls: type[Question]) -> Iterator[str]:
    yield f"## {cls.field()}"
    yield " ".join((cls.__doc__ or "").split())
    yield _table("argument", cls)
    yield from _answers(cls.answer, set())
    yield f"```sh\n{_command(cls)}\n```"
    yield f"```cypher\n{pasted(msgspec.convert(dict(cls.example), cls)).strip()}\n```"


def _answers(answer: type[Answer], seen: set[type[Answer]]) -> Iterator[str]:
    if answer in seen:
        return
    seen.add(answer)
    yield f"**{answer.__name__}**: {' '.join((answer.__doc__ or '').split())}"
    yield _table("field", answer)
    for slot in slots(answer):
        if slot.nested:
            yield from _answers(slot.nested, seen)


def _table(head: str, cls: type[Answer] | type[Question]) -> str:
    rows = [f"| `{slot.field}` | {_kind(slot)} | {slot.sentence} |" for slot in slots(cls)]
    return "\n".join((f"| {head} | type | meaning |", "|---|---|---|", *rows))


def _kind(slot: Slot) -> str:
    kind = slot.nested or slot.node or slot.choices
    name = kind.__name__ if kind else slot.value.name if slot.value else ""
    needed = "" if slot.optional or slot.many or slot.default is not None else ", always there"
    return f"{'list of ' if slot.many else ''}{name}{needed}"


def _command(cls: type[Question]) -> str:
    parts = ["proviso", "ask", cls.field()]
    for name, value in cls.example.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            parts += [f"--{name.rstrip('_').replace('_', '-')}", _text(each)]
    return " ".join(shlex.quote(each) for each in parts)


def _text(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value)
