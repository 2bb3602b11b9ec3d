"""The JSON-LD context of the model: what each property and type means, for linked-data readers."""

import json
from typing import Any

from schema.registry import Model, Property

VOCABULARY = "urn:proviso:vocabulary:"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def context(model: Model) -> str:
    """The context document as JSON text."""
    terms: dict[str, Any] = {"@version": 1.1, "@vocab": VOCABULARY, "id": "@id", "type": "@type"}
    for node in model.nodes.values():
        terms |= {each.field: _term(each) for each in node.properties if each.name != "id"}
    for edge in model.edges.values():
        terms |= {each.field: _term(each) for each in edge.properties}
        terms[edge.forward] = {"@id": f"{VOCABULARY}{edge.forward}", "@type": "@id"}
        terms[edge.reverse] = {"@reverse": f"{VOCABULARY}{edge.forward}", "@type": "@id"}
    return json.dumps({"@context": dict(sorted(terms.items()))}, indent=2) + "\n"


def _term(each: Property) -> dict[str, str]:
    term = {"@id": f"{VOCABULARY}{each.field}", "@type": f"{_XSD}{each.value.xsd}"}
    return term | {"@container": "@set"} if each.many else term
