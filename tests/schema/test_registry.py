"""The registry tells the model as its classes state it."""

from types import ModuleType

import pytest

from schema.registry import NodeType, build, camel, plural, upper_snake
from schema.subjects import MODEL
from schema.values import Mark


@pytest.mark.parametrize(
    ("singular", "several"), [("Policy", "Policies"), ("Case", "Cases"), ("Day", "Days")]
)
def test_plurals_are_english(singular: str, several: str) -> None:
    assert plural(singular) == several


def test_names_follow_the_language_of_each_reader() -> None:
    assert camel("valid_from_precision") == "validFromPrecision"
    assert upper_snake("AttachesTo") == "ATTACHES_TO"


@pytest.mark.parametrize("node", MODEL.nodes.values(), ids=lambda node: node.name)
def test_every_node_type_and_property_is_described(node: NodeType) -> None:
    assert node.sentence.endswith(".")
    assert all(each.sentence.endswith(".") for each in node.properties)


def test_every_relationship_and_property_is_described() -> None:
    for edge in MODEL.edges.values():
        assert edge.sentence.endswith(".")
        assert all(each.sentence.endswith(".") for each in edge.properties)


def test_every_choice_of_an_enumeration_belongs_to_a_described_type() -> None:
    choices = {each.choices for node in MODEL.nodes.values() for each in node.properties if each.choices}
    assert all((choice.__doc__ or "").endswith(".") for choice in choices)


def test_an_abstract_type_is_a_label_of_its_children() -> None:
    assert MODEL.nodes["Condition"].labels == ("Condition", "GrantTerm", "LegalText", "Node")
    assert set(MODEL.nodes["GrantTerm"].concrete) == {"Condition", "Rule"}
    assert MODEL.nodes["GrantTerm"].abstract
    assert not MODEL.nodes["Award"].abstract


def test_a_link_is_seen_from_both_ends_and_from_heirs() -> None:
    outgoing = {link.field: link.other for link in MODEL.links("Condition") if link.outgoing}
    incoming = {link.field: link.other for link in MODEL.links("GrantProgram") if not link.outgoing}
    assert outgoing["attachesTo"] == "GrantProgram"
    assert incoming["conditions"] == "GrantTerm"


def test_every_node_has_exactly_one_key() -> None:
    for node in MODEL.nodes.values():
        assert [each.name for each in node.properties if Mark.KEY in each.marks] == ["id"]


def test_inheritance_is_no_deeper_than_three_parents() -> None:
    assert max(len(node.labels) for node in MODEL.concrete) <= 4


TOY = """
from typing import Annotated
from schema.model import Edge, Node
from schema.values import Text

class Here(Node, kw_only=True):
    "A place."
    there: Annotated[Text, "Somewhere else."]

class LeadsTo(Edge[Here, Here]):
    "A road."
    forward, reverse = "there", "back"
"""


def test_a_field_that_would_mean_two_things_is_refused() -> None:
    toy = ModuleType("toy")
    exec(TOY, toy.__dict__)
    with pytest.raises(TypeError, match=r"Here\.there would mean two things"):
        build([toy])
