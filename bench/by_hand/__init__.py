"""Cypher by hand for the example of each question, and for nothing else.

A text is a file named as the question's field. It knows the identifiers of its example and the schema,
takes only the days as parameters, resolves no name, has no options, leaves out what the example can not
need, and answers with the same columns. The long ones were cut from the questions' own texts, not written
anew. The bench refuses to time a text whose answer is another.
"""

from pathlib import Path
from types import MappingProxyType

TEXTS = MappingProxyType(
    {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.cypher")}
)
"""By the field of the question."""
