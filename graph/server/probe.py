"""Whether a managed server answers a query, asked over HTTP."""

import base64
import http.client
import json

import msgspec

from schema.errors import Unavailable

_QUERY = json.dumps({"statement": "RETURN 1"})


class Answer(msgspec.Struct, frozen=True):
    """What the server said: nothing while it is not listening, and a complaint when it takes no query."""

    heard: bool = False
    complaint: str = "it does not answer"

    @property
    def ready(self) -> bool:
        """Whether the database took the query."""
        return self.heard and not self.complaint


def ask(port: int, password: str) -> Answer:
    """Send a query that does nothing; Unavailable when the password is not the database's."""
    try:
        status, content = _post(port, password)
    except (OSError, http.client.HTTPException):
        return Answer()
    if status == http.client.UNAUTHORIZED:
        raise Unavailable(
            "The database does not take the password that is kept in Proviso's home.",
            "Put the right one back, or erase this database and load it again: `proviso reset`.",
        )
    return Answer(True, "" if status < http.client.BAD_REQUEST else content.decode(errors="replace")[:300])


def _post(port: int, password: str) -> tuple[int, bytes]:
    account = base64.b64encode(f"neo4j:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {account}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/db/neo4j/query/v2", _QUERY, headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
