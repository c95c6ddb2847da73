"""The rows of child tables that a record gives as a list, or as a mapping of first column to second."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.accept.columns import Doubt
from factbook.accept.shapes import shapes_of
from factbook.lines import Plain
from factbook.rows import Value
from factbook.schema import Table


def field_names(derivations: Plain) -> Iterator[str]:
    """The fields that derivations are of; raises Doubt where one names none."""
    for item in derivations:
        name = item.get("field") if type(item) is dict else item
        if type(name) is not str:
            raise Doubt
        yield name


class ListPlan:
    """How rows of a child table are taken."""

    def __init__(self, table: Table) -> None:
        """Work out what an item may be."""
        self.table = table
        self._columns = tuple(table.given)
        self._shapes = shapes_of(table.given, frozenset(), table.stored, ("id", str(table.owner)))
        #: Where a file gives part of the primary key that part may not stand twice, else all values.
        self._places = [table.stored.index(name) for name in table.primary_key if name in table.given]

    def rows(self, node: Plain, owner: str) -> list[tuple[Value, ...]]:
        """The rows in the order of `Table.stored`; raises Doubt."""
        found: list[tuple[Value, ...]] = []
        seen = set()
        for number, given in enumerate(self._given(node), 1):
            shape = self._shapes.of(given)
            values = shape.values(given)
            found.append(shape.row([*values, f"{owner}-{number}", owner, None]))
            seen.add(tuple(found[-1][place] for place in self._places) or (*shape.places, *values))
        if len(seen) < len(found):
            raise Doubt
        return found

    def _given(self, node: Plain) -> Iterator[dict[str, Plain]]:
        """The items as mappings: a bare text is of the first column, a mapping stands for rows of two columns."""
        if type(node) is list:
            for item in node:
                yield item if type(item) is dict else {self._columns[0]: item}
        elif type(node) is dict and len(self._columns) > 1:
            for pair in node.items():
                yield dict(zip(self._columns, pair, strict=False))
        else:
            raise Doubt
