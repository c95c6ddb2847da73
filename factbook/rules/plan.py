"""A plan a table, made from the schema: which rules are asked of a record, where, and in which order.

Turns a record's plain nodes into rows and faults. Rules are found in the modules of this package, by the columns that
they are for; nothing here knows what a rule looks for. What concerns several records is asked in `across`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
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
from factbook.rules.proof import ProofPlan, reasons_by_field
from factbook.rules.quoted import Cited, QuoteRules
from factbook.rules.rule import Reference, Rule
from factbook.schema import Schema, Table
from factbook.text.support import KnownNames

_CITATIONS = "citations"
_NO_ROWS: Sequence[ChildRow] = ()


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules of all modules of this package, in the order of the modules' names."""
    modules = (import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__))
    return tuple(rule for module in modules for rule in getattr(module, "RULES", ()))


class Judgement(NamedTuple):
    """What a record gives, and all that is wrong with it; `is_whole` where all its values could be read as values.

    `asked` is what is to be judged when the names of other records are known; None where nothing is.
    """

    rows: RecordRows
    faults: list[Fault]
    is_whole: bool
    asked: Cited | None


class TablePlan:
    """How records of one table are judged."""

    def __init__(self, table: Table, schema: Schema, rules: Sequence[Rule]) -> None:
        """Work out what a record may be, and which rules are for which of its columns."""
        children = schema.children(table.name)
        self.table = table
        self._lists = {key: ListPlan(child, schema, rules) for key, child in children.items()}
        self.keys = (*schema.keys(table.name), *children)
        self._keys = KeyPlan(table.name, schema.keys(table.name), self._lists, rules)
        self._proof = ProofPlan(schema, table.name)
        self._citations = CitationPlan(self._lists.get(_CITATIONS), self._proof)
        self._rules = QuoteRules(table, children, rules, asks_names=False)
        self._rules_on_names = QuoteRules(table, children, rules, asks_names=True)
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
        derived = reasons_by_field(lists.get("derivations", _NO_ROWS))
        cited = self._citations.cited(values, citations, id, derived, faults, context)
        asked = None
        if self._proof.is_due:
            is_misnamed = any(fault.kind == "fields" or fault.path[2:] == ("fields",) for fault in faults)
            found, asked = self._prove(values, cited, derived, context, is_misnamed=is_misnamed)
            faults += found
        if self._record_check:
            faults += self._record_check(values, context)
        own = tuple(map(given.get, self.table.stored))
        rows = RecordRows(own, given.get("checked"), [c.row for c in cited], children)
        return Judgement(rows, faults, is_whole, asked)

    def _prove(
        self,
        values: Mapping[str, YamlValue],
        cited: Sequence[Citation],
        derived: Mapping[str, str],
        context: Context,
        *,
        is_misnamed: bool,
    ) -> tuple[list[Fault], Cited | None]:
        """What is not proved, and what is to be asked when the names of other records are known."""
        proved = frozenset[str]().union(*(citation.fields for citation in cited))
        faults = list(self._proof.check_coverage(values, proved, derived, len(cited), context.lexicon))
        if is_misnamed:  # what no citation proves may be what one of them means
            faults = [fault for fault in faults if fault.kind != "unproved"]
        quotes = tuple((n, c.quote, tuple(sorted(c.fields))) for n, c in enumerate(cited) if c.quote)
        asked = Cited(values, quotes, tuple(sorted(derived.items())))
        faults += self._rules.faults(asked, context)
        return faults, asked if self._rules_on_names else None

    def judge_names(
        self, cited: Cited, references: Mapping[str, Reference], context: Context, known: KnownNames
    ) -> list[Fault]:
        """What is wrong with a record by the names of those that it refers to."""
        return self._rules_on_names.faults(cited, context, references, known)


def plans_for(schema: Schema) -> Mapping[str, TablePlan]:
    """A plan for each table that has fact files."""
    return _plans(schema, all_rules())


@lru_cache(maxsize=4)
def _plans(schema: Schema, rules: Sequence[Rule]) -> Mapping[str, TablePlan]:
    return {name: TablePlan(table, schema, rules) for name, table in schema.roots.items()}
