"""What a reader asked for, as data: response keys in order, merged, with no syntax and no values left.

A site is one field with arguments; its number makes the names of its parameters.
"""

from collections.abc import Iterator
from enum import Enum

import msgspec

from schema.registry import Link, Property


class Constant(msgspec.Struct, frozen=True):
    """A text that is known before anything is read, such as the name of a type."""

    key: str
    text: str


class Typename(msgspec.Struct, frozen=True):
    """The name of a node's own type, where it may be one of several."""

    key: str


class Leaf(msgspec.Struct, frozen=True):
    """A property of a node or a relationship."""

    key: str
    property: Property


class Walk(msgspec.Struct, frozen=True):
    """A page of the nodes at the other end of a relationship."""

    key: str
    link: Link
    page: "Page"


Field = Constant | Typename | Leaf | Walk


class Branch(msgspec.Struct, frozen=True):
    """What is read of nodes of the given concrete types."""

    labels: tuple[str, ...]
    fields: tuple[Field, ...]


class Shape(msgspec.Struct, frozen=True):
    """What is read of a node, which differs by its type when there are several branches."""

    branches: tuple[Branch, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Every concrete type that the node may have."""
        return tuple(label for branch in self.branches for label in branch.labels)


class Cursor(msgspec.Struct, frozen=True):
    """Where a row stands in the order of its page."""

    key: str


class Target(msgspec.Struct, frozen=True):
    """The node of a row."""

    key: str
    shape: Shape


class EdgeRows(msgspec.Struct, frozen=True):
    """The rows of a page with what the relationship says."""

    key: str
    fields: tuple[Constant | Cursor | Target | Leaf, ...]


class NodeRows(msgspec.Struct, frozen=True):
    """The nodes of a page alone."""

    key: str
    shape: Shape


class Info(msgspec.Struct, frozen=True):
    """Where a page stands: pairs of response key and field name."""

    key: str
    fields: tuple[Constant | tuple[str, str], ...]

    def wants(self, *names: str) -> bool:
        """Whether one of the fields is selected."""
        return any(not isinstance(each, Constant) and each[1] in names for each in self.fields)


class Total(msgspec.Struct, frozen=True):
    """How many rows there are on all pages."""

    key: str


class Measure(msgspec.Struct, frozen=True):
    """A number that rows come to, of a property's values; without a property, how many rows there are."""

    key: str
    property: Property | None
    function: str


class Measured(msgspec.Struct, frozen=True):
    """The measures of one property."""

    key: str
    fields: tuple[Constant | Measure, ...]


class GroupKey(msgspec.Struct, frozen=True):
    """What the rows of a group have in common."""

    key: str
    fields: tuple[Constant | Leaf, ...]


class Groups(msgspec.Struct, frozen=True):
    """The measures of groups of rows, the largest first."""

    key: str
    site: int
    by: tuple[Property, ...]
    fields: tuple[Constant | Measure | Measured | GroupKey, ...]


class Aggregate(msgspec.Struct, frozen=True):
    """What all rows of a page's source come to."""

    key: str
    fields: tuple[Constant | Measure | Measured | Groups, ...]


Part = Constant | EdgeRows | NodeRows | Info | Total | Aggregate


class Test(msgspec.Struct, frozen=True):
    """A property of the row's node, or of the relationship that led to it, against a parameter."""

    property: Property
    edge: bool
    operator: str
    parameter: str


class Kind(msgspec.Struct, frozen=True):
    """The row's node is of one of the concrete types."""

    labels: tuple[str, ...]


class Every(msgspec.Struct, frozen=True):
    """All of the parts hold."""

    parts: tuple["Criterion", ...]


class Some(msgspec.Struct, frozen=True):
    """One of the parts holds."""

    parts: tuple["Criterion", ...]


class Not(msgspec.Struct, frozen=True):
    """The part does not hold."""

    part: "Criterion"


class Quantifier(Enum):
    """Of how many of the rows behind a link a criterion must hold."""

    SOME = "some"
    ALL = "all"
    NONE = "none"


class Linked(msgspec.Struct, frozen=True):
    """A criterion holds of some, all or none of what a link leads to."""

    link: Link
    quantifier: Quantifier
    criterion: "Criterion"


Criterion = Test | Kind | Every | Some | Not | Linked


class Key(msgspec.Struct, frozen=True):
    """One of the properties that rows are ordered by; what lacks it stands last, whatever the direction."""

    property: Property
    edge: bool
    descending: bool = False


class Order(msgspec.Struct, frozen=True):
    """The order of a page, and where it begins: which keys of the position are null; `backward` from its end.

    Keys tell rows apart: the last ones are an id and what tells apart relationships between the same nodes.
    """

    keys: tuple[Key, ...]
    position: tuple[bool, ...] | None = None
    backward: bool = False


class Page(msgspec.Struct, frozen=True):
    """A page of the rows that satisfy a criterion, in an order."""

    site: int
    order: Order
    parts: tuple[Part, ...]
    criterion: Criterion | None = None

    @property
    def ahead(self) -> bool:
        """Whether one row more is fetched, to know if there is a next page."""
        name = "hasPreviousPage" if self.order.backward else "hasNextPage"
        return any(isinstance(part, Info) and part.wants(name) for part in self.parts)

    @property
    def marked(self) -> bool:
        """Whether the first and the last row's cursors are wanted."""
        return any(isinstance(part, Info) and part.wants("startCursor", "endCursor") for part in self.parts)


class Finder(msgspec.Struct, frozen=True):
    """The text that binds `name` to the node an argument means, and `name_found` to what it may mean."""

    name: str
    text: str


class Single(msgspec.Struct, frozen=True):
    """One node by its id, or the one that a finder named `id` finds."""

    key: str
    label: str
    site: int
    dated: bool
    shape: Shape
    finders: tuple[Finder, ...] = ()


class Listing(msgspec.Struct, frozen=True):
    """A page of all nodes of a label."""

    key: str
    label: str
    dated: bool
    page: Page


class Plain(msgspec.Struct, frozen=True):
    """A value of an answer, or a list of them."""

    key: str
    name: str
    moment: bool
    many: bool
    optional: bool


class Named(msgspec.Struct, frozen=True):
    """A node of an answer, or a list of them."""

    key: str
    name: str
    many: bool
    optional: bool
    shape: Shape


class Nested(msgspec.Struct, frozen=True):
    """A part of an answer that has fields of its own, or a list of them."""

    key: str
    name: str
    many: bool
    optional: bool
    fields: tuple["Column", ...]


class Beside(msgspec.Struct, frozen=True):
    """A map that a text of its own returns as one row, whatever the rows of the answer."""

    key: str
    text: str
    fields: tuple["Column", ...]
    optional: bool = False


Column = Constant | Plain | Named | Nested | Beside


class Answered(msgspec.Struct, frozen=True):
    """The rows of an answer, as one of its parts."""

    key: str
    columns: tuple[Column, ...]


class Asked(msgspec.Struct, frozen=True):
    """A text of its own with finders of its nodes, its parameters by name, and what is wanted of its answer.

    An answer of one row has columns, one of many has parts. `names` are all columns that the text returns.
    """

    key: str
    site: int
    dated: bool
    finders: tuple[Finder, ...]
    text: str
    parameters: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    parts: tuple[Constant | Total | Answered | Beside, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """A root field that only holds others."""

    key: str
    roots: tuple[Constant | Asked, ...]


Alone = Constant | Single | Listing | Asked
Root = Alone | Group


def parameter(site: int, name: str) -> str:
    """The name of a site's parameter."""
    return f"p{site}_{name}"


def order_parameters(site: int, length: int) -> Iterator[str]:
    """The names of the parameters that hold the position after which a page begins."""
    return (parameter(site, f"after{index}") for index in range(length))
