"""The model's node types as GraphQL types: properties, and a page for each link."""

from typing import Any

from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.aggregates import Aggregates
from api.fields import empty, field, fill
from api.filters import Filters, named, near
from api.pagination import connection, page_arguments, page_info
from api.scalars import of_property
from schema.registry import Link, Model, NodeType, Property


class Entities:
    """The GraphQL types of a model by name, and the pages that list them."""

    def __init__(self, model: Model) -> None:
        """Make them all, parents before children."""
        self.model = model
        self.classes: dict[str, type] = {}
        for node in sorted(model.nodes.values(), key=lambda each: len(each.labels)):
            self.classes[node.name] = empty(node.name, *(self.classes[each] for each in node.labels[1:2]))
        self._info = page_info()
        self.filters = Filters(model)
        self._sums = Aggregates(model).classes
        for node in sorted(model.nodes.values(), key=lambda each: len(each.labels)):
            fill(self.classes[node.name], self._fields(node), node.sentence, interface=node.abstract)

    def listing(self, node: NodeType) -> type:
        """The type of a page of all nodes of a type."""
        kinds = self.classes[node.name], self._sums[node.name]
        return connection(node.name, *kinds, {}, self._info, node.sentence)

    def listed(self, node: NodeType) -> list[StrawberryArgument]:
        """The arguments of that page."""
        return page_arguments(self.filters.nodes[node.name], self.filters.orders[node.name])

    def _fields(self, node: NodeType) -> dict[str, StrawberryField]:
        above = self.model.nodes[node.labels[1]] if len(node.labels) > 1 else None
        inherited = {each.name for each in above.properties} if above else set()
        links = [link for link in self.model.links(node.name) if near(link) == node.name]
        return {
            **{each.field: _property(each) for each in node.properties if each.name not in inherited},
            **{link.field: self._link(link) for link in links},
        }

    def _link(self, link: Link) -> StrawberryField:
        said = {each.field: _property(each) for each in link.edge.properties}
        other, sums = self.classes[link.other], self._sums[link.other]
        kind: Any = connection(named(link), other, sums, said, self._info, link.edge.sentence)
        return field(link.field, kind, link.edge.sentence, page_arguments(*self.filters.link(link)))


def _property(each: Property) -> StrawberryField:
    return field(each.field, of_property(each), each.sentence)
