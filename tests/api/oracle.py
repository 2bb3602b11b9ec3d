"""The same API by plain resolvers, to compare the compiled path with.

They fetch naively, a statement each, and know nothing of the compiler: graphql-core executes the
document over the printed schema, and lists are filtered, ordered and cut here, in Python.
"""

import datetime
import json
from collections.abc import Callable
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo, build_schema, execute_sync, parse

from api.schema import FILE
from graph.store import Store
from queries.catalogue import questions
from queries.coverage import reads
from queries.question import Question, bind, slots, statement
from queries.spelling import Form, form
from schema.registry import Link
from schema.subjects import MODEL
from schema.values import Mark
from tests.api.sifting import Row, groups, measures, page, satisfies, shown

SCHEMA = build_schema(FILE.read_text(encoding="utf-8"))
SINGLE = {node.single: node.name for node in MODEL.nodes.values()}
SEVERAL = {node.several: node.name for node in MODEL.nodes.values()}
NODE = "RETURN properties(n) AS properties, labels(n) AS labels"


class Oracle:
    """Answers operations by resolvers."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def answer(self, text: str, variables: dict[str, Any], name: str | None = None) -> dict[str, Any]:
        result = execute_sync(
            SCHEMA,
            parse(text),
            variable_values=variables,
            operation_name=name,
            field_resolver=self.resolve,
            type_resolver=lambda value, _info, _type: value["#kind"],
        )
        paths = sorted(json.dumps(error.path) for error in result.errors or ())
        return {"data": result.data, "paths": paths}

    def resolve(self, source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        if info.parent_type.name == "Query":
            return self.root(info.field_name, given)
        if callable(found := source.get(info.field_name)):
            return found(**given)
        return found

    def root(self, field: str, given: dict[str, Any]) -> Any:
        day = datetime.date.fromisoformat(given["asOf"]) if given.get("asOf") else None
        if field in SINGLE:
            found = self.nodes(f"MATCH (n:{SINGLE[field]}) WHERE n.id = $id {NODE}", day, id=given["id"])
            if not found and form(given["id"]) is not Form.IDENTIFIER:
                raise GraphQLError("Nothing is called so.")
            return found[0] if found else None
        if field in SEVERAL:
            text = "RETURN properties(n) AS raw, labels(n) AS labels, {} AS said"
            rows = self.store.read(f"MATCH (n:{SEVERAL[field]}) {text}")
            rows = [row for row in rows if seen(row["raw"], day)]
            return self.page(rows, SEVERAL[field], [("id", False)], given, day)
        return self.question(field, given, day)

    def nodes(self, statement: str, day: datetime.date | None, **values: Any) -> list[dict[str, Any]]:
        rows = self.store.read(statement, values)
        return [self.node(row["properties"], row["labels"], day) for row in rows]

    def node(self, raw: dict[str, Any], labels: list[str], day: datetime.date | None) -> dict[str, Any]:
        (kind,) = {node.name for node in MODEL.concrete} & set(labels)
        fields: dict[str, Any] = {
            each.field: plain(raw, each.name, each.many) for each in MODEL.nodes[kind].properties
        }
        for link in MODEL.links(kind):
            fields[link.field] = self.walk(raw["id"], link, day)
        return {**fields, "#kind": kind, "#raw": raw}

    def walk(self, id_: str, link: Link, day: datetime.date | None) -> Callable[..., Any]:
        keys = [(each.name, True) for each in link.edge.properties if Mark.KEY in each.marks]

        def walked(**given: Any) -> Any:
            return self.page(self.rows(id_, link, day), link, [("id", False), *keys], given, day)

        return walked

    def rows(self, id_: str, link: Link, day: datetime.date | None) -> list[Row]:
        left, right = ("-", "->") if link.outgoing else ("<-", "-")
        found = self.store.read(
            f"MATCH (a:Node {{id: $id}}){left}[r:{link.edge.name}]{right}(n) "
            f"RETURN properties(r) AS said, properties(n) AS raw, labels(n) AS labels",
            {"id": id_},
        )
        return [row for row in found if seen(row["said"], day) and seen(row["raw"], day)]

    def page(
        self,
        rows: list[Row],
        kind: str | Link,
        base: list[tuple[str, bool]],
        given: dict[str, Any],
        day: datetime.date | None,
    ) -> dict[str, Any]:
        where = given.get("where")
        wanted = [
            row for row in rows if satisfies(row, kind, where, lambda id_, link: self.rows(id_, link, day))
        ]
        cut, info, cursor = page(wanted, kind, base, given)
        said = kind.edge.properties if isinstance(kind, Link) else ()
        edges = [
            {e.field: plain(row["said"], e.name, e.many) for e in said}
            | {"node": self.node(row["raw"], row["labels"], day), "cursor": cursor(row)}
            for row in cut
        ]
        info |= {
            name: edges[at]["cursor"] if edges else None
            for name, at in (("startCursor", 0), ("endCursor", -1))
        }
        nodes = [each["node"] for each in edges]
        label = kind.other if isinstance(kind, Link) else kind
        distinct = list({row["raw"]["id"]: row["raw"] for row in wanted}.values())
        return {
            "edges": edges,
            "nodes": nodes,
            "pageInfo": info,
            "totalCount": len(wanted),
            "aggregate": {"groups": lambda **by: groups(distinct, label, **by), **measures(distinct, label)},
        }

    def question(self, field: str, given: dict[str, Any], day: datetime.date | None) -> Any:
        cls = questions()[field]
        wanted = {slot.field: slot.name for slot in slots(cls)}
        values = {wanted[key]: value for key, value in given.items() if key in wanted}
        if "as_of" in values:
            values["as_of"] = day
        rows = [
            {slot.field: self.column(slot, row[slot.name], day) for slot in slots(cls.answer)}
            for row in self.store.read(statement(cls), bind(cls(**values)))
        ]
        told = {"coverage": lambda: covered(cls, self.store)}
        if cls.many:
            return {"rows": rows[: given["first"]], "total": len(rows), **told}
        return rows[0] | told if rows else None

    def column(self, slot: Any, value: Any, day: datetime.date | None) -> Any:
        if slot.many:
            return [self.one(slot, each, day) for each in value or ()]
        return None if value is None else self.one(slot, value, day)

    def one(self, slot: Any, value: Any, day: datetime.date | None) -> Any:
        if slot.node:
            return self.nodes(f"MATCH (n:Node) WHERE n.id = $id {NODE}", day, id=value["id"])[0]
        if slot.nested:
            return {each.field: self.column(each, value.get(each.name), day) for each in slots(slot.nested)}
        return shown(value)


def covered(question: type[Question], store: Store) -> dict[str, Any]:
    """What a question's coverage resolves to, from all loads."""
    kinds = {
        name: set(MODEL.nodes[name].concrete if name in MODEL.nodes else [name]) for name in reads(question)
    }
    wanted = set().union(*kinds.values())
    standing: dict[str, dict[str, dict[str, Any]]] = {}
    for row in sorted(
        (row["load"] for row in store.read("MATCH (l:Load) RETURN l {.*} AS load")), key=newest
    ):
        if row["state"] == "DONE" and ("states" not in row or wanted & set(row["states"])):
            standing.setdefault(row["dataset"], {})[str(row.get("covers"))] = row
    sources = [consulted(name, list(standing[name].values()), wanted) for name in sorted(standing)]

    def lacking(given: list[dict[str, Any]]) -> list[str]:
        stated = {kind for each in given for kind in each["states"]}
        return [name for name, kind in kinds.items() if not kind & stated]

    old = any("states" not in row for files in standing.values() for row in files.values())
    missing = lacking(sources)
    partly = lacking([each for each in sources if each["whole"]])
    meaning = "PARTLY_LOADED" if partly else "NONE_KNOWN"
    if missing:
        meaning = "UNCERTAIN" if old else "NOT_LOADED"
    return {"meaning": meaning, "notLoaded": missing, "sources": sources}


