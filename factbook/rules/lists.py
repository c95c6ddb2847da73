"""The rows of one child table that a record gives as a list: judged by the rules of form, and made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import ChildRow, Value, rows_in
from factbook.problems import Fault, FaultPath, Key
from factbook.rules.columns import REMEMBERED, KeyPlan
from factbook.rules.rows import check_list, check_repeated
from factbook.rules.rule import Rule
from factbook.schema import Schema, Table

_NOTHING: Mapping[str, Value] = {}


class ListPlan:
    """How rows of a child table are judged and made."""

    def __init__(self, table: Table, schema: Schema, rules: Sequence[Rule]) -> None:
        """Work out what a row may be."""
        self.table = table
        self._inner = {key: ListPlan(child, schema, rules) for key, child in schema.children(table.name).items()}
        self._keys = KeyPlan(table.name, table.given, self._inner, rules)
        self._owner = str(table.owner)
        self._has_id = "id" in table.stored
        self._known: set[tuple[str, ...]] = set()

    def rows(self, value: YamlValue, path: FaultPath, faults: list[Fault]) -> list[ChildRow]:
        """The rows of a list, as they are written; adds a fault where it is none, or where a row is there twice."""
        if fault := check_list(value, self.table, str(path[-1])):
            faults.append(fault.at(*path))
            return []
        rows = list(rows_in(self.table, value, path))
        if len(rows) > 1:
            faults += check_repeated(rows)
        return rows

    def row(
        self, row: ChildRow, owner: str, number: int, faults: list[Fault], computed: Mapping[str, Value] = _NOTHING
    ) -> tuple[Value, ...]:
        """The row in the order of `Table.stored`, the `number`th of its owner; adds its faults."""
        values = self._values(row, faults)
        if self._has_id:
            values["id"] = f"{owner}-{number}"
        values[self._owner] = owner or None
        if computed:
            values.update(computed)
        return tuple(map(values.get, self.table.stored))

    def _values(self, row: ChildRow, faults: list[Fault]) -> dict[str, Value]:
        shape = self._keys.shape(row.values)
        if shape.faults:
            faults += [_in_row(fault, row) for fault in shape.faults]
        found = list[Fault]()
        values = {key: plan.value(row.values[key], found, (key,)) for key, plan in shape.columns}
        if found:
            faults += [fault.at(*row.path_of(str(fault.path[0]))) for fault in found]
        for key in shape.lists:
            self._judge_inner(key, row, faults)
        return values

    def _judge_inner(self, key: str, row: ChildRow, faults: list[Fault]) -> None:
        """The rows inside the row: their places in the tables are for others to work out."""
        if row.values[key].__class__ is not list:
            faults.append(Fault("structure", "a list is due", f"write `{key}: [...]`", (*row.path, key)))
            return
        if not self._is_known(key, row.values[key]):
            self._judge_new(key, row, faults)

    def _is_known(self, key: str, items: list[YamlValue]) -> bool:
        """Whether a list of the same texts has been found right: lists of names come again and again."""
        try:
            return (key, *items) in self._known
        except TypeError:
            return False  # not all of them are texts

    def _judge_new(self, key: str, row: ChildRow, faults: list[Fault]) -> None:
        plan, items, count = self._inner[key], row.values[key], len(faults)
        for inner in plan.rows(items, (*row.path, key), faults):
            plan._values(inner, faults)
        if len(faults) == count and all(isinstance(item, str) for item in items):
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known.add((key, *items))


def _in_row(fault: Fault, row: ChildRow) -> Fault:
    """A fault of the row's keys: an unknown one has a place of its own, a missing one that of the row."""
    is_unknown = isinstance(fault.path[0], Key)
    hint, message = fault.hint, fault.message
    if is_unknown:
        message = message.replace(" has no ", " has no list or column ")
    return Fault(fault.kind, message, hint, (*row.path, *fault.path) if is_unknown else row.path)


def child_rows(
    plans: Mapping[str, ListPlan], lists: Iterable[tuple[str, Sequence[ChildRow]]], owner: str, faults: list[Fault]
) -> list[tuple[str, tuple[Value, ...], str | int]]:
    """The rows of some lists of a record: table, row, and the row's place in its list."""
    return [
        (plans[key].table.name, plans[key].row(row, owner, number, faults), row.path[-1])
        for key, rows in lists
        for number, row in enumerate(rows, 1)
    ]
