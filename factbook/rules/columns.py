"""What a table's columns and lists may hold, worked out once from the schema: texts to values, by the rules of form.

Each text is asked about once and remembered; combinations of keys likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import Value, to_sqlite
from factbook.problems import Fault, FaultPath, Key, did_you_mean
from factbook.rules.rule import NO_RECORD, Rule
from factbook.rules.values import is_placeholder, what_is_due
from factbook.schema import Column

#: Texts, and combinations of keys, that are remembered of one column or table.
REMEMBERED = 4000


class ColumnPlan:
    """A column and the rules of form for it."""

    def __init__(self, column: Column, rules: Iterable[Rule]) -> None:
        """Choose the rules that are for the column."""
        self.column = column
        self._checks = [rule.check for rule in rules if not rule.how and rule.applies(column)]
        self._known: dict[str, Value] = {}

    def value(self, node: YamlValue, faults: list[Fault], path: FaultPath) -> Value:
        """The node as a value of SQLite, None where it can be none; adds a fault where it is not as it must be."""
        try:
            return self._known[node]
        except (KeyError, TypeError):
            return self._look(node, faults, path)

    def _look(self, node: YamlValue, faults: list[Fault], path: FaultPath) -> Value:
        for check in self._checks:
            if fault := check(node, self.column, NO_RECORD, ()):
                faults.append(fault.at(*path))
                is_text = isinstance(node, str) and not is_placeholder(node)
                return node if is_text and self.column.type == "TEXT" else None
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        value = self._known[node] = to_sqlite(node, self.column.type)
        return value


class Shape(NamedTuple):
    """Keys in their order: those of columns with their plans, those of lists, and what is wrong with them as keys."""

    columns: tuple[tuple[str, ColumnPlan], ...]
    lists: tuple[str, ...]
    faults: tuple[Fault, ...]


class KeyPlan:
    """The keys that a mapping may have: columns, and lists of rows."""

    def __init__(self, table: str, columns: Mapping[str, Column], lists: Iterable[str], rules: Iterable[Rule]) -> None:
        """Of a record of `table`, or of a row of it; `table` is what faults call it."""
        rules = tuple(rules)
        self.table = table
        self.columns = {name: ColumnPlan(column, rules) for name, column in columns.items()}
        self._lists = tuple(lists)
        self._known: dict[tuple[str, ...], Shape] = {}

    def shape(self, values: Mapping[str, YamlValue]) -> Shape:
        """What can be said of the keys alone."""
        keys = tuple(values)
        return self._known.get(keys) or self._learn(keys)

    def _learn(self, keys: tuple[str, ...]) -> Shape:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        columns = tuple((key, self.columns[key]) for key in keys if key in self.columns)
        lists = tuple(key for key in keys if key in self._lists)
        shape = self._known[keys] = Shape(columns, lists, tuple(self._faults(keys)))
        return shape

    def _faults(self, keys: tuple[str, ...]) -> list[Fault]:
        known = [*self.columns, *self._lists]
        unknown = [key for key in keys if key not in known]
        hints = [did_you_mean(key, known) or f"the keys are {', '.join(known)}" for key in unknown]
        found = [
            Fault("unknown-key", f"{self.table} has no {key!r}", hint, (Key(key),))
            for key, hint in zip(unknown, hints, strict=True)
        ]
        for name, plan in self.columns.items():
            if plan.column.required and name not in keys:
                found.append(Fault("missing-key", f"{name!r} is required", what_is_due(plan.column), (name,)))
        return found
