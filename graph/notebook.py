"""py2neo for notebooks: a `Graph` on the current server, which reads and refuses to write.

    from graph.notebook import Graph
    Graph().run("MATCH (c:Condition) RETURN c.name, c.valid_from").to_table()

Upstream is frozen at 2021.2.4: nothing new should build on it. It is kept for analysts whose notebooks use
its tables and subgraphs; everything else in Proviso uses Neo4j's own driver (`graph.store`).
"""

from typing import Any

import py2neo

from graph.address import Address
from graph.server.current import address as current
from schema.errors import Refused


class Graph(py2neo.Graph):  # type: ignore[misc]  # py2neo has no types
    """A py2neo Graph of which every transaction is a reading one, by the server's own rule."""

    def __init__(self, address: Address | None = None) -> None:
        """Connect to the given server, else to the one that NEO4J_URI names, else to the managed one."""
        where = address or current()
        account = (where.username, where.password.get_secret_value())
        super().__init__(where.uri, auth=account, name=where.database)

    def close(self) -> None:
        """Close the connections."""
        self.service.connector.close()

    def begin(self, readonly: bool = True) -> Any:
        """Begin a reading transaction."""
        return super().begin(readonly=_reading(readonly))

    def auto(self, readonly: bool = True) -> Any:
        """Begin a reading transaction that ends by itself."""
        return super().auto(readonly=_reading(readonly))

    def refuse(self, *_: Any, **__: Any) -> None:
        """Refuse: this way in only reads."""
        _reading(readonly=False)

    create = delete = merge = push = separate = delete_all = refuse


def _reading(readonly: bool) -> bool:
    if not readonly:
        raise Refused("A notebook's Graph only reads.", "To write, make a loader: `proviso load`.")
    return True
