"""A plan a table, made from the schema: which rules are asked of a record, where, and in which order.

Turns a record's plain nodes into rows and faults. Rules are found in the modules of this package, by the columns that
they are for; nothing here knows what a rule looks for. What concerns several records is asked in `across`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import factbook.rules as package
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import ChildRow, RecordRows
from factbook.problems import Fault
from factbook.rules.cited import Citation, CitationPlan
from factbook.rules.columns import KeyPlan
from factbook.rules.context import Context
from factbook.rules.history import RECORD_CHECKS
from factbook.rules.lists import ListPlan, child_rows
from factbook.rules.proof import ProofPlan, derived_fields
from factbook.rules.quoted import Quotes, field_plans
from factbook.rules.rule import Record, Rule
from factbook.schema import Schema, Table
from factbook.text.lexicon import Lexicon

_CITATIONS = "citations"
_NO_ROWS: Sequence[ChildRow] = ()


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules of all modules of this package, in the order of the modules' names."""
    modules = (import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__))
    return tuple(rule for module in modules for rule in getattr(module, "RULES", ()))


class Judgement(NamedTuple):
    """What a record gives, and all that is wrong with it; `is_whole` where all its values could be read as values."""

    rows: RecordRows
    faults: list[Fault]
    is_whole: bool


class TablePlan:
    """How records of one table are judged."""

    def __init__(self, table: Table, schema: Schema, rules: Sequence[Rule]) -> None:
        """Work out what a record may be, and which rules are for which of its columns."""
        children = schema.children(table.name)
        self.table = table
        self._lists = {key: ListPlan(child, schema, rules) for key, child in children.items()}
        self._keys = KeyPlan(table.name, schema.keys(table.name), self._lists, rules)
        self._proof = ProofPlan(schema, table.name)
        self._citations = CitationPlan(self._lists.get(_CITATIONS), self._proof)
        self._fields = field_plans(table, children, rules, asks_names=False)
        self._number = number_column(table)
        self._unit = next((column.name for column in table.given.values() if "unit" in column.tags), None)
        self._record_check = RECORD_CHECKS.get(table.name)

    def judge(self, values: Mapping[str, YamlValue], context: Context) -> Judgement:
        """The record's rows as far as they can be made, and its faults."""
        shape = self._keys.shape(values)
        faults = list(shape.faults)
        given = {key: plan.value(values[key], faults, (key,)) for key, plan in shape.columns}
        id = str(given.get("id") or "")
        lists = {key: self._lists[key].rows(values[key], (key,), faults) for key in shape.lists}
        citations = lists.pop(_CITATIONS, _NO_ROWS)
        children = child_rows(self._lists, lists.items(), id, faults)
        is_whole = not faults
        derived = derived_fields(lists.get("derivations", _NO_ROWS))
        cited = self._citations.cited(values, citations, id, derived, faults, context)
        if self._proof.is_due:
            faults += self._prove(values, cited, derived, context.lexicon)
        if self._record_check:
            faults += self._record_check(values, context)
        own = tuple(map(given.get, self.table.stored))
        return Judgement(RecordRows(own, given.get("checked"), [c.row for c in cited], children), faults, is_whole)

    def _prove(
        self,
        values: Mapping[str, YamlValue],
        cited: Sequence[Citation],
        derived: frozenset[str],
        lexicon: Lexicon,
    ) -> Iterator[Fault]:
        proved = frozenset[str]().union(*(citation.fields for citation in cited))
        yield from self._proof.check_coverage(values, proved, derived, len(cited))
        quotes = quotes_by_field(cited)
        number, unit = _text(values, self._number), _text(values, self._unit)
        record = Record(self.table.name, values, number, unit, lexicon=lexicon)
        beside = quotes.get(self._number, ()) if self._number and self._number not in derived else ()
        for field in self._fields.keys() & proved - derived:
            for plan in self._fields[field]:
                yield from plan.faults(field, record, quotes.get(field, ()), beside)


def _text(values: Mapping[str, YamlValue], column: str | None) -> str:
    value = values.get(column) if column else None
    return value if isinstance(value, str) else ""


def number_column(table: Table) -> str | None:
    """The column of a table that holds the number to which its unit and its bound belong; None where it has none."""
    tagged = [column.name for column in table.given.values() if "number" in column.tags]
    real = [column.name for column in table.given.values() if column.type == "REAL"]
    return next(iter(tagged or real), None)


def quotes_by_field(cited: Sequence[Citation]) -> dict[str, Quotes]:
    """The quotes that are to prove each field, in the order of the citations."""
    found: dict[str, Quotes] = {}
    for citation in cited:
        if citation.quote:
            for field in citation.fields:
                found[field] = (*found.get(field, ()), citation.quote)
    return found


def plans_for(schema: Schema) -> dict[str, TablePlan]:
    """A plan for each table that has fact files."""
    rules = all_rules()
    return {name: TablePlan(table, schema, rules) for name, table in schema.roots.items()}
