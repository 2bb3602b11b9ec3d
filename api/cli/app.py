"""The commands, how what goes wrong is told, and what the exit code says of it.

0 done; 1 could not be done; 2 asked for in a way that can not be answered; 3 done, and something is to be
looked at; 130 interrupted.
"""

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import NoReturn

from cyclopts import App, CycloptsError, Parameter

from api.cli.printing import ERR, tell
from schema.errors import InvalidQuestion, ProvisoError, Refused

DONE, FAILED, WRONG, LOOK, INTERRUPTED = 0, 1, 2, 3, 130

app = App(
    name="proviso",
    help="A legal knowledge graph of the conditions on federal money, with a query API.",
    version=version("proviso"),
    default_parameter=Parameter(negative=()),
    help_epilogue="Exit codes: 0 done, 1 could not be done, 2 asked wrongly, 3 done and something is to be "
    "looked at, 130 interrupted.",
    result_action="return_int_as_exit_code_else_zero",
)
_COMMANDS = {
    "up": "Start everything and serve until Ctrl-C: Neo4j, the facts that ship, GraphQL.\n\n"
    "With NEO4J_URI set no database is started, and that one is filled. What runs already is left as it is.",
    "down": "Stop what `up` started.",
    "status": "Say what runs, where, and what is loaded.",
    "load": "Bring the graph to the state of files; without one, list the sources.\n\n"
    "Loading again changes nothing. What a file no longer has is marked retired; rows that break the model "
    "are set aside, and the exit code is 3. `proviso load shipped` loads what ships; `--all DIRECTORY` "
    "loads every file that is recognised by its content.",
    "fetch": "Fetch the official files of a source.",
    "ask": "Ask a question of the graph.",
    "cypher": "Run a Cypher statement that reads the graph.",
    "key": "Make a key for somebody who may ask the API, and print it once.",
    "reset": "Delete everything that was loaded, after asking.",
    "doctor": "Look for what is wrong, and say what to do.",
}
for number, (name, sentence) in enumerate(_COMMANDS.items()):
    app.command(f"api.cli.{name}:{name}", name=name, help=sentence, sort_key=number)


def main(tokens: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit."""
    sys.exit(run(sys.argv[1:] if tokens is None else tokens))


def run(tokens: Sequence[str]) -> int:
    """Run a command; returns its exit code."""
    try:
        return int(app(tokens, exit_on_error=False, print_error=True) or DONE)
    except CycloptsError:
        return WRONG
    except ProvisoError as error:
        tell(error, "--json" in tokens)
        return WRONG if isinstance(error, InvalidQuestion | Refused) else FAILED
    except KeyboardInterrupt:
        ERR.print("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
