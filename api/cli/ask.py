"""`proviso ask NAME`: a question from the command line, its arguments as options."""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from keyword import iskeyword
from typing import Annotated, Any, Literal

import msgspec
from cyclopts import App, Parameter

from api.asking import FIRST, described
from api.cli.absence import absent
from api.cli.printing import ERR, OUT, outline, show_json
from api.engine import Engine, Reply
from api.health import holds
from api.settings import Settings
from api.wholes import document
from graph.address import Address
from graph.server import connected
from graph.store import Reader
from queries.catalogue import questions
from queries.question import Question, Slot, pasted, slots
from schema.errors import InvalidQuestion, Unavailable

_KINDS: dict[str, type] = {"Int": int, "Float": float, "Boolean": bool}
_JSON = "Print the field's JSON."
_CYPHER = "Print the question's Cypher with its parameters, ready to paste, and ask nothing."

ask = App(name="ask", help="Ask a question of the graph.")


def _command(question: type[Question]) -> Callable[..., int]:
    """A command whose options are the question's arguments."""
    options = [_option(slot) for slot in slots(question)]
    if question.many:
        options.append(_parameter("first", int, FIRST, "How many rows at most."))
    options += [_parameter("json", bool, False, _JSON), _parameter("cypher", bool, False, _CYPHER)]

    def command(**written: Any) -> int:
        given = {name.rstrip("_"): value for name, value in written.items()}
        as_json, as_text = given.pop("json", False), given.pop("cypher", False)
        if as_text:
            return _pasted(question, given)
        return _asked(question, given, as_json=as_json)

    command.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]  # what inspect reads
    command.__doc__ = described(question)
    return command


def _option(slot: Slot) -> inspect.Parameter:
    kind: Any = _KINDS.get(slot.value.scalar if slot.value else "", str)
    if slot.choices:
        kind = Literal[tuple(slot.choices)]
    default = slot.default
    if slot.many:
        kind, default = list[kind], None
    if slot.optional or (slot.many and slot.default is not None):
        kind = kind | None
    elif slot.default is None:
        default = inspect.Parameter.empty
    return _parameter(slot.field, kind, default, slot.sentence)


def _parameter(name: str, kind: Any, default: Any, sentence: str) -> inspect.Parameter:
    told = Annotated[kind, Parameter(help=sentence)]
    own = f"{name}_" if iskeyword(name) else name
    return inspect.Parameter(own, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=told)


def _pasted(question: type[Question], given: Mapping[str, Any]) -> int:
    names = {slot.field: slot.name for slot in slots(question)}
    values = {names[field]: each for field, each in given.items() if field in names and each is not None}
    try:
        whole = msgspec.convert(values, question)
    except msgspec.ValidationError as error:
        raise InvalidQuestion(f"{error}.") from error
    OUT.print(pasted(whole), markup=False)
    return 0


def _asked(question: type[Question], given: Mapping[str, Any], *, as_json: bool) -> int:
    named = {name: each for name, each in given.items() if each is not None}
    with connected(say=ERR.print) as address:
        reply = asyncio.run(_replied(address, question, named))
    if reply.errors:
        raise _wrong(reply)
    value = (reply.data or {})[question.field()]
    if as_json:
        show_json(value)
    else:
        _told(question, value)
    return 0


def _told(question: type[Question], value: dict[str, Any]) -> None:
    covered = value.pop("coverage")
    outline(value["rows"] if question.many else value)
    if question.many and 0 < len(value["rows"]) < value["total"]:
        OUT.print(f"{len(value['rows'])} of {value['total']:,} rows; ask for more with --first.")
    lists = [part for part in value.values() if isinstance(part, list)]
    if lists and not any(lists):
        OUT.print(absent(covered), markup=False)


async def _replied(address: Address, question: type[Question], given: Mapping[str, Any]) -> Reply:
    settings = Settings()
    reader = Reader(address, seconds=settings.seconds)
    try:
        if not await holds(reader):
            raise Unavailable("Nothing is loaded yet.", "Load what ships: `proviso load shipped`.")
        engine = Engine(reader, settings)
        return await engine.answer(document(engine.schema, question, given), given)
    finally:
        await reader.close()


def _wrong(reply: Reply) -> InvalidQuestion:
    return InvalidQuestion("\n".join(each["message"] for each in reply.errors))


for _question in questions().values():
    ask.command(_command(_question), name=_question.field())
