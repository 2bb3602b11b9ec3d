"""Whether a managed server answers a query, asked over HTTP."""

import base64
import http.client
import json

from schema.errors import Unavailable

_QUERY = json.dumps({"statement": "RETURN 1"})


def answers(port: int, password: str) -> bool:
    """Whether the database takes a query now; Unavailable when it does not take the password."""
    try:
        status = _ask(port, password)
    except (OSError, http.client.HTTPException):
        return False
    if status == http.client.UNAUTHORIZED:
        raise Unavailable(
            "The database does not take the password that is kept in Proviso's home.",
            "Put the right one back, or erase this database and load it again: `proviso reset`.",
        )
    return status < http.client.BAD_REQUEST


def _ask(port: int, password: str) -> int:
    account = base64.b64encode(f"neo4j:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {account}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/db/neo4j/query/v2", _QUERY, headers)
        return connection.getresponse().status
    finally:
        connection.close()
