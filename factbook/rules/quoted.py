"""The rules that ask whether quotes prove a value, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from factbook.factfiles.rows import rows_in
from factbook.problems import Fault, FaultPath
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column, Table

Quotes = tuple[Quote, ...]


class FieldPlan(NamedTuple):
    """A field and the rules that ask its quotes: `child` is its table where it is a list."""

    column: Column
    rules: tuple[Rule, ...]
    child: Table | None

    def faults(self, field: str, record: Record, quotes: Quotes, beside: Quotes) -> Iterator[Fault]:
        """What the quotes that are to prove the field do not show; `beside` are those that prove the number."""
        for rule in self.rules:
            asked = (*quotes, *(q for q in beside if q not in quotes)) if rule.with_number else quotes
            for value, path in self._values(field, record):
                yield from self._asked(rule, value, path, record, asked)

    def _values(self, field: str, record: Record) -> Iterator[tuple[str, FaultPath]]:
        """The texts that are to be proved, and where they stand."""
        value = record.values.get(field)
        if self.child is None:
            if isinstance(value, str):
                yield value, (field,)
            return
        for row in rows_in(self.child, value, (field,)):
            if isinstance(text := row.values.get(self.column.name), str):
                yield text, row.path_of(self.column.name)

    def _asked(self, rule: Rule, value: str, path: FaultPath, record: Record, quotes: Quotes) -> Iterator[Fault]:
        singly = rule.every and self.child is None
        for asked in [(quote,) for quote in quotes] if singly else [quotes]:
            if fault := rule.check(value, self.column, record, asked):
                shown = " | ".join(quote.text for quote in asked)
                where = fault.path or path
                yield Fault(fault.kind, f"{fault.message}; the quote is {shown!r}", fault.hint, where)


def field_plans(
    table: Table, children: Mapping[str, Table], rules: Sequence[Rule], *, asks_names: bool
) -> dict[str, list[FieldPlan]]:
    """By field of a table, its columns and lists: which columns have rules that ask quotes (and names, or not)."""
    fields: list[tuple[str, Column, Table | None]] = [(column.name, column, None) for column in table.given.values()]
    fields += [(key, column, child) for key, child in children.items() for column in child.given.values()]
    plans: dict[str, list[FieldPlan]] = {}
    for field, column, child in fields:
        found = tuple(rule for rule in rules if rule.how and rule.asks_names is asks_names and rule.applies(column))
        if child is not None:
            # What a list has beside the words that are printed, or what they refer to, is not read word by word.
            found = tuple(rule for rule in found if column.references or "printed" in column.tags)
        if found:
            plans.setdefault(field, []).append(FieldPlan(column, found, child))
    return plans
