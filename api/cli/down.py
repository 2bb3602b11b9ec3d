"""`proviso down`: stop what `proviso up` started."""

from api import running
from api.cli.printing import ERR
from graph.server import Managed


def down() -> int:
    """Stop the API and the managed Neo4j, whoever started them; a server of yours is left alone."""
    server = Managed()
    if site := running.found(server.home):
        running.stop(site)
        ERR.print("The API is stopped.")
    stopped = server.stop()
    if stopped:
        ERR.print("Neo4j is stopped.")
    if not (site or stopped):
        ERR.print("Nothing was running.")
    return 0