def newest(load: dict[str, Any]) -> tuple[bool, str, str]:
    """The order in which loads count: parts first, then by day, then by moment."""
    return load["whole"], str(load.get("through", "")), str(load["finished_at"])


def consulted(name: str, files: list[dict[str, Any]], wanted: set[str]) -> dict[str, Any]:
    """What a dataset's files come to."""
    days = sorted(str(each["through"]) for each in files if each.get("through"))
    last = max(files, key=lambda each: str(each["finished_at"]))
    return {
        "dataset": name,
        "title": last["name"],
        "states": sorted({kind for each in files for kind in each.get("states", ())} & wanted),
        "through": days[-1] if days else None,
        "since": days[0] if days else None,
        "loadedAt": shown(last["finished_at"]),
        "whole": all(each["whole"] for each in files),
        "files": len(files),
        **{key: sum(each[key] for each in files) for key in ("rows", "rejected", "unresolved")},
        "gaps": last.get("gaps", []),
    }


def seen(raw: dict[str, Any], day: datetime.date | None) -> bool:
    """Whether a list shows the record."""
    if raw.get("retired_at") is not None:
        return False
    begins, ends = raw.get("valid_from"), raw.get("valid_to")
    return day is None or (
        (begins is None or begins.to_native() <= day) and (ends is None or day < ends.to_native())
    )


def plain(raw: dict[str, Any], name: str, many: bool) -> Any:
    """A property as JSON has it."""
    value = raw.get(name)
    return list(value or ()) if many else shown(value)
