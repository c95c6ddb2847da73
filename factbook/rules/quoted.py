"""The rules that ask whether quotes prove a value, field by field, and citation by citation."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import rows_in
from factbook.problems import Fault, FaultPath
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column, Table

Quotes = tuple[Quote, ...]
_CITATIONS = "citations"
#: What a citation says of whose words its quote gives.
WHOSE = ("voice", "speaker")
#: How a field is known: by a reason, by quotes, or by neither, which is said of the record.
_DERIVED, _PROVED, _NEITHER = "derived", "proved", "neither"


class Cited(NamedTuple):
    """A record as far as quotes are to prove it: plain data, which can wait until other records are there.

    Its nodes; for each citation that has a quote its place in the list, the quote, and the fields that it proves; and
    the fields that are derived, each with its reason.
    """

    values: Mapping[str, YamlValue]
    quotes: tuple[tuple[int, Quote, tuple[str, ...]], ...]
    derived: tuple[tuple[str, str], ...]

    def by_field(self) -> dict[str, Quotes]:
        """The quotes that are to prove each field, in the order of the citations."""
        found: dict[str, Quotes] = {}
        for _, quote, fields in self.quotes:
            for field in fields:
                found[field] = (*found.get(field, ()), quote)
        return found

    def as_bytes(self) -> bytes:
        """The same as bytes, without what citations hold beside their quotes."""
        values = {key: value for key, value in self.values.items() if key != _CITATIONS}
        quotes = tuple((place, tuple(quote), fields) for place, quote, fields in self.quotes)
        return marshal.dumps((values, quotes, self.derived))  # type: ignore[arg-type] # plain texts, dicts and lists

    @classmethod
    def from_bytes(cls, data: bytes) -> Cited:
        """Read `as_bytes` back: only ever what this process, or one of the same code, has written."""
        values, quotes, derived = marshal.loads(data)  # noqa: S302 - our own cache, whose digest is checked
        return cls(values, tuple((place, Quote(*quote), fields) for place, quote, fields in quotes), derived)


class FieldPlan(NamedTuple):
    """A column and the rules that ask quotes about it: `child` is its table where it is that of a list."""

    column: Column
    rules: tuple[Rule, ...]
    child: Table | None

    def faults(self, rule: Rule, field: str, record: Record, quotes: Quotes) -> Iterator[Fault]:
        """What these quotes do not show of the field, by one of the rules."""
        for value, path in self._values(field, record):
            singly = rule.every and self.child is None and not (rule.everywhere or rule.derived)
            for asked in [(quote,) for quote in quotes] if singly else [quotes]:
                yield from _asked(rule, value, self.column, record, asked, path)

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


def _asked(rule: Rule, value: str, column: Column, record: Record, quotes: Quotes, path: FaultPath) -> Iterator[Fault]:
    if fault := rule.check(value, column, record, quotes):
        shown = " | ".join(quote.text for quote in quotes)
        message = fault.message if rule.everywhere or rule.derived else f"{fault.message}; the quote is {shown!r}"
        yield Fault(fault.kind, message, fault.hint, fault.path or path)


class QuoteRules:
    """The rules for the fields of one table and for its citations: those that ask for names, or the others."""

    def __init__(self, table: Table, children: Mapping[str, Table], rules: Sequence[Rule], *, asks_names: bool) -> None:
        """Choose the rules that are for any column of the table or of its lists."""
        self._rules = tuple(rule for rule in rules if rule.how and rule.asks_names is asks_names)
        self._fields = {field: plans for field, plans in self._plans(table, children) if plans}
        citations = children.get(_CITATIONS)
        columns = [citations.given[name] for name in WHOSE if name in citations.given] if citations else []
        self._of_citations = [(c, found) for c in columns if (found := self._for(c, of_citations=True))]
        self._number = number_column(table)
        self._unit = next((column.name for column in table.given.values() if "unit" in column.tags), None)
        self._table = table.name
        self._ours = frozenset(column.name for column in table.given.values() if "words" in column.tags)

    def __bool__(self) -> bool:
        """Whether there is any rule."""
        return bool(self._fields or self._of_citations)

    def _for(self, column: Column, *, of_citations: bool = False) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._rules if rule.of_citations is of_citations and rule.applies(column))

    def _plans(self, table: Table, children: Mapping[str, Table]) -> Iterator[tuple[str, list[FieldPlan]]]:
        for column in table.given.values():
            yield column.name, [FieldPlan(column, found, None)] if (found := self._for(column)) else []
        for key, child in children.items():
            # What a list has beside words that are printed, and what it refers to, is not read word by word.
            columns = [c for c in child.given.values() if c.references or "printed" in c.tags or "words" in c.tags]
            plans = [FieldPlan(column, found, child) for column in columns if (found := self._for(column))]
            yield key, plans if key != _CITATIONS else []

    def faults(self, cited: Cited, record: Record) -> Iterator[Fault]:
        """What quotes do not show of the record that they are to prove."""
        record = record._replace(
            number=_text(cited.values, self._number), unit=_text(cited.values, self._unit), ours=self._ours
        )
        quotes, derived = cited.by_field(), dict(cited.derived)
        beside = quotes.get(self._number, ()) if self._number and self._number not in derived else ()
        of_record = tuple(quote for _, quote, _ in cited.quotes)
        for field, plans in self._fields.items():
            if field in cited.values:
                record = record._replace(reason=derived.get(field, ""))
                state = _DERIVED if field in derived else _PROVED if field in quotes else _NEITHER
                yield from _field_faults(field, plans, record, quotes.get(field, ()), beside, of_record, state)
        yield from self._citation_faults(cited, record)

    def _citation_faults(self, cited: Cited, record: Record) -> Iterator[Fault]:
        """What quotes do not show of themselves: whose words they give."""
        for place, quote, _ in cited.quotes if self._of_citations else ():
            for column, rules in self._of_citations:
                value = getattr(quote, column.name, "")
                for rule in rules if value else ():
                    path = (_CITATIONS, place, column.name)
                    yield from _asked(rule, value, column, record, (quote,), path)


def _field_faults(
    field: str, plans: Sequence[FieldPlan], record: Record, quotes: Quotes, beside: Quotes, of_record: Quotes,
    state: str,
) -> Iterator[Fault]:  # fmt: skip
    with_number = (*quotes, *(quote for quote in beside if quote not in quotes))
    for plan in plans:
        for rule in plan.rules:
            if rule.derived:
                if state == _DERIVED:
                    yield from plan.faults(rule, field, record, of_record if rule.everywhere else quotes)
            elif rule.everywhere:
                yield from plan.faults(rule, field, record, of_record)
            elif state == _PROVED:
                yield from plan.faults(rule, field, record, with_number if rule.with_number else quotes)


def _text(values: Mapping[str, YamlValue], column: str | None) -> str:
    value = values.get(column) if column else None
    return value if isinstance(value, str) else ""


def number_column(table: Table) -> str | None:
    """The column of a table that holds the number to which its unit and its bound belong; None where it has none."""
    tagged = [column.name for column in table.given.values() if "number" in column.tags]
    real = [column.name for column in table.given.values() if column.type == "REAL"]
    return next(iter(tagged or real), None)
