"""Loading measured side by side: `uv run python -m bench.load AWARDS [--rows N] [--rounds 3]`.

AWARDS is a file of the USAspending API, one award a line. Each contestant loads the same rows into a database
of its own with the same constraints and indexes, in turns; a rate counts the nodes and relationships that the
database holds afterwards. The offline load is compared with neo4j-admin alone on ready-made files of the
same graph. Prints a line a contestant, and JSON at the end.
"""

import argparse
import itertools
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from neo4j import GraphDatabase
from py2neo import Graph
from py2neo.bulk import merge_nodes, merge_relationships

from api.cli import building
from data import shipped
from graph.address import Address
from graph.importing import arguments
from graph.offline import Offline
from graph.server import Managed
from graph.store import Store
from graph.stream import lay_out
from loaders import awards, normalised
from loaders.loading import Extent, load
from loaders.recognition import Found
from schema.model import Edge, Node, Record
from schema.registry import EdgeType, NodeType
from schema.subjects import MODEL

BATCH = 10_000
COUNT = """CALL { MATCH (n) RETURN count(n) AS c UNION ALL MATCH ()-[r]->() RETURN count(r) AS c }
RETURN sum(c) AS c"""
ENDS = (
    "agencies.ndjson",
    "jurisdictions.ndjson.gz",
    "assistance_listings.ndjson.gz",
    "listing_numbers.ndjson.gz",
)
Contestant = Callable[[Address, Path, int], None]


