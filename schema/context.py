"""The JSON-LD context of the model: what each type, property and link means, for linked-data readers."""

import json
from typing import Any

from schema.registry import Link, Model, NodeType, Property

VOCABULARY = "urn:proviso:vocabulary:"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def context(model: Model) -> str:
    """The context document as JSON text; one name may mean different links on different types."""
    terms: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type"}
    for node in model.concrete:
        terms[node.name] = {"@id": VOCABULARY + node.name, "@context": _scoped(node, model)}
    return json.dumps({"@context": terms}, indent=1) + "\n"


def _scoped(node: NodeType, model: Model) -> dict[str, Any]:
    terms = {each.field: _term(each) for each in node.properties if each.name != "id"}
    return terms | {link.field: _link(link) for link in model.links(node.name)}


def _link(link: Link) -> dict[str, str]:
    return {"@id" if link.outgoing else "@reverse": VOCABULARY + link.edge.name, "@type": "@id"}


def _term(each: Property) -> dict[str, str]:
    term = {"@id": VOCABULARY + each.field, "@type": _XSD + each.value.xsd}
    return term | {"@container": "@set"} if each.many else term
