"""What can be said of the keys of a mapping without a look at its values, said once for all mappings alike.

Records of a table give the same few combinations of keys, in the same order, thousands of times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from factbook.accept.columns import Accept, Doubt, acceptance
from factbook.lines import Plain
from factbook.schema import Column

#: Shapes that are remembered of one table.
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Keys in their order: how the node of each is taken, where each stands, which hold lists, how values become a row.

    `row` takes the values in the order of the keys, the computed ones, then None; it gives those of the stored columns.
    """

    keys: tuple[str, ...]
    accepts: tuple[Accept, ...]
    places: dict[str, int]
    lists: tuple[str, ...]
    row: Callable[[list[Any]], tuple[Any, ...]]

    def values(self, given: Mapping[str, Plain]) -> list[Any]:
        """The values in the order of the keys, lists as they are; raises Doubt."""
        return [accept(node) for accept, node in zip(self.accepts, given.values(), strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The shapes of mappings of one table: how the text of each key is taken, and which keys hold lists.

    `stored` are the columns of a row; those that no key gives are taken from `computed`, which follow the values.
    """

    accepts: Mapping[str, Accept]
    lists: frozenset[str]
    required: frozenset[str]
    stored: tuple[str, ...]
    computed: tuple[str, ...] = ()
    _known: dict[tuple[str, ...], Shape] = field(default_factory=dict)

    def of(self, given: Iterable[str]) -> Shape:
        """The shape of these keys; raises Doubt where one is unknown, or a required one missing."""
        keys = tuple(given)
        return self._known.get(keys) or self._learn(keys)

    def _learn(self, keys: tuple[str, ...]) -> Shape:
        if not self.required <= set(keys) or not set(keys) <= self.accepts.keys() | self.lists:
            raise Doubt
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        given = (key if key not in self.lists and key not in self.computed else "" for key in keys)
        order = (*given, *self.computed)
        last = len(order)
        places = [order.index(name) if name in order else last for name in self.stored]
        shape = self._known[keys] = Shape(
            keys,
            tuple(a_list if key in self.lists else self.accepts[key] for key in keys),
            {key: place for place, key in enumerate(keys)},
            tuple(key for key in keys if key in self.lists),
            itemgetter(*places),
        )
        return shape


def shapes_of(
    columns: Mapping[str, Column],
    lists: frozenset[str],
    stored: tuple[str, ...],
    computed: tuple[str, ...] = (),
    verified: frozenset[str] = frozenset(),
) -> Shapes:
    """The shapes of mappings of these columns and lists; columns that are `verified` elsewhere are required, too.

    Of the latter anything is taken here.
    """
    accepts = {name: acceptance(column) for name, column in columns.items()} | dict.fromkeys(verified, str)
    required = verified | {name for name, column in columns.items() if column.required}
    return Shapes(accepts, lists, required, stored, computed)


def a_list(node: Plain) -> Any:
    """A mapping or a list, as it is; raises Doubt at a text."""
    if type(node) is str:
        raise Doubt
    return node
