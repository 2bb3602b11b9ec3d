"""`proviso cypher`: a statement of one's own, which only reads."""

import sys
from typing import Annotated, Any

import orjson
from cyclopts import Parameter

from api.cli.printing import ERR, Shape, show
from graph.guard import refuse_all_but_reading
from graph.server import connected
from graph.store import Store


def cypher(
    statement: Annotated[str, Parameter(allow_leading_hyphen=True)] = "-",
    /,
    *,
    param: tuple[str, ...] = (),
    shape: Annotated[Shape, Parameter(name=["--format", "-f"])] = Shape.TABLE,
    seconds: float = 60.0,
    json: bool = False,
) -> int:
    """Run a Cypher statement that reads the graph, and print its rows.

    Parameters
    ----------
    statement
        The statement; it is read from standard input when it is `-` or left out.
    param
        A parameter as name=value, where the value is JSON or else text; once for each.
    shape
        Form of the output.
    seconds
        Time limit.
    json
        The same as --format json.
    """
    text = sys.stdin.read() if statement == "-" else statement
    values = dict(_parameter(each) for each in param)
    with connected(say=ERR.print) as address, Store(address) as store:
        refuse_all_but_reading(store, text, values)
        rows = store.read(text, values, seconds=seconds)
    show(rows, Shape.JSON if json else shape)
    return 0


def _parameter(given: str) -> tuple[str, Any]:
    name, _, value = given.partition("=")
    try:
        return name, orjson.loads(value)
    except orjson.JSONDecodeError:
        return name, value
