"""`proviso reset`: begin again with an empty database."""

from typing import Annotated

from cyclopts import Parameter
from rich.prompt import Confirm

from api import running
from api.cli.app import FAILED
from api.cli.printing import ERR
from graph.address import Address, configured
from graph.server import Managed
from graph.store import Store

_EMPTY = "MATCH (n) WHERE n:Node OR n:Unresolved CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"


def reset(*, yes: Annotated[bool, Parameter(name=["--yes", "-y"])] = False) -> int:
    """Delete everything that was loaded, after asking; `proviso up` loads what ships again.

    Parameters
    ----------
    yes
        Do not ask.
    """
    server, named = Managed(), configured()
    what = (
        f"what Proviso loaded into {named.database} at {named.uri}"
        if named
        else f"the database in {server.home.path}"
    )
    if not yes and not Confirm.ask(f"Delete {what}?", console=ERR, default=False):
        ERR.print("Nothing was deleted.")
        return FAILED
    if site := running.found(server.home):
        running.stop(site)
        ERR.print("The API is stopped.")
    if named:
        _empty(named)
    else:
        server.erase()
    ERR.print("Deleted. `proviso up` loads what ships again.")
    return 0


def _empty(address: Address) -> None:
    with Store(address) as store:
        store.define(_EMPTY)
