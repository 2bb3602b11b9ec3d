"""What did loads tell between two moments: which records are new, revised or retired?"""

from enum import StrEnum
from typing import Annotated, ClassVar

from queries.question import Answer, Question
from schema.loads import Load, Revision
from schema.model import Node
from schema.subjects import MODEL
from schema.values import Identifier, Moment, Text


class News(StrEnum):
    """What a load told of a record."""

    NEW = "NEW"
    REVISED = "REVISED"
    RETIRED = "RETIRED"


class Told(Answer, frozen=True, kw_only=True):
    """A record of which a load told something."""

    at: Annotated[Moment, "When the load began."]
    kind: Annotated[News, "What it told."]
    what: Annotated[Node, "The record, or the start of the link that was revised."]
    link: Annotated[Text | None, "Type of the link, when it is a link that was revised."]
    other: Annotated[Identifier | None, "Where that link led."]
    before: Annotated[tuple[Text, ...], "What was said before, where it differs now: name and value."]
    revision: Annotated[Revision | None, "What the record said before."]
    dataset: Annotated[Text | None, "The dataset that told it."]
    load: Annotated[Load | None, "The load."]


_TYPES = [node.name for node in MODEL.nodes.values() if "stated_at" in vars(node.cls).get("found_by", ())]
_NEW = "\n  UNION\n".join(
    f"  MATCH (what:{name}) WHERE $from_ < what.stated_at AND what.stated_at <= $to\n"
    "    AND NOT EXISTS { MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL }\n"
    "  RETURN what, what.stated_at AS at, what.run AS run"
    for name in _TYPES
    if name != Revision.__name__
)


class Learned(Question, frozen=True, kw_only=True):
    """What loads told after one moment and until another: records that are new, revised or retired.

    Of figures, awards, recipients and mentions, of which a load may bring a million, new ones are counted:
    see its load. So are links that a dataset ceased to state.
    """

    answer = Told
    example: ClassVar = {"from_": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z", "kinds": ["NEW"]}
    cypher = f"""
CALL () {{
  CALL () {{
  WITH 1 AS wanted WHERE $kinds IS NULL OR 'NEW' IN $kinds
  CALL () {{
{_NEW}
  UNION
  MATCH (first:Revision)-[:REVISION_OF]->(what:Node)
  WHERE $from_ < first.stated_at AND first.stated_at <= $to AND first.other IS NULL AND NOT EXISTS {{
    MATCH (what)<-[:REVISION_OF]-(was:Revision) WHERE was.other IS NULL AND was.stated_at < first.stated_at }}
  RETURN what, first.stated_at AS at, first.run AS run
  }}
  RETURN what, at, run
  }}
  RETURN what, at, run, 'NEW' AS kind, null AS revision
  UNION
  MATCH (revision:Revision)-[:REVISION_OF]->(what:Node)
  WHERE $from_ < revision.replaced_at AND revision.replaced_at <= $to
    AND ($kinds IS NULL OR 'REVISED' IN $kinds)
  RETURN what, revision.replaced_at AS at, null AS run, 'REVISED' AS kind, revision
  UNION
  MATCH (what:Node) USING INDEX what:Node(retired_at)
  WHERE $from_ < what.retired_at AND what.retired_at <= $to AND ($kinds IS NULL OR 'RETIRED' IN $kinds)
  RETURN what, what.retired_at AS at, null AS run, 'RETIRED' AS kind, null AS revision
}}
WITH what, at, run, kind, revision, coalesce(revision.dataset, what.dataset) AS dataset
WHERE $dataset IS NULL OR dataset = $dataset
CALL (at, dataset) {{
  OPTIONAL MATCH (load:Load {{started_at: at}}) WHERE load.dataset = dataset
  RETURN head(collect(load)) AS load
}}
RETURN at, kind, what, CASE WHEN revision.other IS NOT NULL THEN revision.kind END AS link,
  revision.other AS other, coalesce(revision.before, []) AS before, revision, dataset, load
ORDER BY at, kind, what.id, link, other"""

    from_: Annotated[Moment, "What was told after this moment."]
    to: Annotated[Moment, "What was told until this moment, itself included."]
    kinds: Annotated[tuple[News, ...] | None, "Only what is new, revised or retired."] = None
    dataset: Annotated[Text | None, "Only what this dataset told, such as assistance-listings."] = None
