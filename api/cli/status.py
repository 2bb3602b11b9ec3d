"""`proviso status`: what runs, where, and what is loaded."""

from typing import Any

from api import running
from api.cli.app import DONE, LOOK
from api.cli.printing import OUT, Shape, outline, show, show_json
from graph.address import configured
from graph.server import Managed
from graph.store import Store
from schema.errors import Unavailable

_LOADS = """
MATCH (l:Load)
WITH l ORDER BY l.started_at DESC
WITH l.dataset AS dataset, head(collect(l)) AS l
RETURN dataset, l.state AS state, toString(l.through) AS through, toString(l.finished_at) AS finished,
       l.rows AS rows, l.unresolved AS unresolved, l.rejected AS rejected
ORDER BY dataset
"""
_TOTALS = "RETURN COUNT { MATCH (n:Node) } AS nodes, COUNT { MATCH ()-->() } AS relationships"


def status(*, json: bool = False) -> int:
    """Say what runs, where its addresses and logs are, and what is loaded; exit code 3 unless all is well.

    Parameters
    ----------
    json
        Print it as JSON.
    """
    server = Managed()
    site = running.found(server.home)
    told: dict[str, Any] = {
        "api": {"url": f"{site.url}/graphql", "ready": site.ready, "process": site.process.pid}
        if site
        else None,
        "database": database(server),
        "home": str(server.home.path),
        "logs": str(server.home.logs),
    }
    if json:
        show_json(told)
    else:
        _print(told)
    return DONE if site and site.ready and told["database"]["reachable"] else LOOK


def database(server: Managed) -> dict[str, Any]:
    """The database that is meant, whether it answers, and what it holds."""
    named, managed = configured(), server.running()
    if not (named or managed):
        return {"reachable": False, "reason": "No database runs. Start it: `proviso up`."}
    address = named or server.address()
    told: dict[str, Any] = {"uri": address.uri, "name": address.database}
    if managed and not named:
        told |= {"process": managed.pid, "since": managed.since, "browser": managed.browser_url}
    try:
        with Store(address) as store:
            (totals,) = store.read(_TOTALS)
            return told | {"reachable": True, **totals, "loads": store.read(_LOADS)}
    except Unavailable as error:
        return told | {"reachable": False, "reason": str(error)}


def _print(told: dict[str, Any]) -> None:
    loads = told["database"].pop("loads", [])
    outline(told | {"api": told["api"] or "not running"})
    OUT.print()
    show(loads, Shape.TABLE)
