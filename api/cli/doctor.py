"""`proviso doctor`: what is wrong, and what to do about it."""

from collections.abc import Iterator

from api import running
from api.cli.app import DONE, LOOK
from api.cli.filling import lacking
from api.cli.printing import OUT, show_json
from api.cli.status import database
from api.settings import Settings
from graph.address import configured
from graph.server import Managed, Problem
from graph.store import Store
from schema.errors import Unavailable
from schema.loads import LoadState


def doctor(*, json: bool = False) -> int:
    """Look for what is wrong, and say what to do; exit code 3 when something is.

    Parameters
    ----------
    json
        Print it as JSON.
    """
    found = list(_found(Managed()))
    if json:
        show_json([{"problem": each.message, "remedy": each.remedy} for each in found])
    for each in () if json else found:
        OUT.print(f"- {each.message}\n  {each.remedy}", markup=False)
    if not (found or json):
        OUT.print("Nothing is wrong.")
    return LOOK if found else DONE


def _found(server: Managed) -> Iterator[Problem]:
    if not configured():
        yield from server.problems()
    yield from _api(server)
    told = database(server)
    if not told["reachable"]:
        yield Problem("No database answers." if "uri" not in told else told["reason"], "Run `proviso up`.")
        return
    for each in told["loads"]:
        if each["state"] != LoadState.DONE.value:
            yield Problem(
                f"The last load of {each['dataset']} did not end well ({each['state']}).",
                "Load it again: what stands already is left as it is.",
            )
    yield from _shipped(server)


def _api(server: Managed) -> Iterator[Problem]:
    site = running.found(server.home)
    if site and not site.ready:
        yield Problem(f"The API at {site.url} is not ready.", f"See {server.home.logs / 'api.log'}.")
    if site is None:
        settings = Settings()
        try:
            running.listening(settings.host, settings.port, exactly=True).close()
        except Unavailable as error:
            yield Problem(error.message, "The next start takes another one, unless it is told which.")


def _shipped(server: Managed) -> Iterator[Problem]:
    with Store(configured() or server.address()) as store:
        names = [source.name for source, _ in lacking(store)]
    if names:
        told = f"Shipped facts are not loaded: {', '.join(names)}."
        yield Problem(told, "Load them: `proviso load shipped`.")