def main() -> None:
    """Run every contestant in turns and print what they did."""
    parser = argparse.ArgumentParser(prog="bench.load", description=__doc__)
    parser.add_argument("awards", type=Path)
    parser.add_argument("--rows", type=int, default=10**9)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    online: dict[str, list[float]] = defaultdict(list)
    offline: dict[str, list[float]] = defaultdict(list)
    for _ in range(chosen.rounds):
        for name, contestant in {"proviso": ours, "driver": driver, "py2neo": py2neo}.items():
            online[name].append(rate(contestant, chosen.awards, chosen.rows))
            say(f"{name} {online[name][-1]:,.0f} entities/s")
        for name, seconds in without_server(chosen.awards, chosen.rows).items():
            offline[name].append(seconds)
            say(f"{name} {seconds:.1f} s")
    told = {
        **{f"{name}_entities_per_second": spread(values) for name, values in online.items()},
        **{f"{name}_seconds": spread(values) for name, values in offline.items()},
        "driver_ratio": ratio(online["proviso"], online["driver"]),
        "py2neo_ratio": ratio(online["proviso"], online["py2neo"]),
        "offline_ratio": ratio(offline["proviso_offline"], offline["neo4j_admin"]),
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


def rate(contestant: Contestant, path: Path, rows: int) -> float:
    """Entities a second of one contestant, in a database of its own that holds the ends of its links."""
    with TemporaryDirectory(prefix="bench-") as home:
        server = Managed(Path(home))
        address = server.start()
        try:
            with Store(address) as store:
                lay_out(store, MODEL)
                for name in ENDS:
                    load(store, normalised.source(shipped.FOLDER / name), shipped.FOLDER / name)
                store.define("CALL db.awaitIndexes(300)")
                before = store.read(COUNT)[0]["c"]
                started = time.monotonic()
                contestant(address, path, rows)
                seconds = time.monotonic() - started
                return float(store.read(COUNT)[0]["c"] - before) / seconds
        finally:
            server.stop()


def ours(address: Address, path: Path, rows: int) -> None:
    """The loader, as `proviso load awards` runs it."""
    with Store(address) as store:
        load(store, awards.SOURCE, path, extent=Extent(limit=rows))


def records(path: Path, rows: int) -> Iterator[Record]:
    """What the file states."""
    for row in itertools.islice(awards.read(path), rows):
        yield from awards.parse(row)


def batches(path: Path, rows: int) -> Iterator[tuple[NodeType | EdgeType, list[dict[str, Any]]]]:
    """The same records as plain rows: nodes of a type, then relationships of a type, 10,000 at a time."""
    waiting: defaultdict[type, list[dict[str, Any]]] = defaultdict(list)
    edges: defaultdict[type, list[dict[str, Any]]] = defaultdict(list)
    for record in records(path, rows):
        held = waiting if isinstance(record, Node) else edges
        held[type(record)].append(plain(record))
        if held is waiting and len(held[type(record)]) == BATCH:
            yield MODEL.by_class[type(record)], held.pop(type(record))
    for held in (waiting, edges):
        for cls, every in held.items():
            for start in range(0, len(every), BATCH):
                yield MODEL.by_class[cls], every[start : start + BATCH]


def plain(record: Record) -> dict[str, Any]:
    """A record as a row: its ends, or its id, and its properties with their provenance."""
    given = {
        name: value for name in record.__struct_fields__ if (value := getattr(record, name)) not in (None, ())
    }
    stamp = {"dataset": "awards", "run": "bench", "source": [awards.SOURCE.address], "confidence": "VERIFIED"}
    ends = {name: given.pop(name) for name in ("start", "end") if isinstance(record, Edge)}
    return {**ends, "id": given.get("id"), "properties": {**stamp, **given}}


def driver(address: Address, path: Path, rows: int) -> None:
    """A loop of UNWIND and MERGE with the official driver, as its documentation shows."""
    account = (address.username, address.password.get_secret_value())
    with (
        GraphDatabase.driver(address.uri, auth=account) as opened,
        opened.session(database="neo4j") as session,
    ):
        for kind, every in batches(path, rows):
            session.execute_write(
                lambda tx, text, given: tx.run(text, rows=given).consume(), merging(kind), every
            )


def merging(kind: NodeType | EdgeType) -> str:
    """The statement of that loop."""
    if isinstance(kind, NodeType):
        labels = ":".join(kind.labels)
        return f"UNWIND $rows AS row MERGE (n:{kind.name} {{id: row.id}}) SET n += row.properties, n:{labels}"
    return (
        f"UNWIND $rows AS row MATCH (a:{kind.start} {{id: row.start}}) MATCH (b:{kind.end} {{id: row.end}}) "
        f"MERGE (a)-[r:{kind.name}]->(b) SET r += row.properties"
    )


def py2neo(address: Address, path: Path, rows: int) -> None:
    """The bulk functions of py2neo."""
    graph = Graph(address.uri, auth=(address.username, address.password.get_secret_value()))
    for kind, every in batches(path, rows):
        if isinstance(kind, NodeType):
            merge_nodes(
                graph.auto(), [row["properties"] for row in every], (kind.name, "id"), labels=set(kind.labels)
            )
        else:
            links = [(row["start"], row["properties"], row["end"]) for row in every]
            merge_relationships(
                graph.auto(),
                links,
                kind.name,
                start_node_key=(kind.start, "id"),
                end_node_key=(kind.end, "id"),
            )


def without_server(path: Path, rows: int) -> dict[str, float]:
    """Seconds from the file to a running database, and of neo4j-admin alone on files of the same graph."""
    places = [Found(shipped.FOLDER / name, normalised.source(shipped.FOLDER / name)) for name in ENDS]
    places.append(Found(path, awards.SOURCE))
    extent = Extent(limit=rows)
    with TemporaryDirectory(prefix="bench-") as folder:
        built, alone = Managed(Path(folder) / "built"), Managed(Path(folder) / "alone")
        files = Path(folder) / "files"
        files.mkdir()
        for server in (built, alone):
            server.home.make()
        started = time.monotonic()
        with Offline(MODEL, files) as into:
            building.take_all(into, places, extent, files)
            made = into.finish()
        built.build(arguments(made))
        address = built.start()
        with Store(address) as store:
            lay_out(store, MODEL)
            store.define("CALL db.awaitIndexes(600)")
        whole = time.monotonic() - started
        built.stop()
        started = time.monotonic()
        alone.build(arguments(made))
        return {"proviso_offline": whole, "neo4j_admin": time.monotonic() - started}


def ratio(ours: list[float], theirs: list[float]) -> float:
    """How many times the median of theirs ours is."""
    return round(statistics.median(ours) / statistics.median(theirs), 2)


def spread(values: list[float]) -> dict[str, float]:
    """Minimum, median and maximum."""
    return {
        "min": round(min(values), 1),
        "median": round(statistics.median(values), 1),
        "max": round(max(values), 1),
    }


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
