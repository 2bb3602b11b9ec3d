"""The settings of a managed server: local, closed to files and addresses, silent to the outside."""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.server.home import Home
from graph.server.ports import Ports
from schema.errors import Unavailable

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang", "java.util.concurrent")
OPENINGS = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED)

FIXED = {
    "server.default_listen_address": "127.0.0.1",
    "server.default_advertised_address": "127.0.0.1",
    "server.https.enabled": "false",
    "server.http.x_forward.enabled": "false",
    "dbms.security.auth_enabled": "true",
    # LOAD CSV reads neither files nor addresses.
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    # Nothing is reported to Neo4j's makers.
    "dbms.usage_report.enabled": "false",
    "dbms.fleet_manager.enabled": "false",
    "client.allow_telemetry": "false",
    "db.logs.query.enabled": "OFF",
    # A client hears within twenty seconds, not two minutes, that its statement broke the parser.
    "server.bolt.connection_keep_alive": "10s",
    "db.transaction.timeout": "600s",
    # A plan of a large operation takes about 4 MB; the default of 1,000 would fill the heap.
    "server.memory.query_cache.per_db_cache_num_entries": "100",
    # Else an empty database takes 512 MB of disk.
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "1 files",
    # Neo4j waits three times this long when it stops.
    "internal.server.bolt.thread_pool_shutdown_wait_time": "200ms",
}


class Memory(BaseSettings):
    """PROVISO_HEAP and PROVISO_PAGECACHE: what Neo4j may use at most, such as 2g or 512m."""

    model_config = SettingsConfigDict(env_prefix="PROVISO_", env_ignore_empty=True, extra="ignore")
    heap: str = Field(default="2g", pattern=r"^\d+[kmgKMG]$")
    pagecache: str = Field(default="512m", pattern=r"^\d+[kmgKMG]$")


def memory() -> Memory:
    """What the environment allows Neo4j, or Unavailable when it is not an amount."""
    try:
        return Memory()
    except ValidationError as error:
        names = ", ".join(f"PROVISO_{str(each['loc'][0]).upper()}" for each in error.errors())
        raise Unavailable(f"{names} is not an amount of memory.", "Write it like 2g or 512m.") from error


def text(home: Home, ports: Ports, limits: Memory) -> str:
    """The content of neo4j.conf."""
    settings = FIXED | {
        "server.bolt.listen_address": f"127.0.0.1:{ports.bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{ports.bolt}",
        "server.http.listen_address": f"127.0.0.1:{ports.http}",
        "server.http.advertised_address": f"127.0.0.1:{ports.http}",
        "server.directories.data": home.data.as_posix(),
        "server.directories.logs": home.logs.as_posix(),
        "server.directories.run": home.record.parent.as_posix(),
        "server.memory.heap.max_size": limits.heap,
        "server.memory.pagecache.size": limits.pagecache,
    }
    lines = [f"{name}={value}" for name, value in settings.items()]
    # neo4j-admin starts a Java of its own, which reads its options here.
    lines += [f"server.jvm.additional={option}" for option in OPENINGS]
    return "\n".join(lines) + "\n"
