"""The rules that ask whether quotes prove a value, field by field, and citation by citation."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import rows_in
from factbook.problems import Fault, FaultPath
from factbook.rules.columns import REMEMBERED
from factbook.rules.context import Context
from factbook.rules.rule import NO_REFERENCES, Quote, Record, Reference, Rule
from factbook.schema import Column, Table
from factbook.text.support import KnownNames

Quotes = tuple[Quote, ...]
Fields = tuple[str, ...]
References = Mapping[str, Reference]
_CITATIONS = "citations"
#: Lists of other names of a record.
_NAMES = ("aliases", "names")
#: What a citation says of whose words its quote gives.
WHOSE, _REASON = ("voice", "speaker"), "reason"
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

    @property
    def derived_fields(self) -> Fields:
        """The fields that are derived."""
        return tuple([field for field, _ in self.derived])

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


class Ask(NamedTuple):
    """A rule that is asked about the values of a column, one quote after the other where it is `singly`."""

    rule: Rule
    column: Column
    child: Table | None
    singly: bool


class Question(NamedTuple):
    """A rule to be asked of a field, about groups of the record's quotes."""

    field: str
    is_derived: bool
    ask: Ask
    groups: tuple[Callable[[Quotes], Quotes], ...]

    def add_faults(self, record: Record, quotes: Quotes, faults: list[Fault]) -> None:
        """Add what these quotes do not show of the field; a list, for of most fields there is nothing."""
        field, _, (rule, column, child, _), groups = self
        value, check = record.values[field], rule.check
        if child is None:
            values: Iterable[tuple[str, FaultPath]] = ((value, (field,)),) if type(value) is str else ()
        else:
            values = _items(child, column, field, value)
        for text, path in values:
            for group in groups:
                asked = group(quotes)
                fault = check(text, column, record, asked)
                # Of an article that there is not, or whose language nobody says, that is said, and no more.
                if fault and all(quote.language for quote in asked):
                    faults.append(_told(fault, rule, asked, path))


def _items(child: Table, column: Column, field: str, value: YamlValue) -> Iterator[tuple[str, FaultPath]]:
    """The texts of a column of a list, and where they stand."""
    for row in rows_in(child, value, (field,)):
        if isinstance(text := row.values.get(column.name), str):
            yield text, row.path_of(column.name)


def _told(fault: Fault, rule: Rule, quotes: Quotes, path: FaultPath) -> Fault:
    """The fault with its place, and with the quotes that were to show the value."""
    shown = " | ".join(quote.text for quote in quotes)
    message = fault.message if rule.everywhere or rule.derived else f"{fault.message}; the quote is {shown!r}"
    return Fault(fault.kind, message, fault.hint, fault.path or path)


def _asks(plans: Iterable[FieldPlan], state: str) -> tuple[Ask, ...]:
    """What is asked of a field whose values are known so, in the order of the plans."""
    found = []
    for plan in plans:
        for rule in plan.rules:
            if state == _DERIVED if rule.derived else rule.everywhere or state == _PROVED:
                singly = rule.every and plan.child is None and not (rule.everywhere or rule.derived)
                found.append(Ask(rule, plan.column, plan.child, singly))
    return tuple(found)


class QuoteRules:
    """The rules for the fields of one table and for its citations: those that ask for names, or the others."""

    def __init__(self, table: Table, children: Mapping[str, Table], rules: Sequence[Rule], *, asks_names: bool) -> None:
        """Choose the rules that are for any column of the table or of its lists."""
        self._rules = tuple(rule for rule in rules if rule.how and rule.asks_names is asks_names)
        fields = {field: plans for field, plans in self._plans(table, children) if plans}
        self._fields = [
            (field, {state: _asks(plans, state) for state in (_DERIVED, _PROVED, _NEITHER)})
            for field, plans in fields.items()
        ]
        citations = children.get(_CITATIONS)
        columns = [citations.given[name] for name in (*WHOSE, _REASON) if name in citations.given] if citations else []
        self._of_citations = [(c, found) for c in columns if (found := self._for(c, of_citations=True))]
        self._number = number_column(table)
        self._unit = next((column.name for column in table.given.values() if "unit" in column.tags), None)
        self._table = table.name
        columns_of_names = [column.name for column in table.given.values() if "name" in column.tags]
        self._named_in = (*columns_of_names, *_NAMES)
        self._ours = frozenset(column.name for column in table.given.values() if "words" in column.tags)
        self._known: dict[tuple[Fields, tuple[Fields, ...], Fields, tuple[int, ...]], tuple[Question, ...]] = {}

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

    def faults(
        self, cited: Cited, context: Context, references: References = NO_REFERENCES, known: KnownNames | None = None
    ) -> list[Fault]:
        """What quotes do not show of the record that they are to prove."""
        values, derived = cited.values, dict(cited.derived)
        number, unit = _text(values, self._number), _text(values, self._unit)
        record = Record(
            self._table, values, number, unit, references, context.lexicon, "", self._ours, self._named_in, known,
            context.language,
        )  # fmt: skip
        quotes = tuple([quote for _, quote, _ in cited.quotes])
        faults: list[Fault] = []
        for question in self._questions(values, cited, quotes):
            about = record._replace(reason=derived[question.field]) if question.is_derived else record
            question.add_faults(about, quotes, faults)
        faults += self._citation_faults(cited, record)
        return faults

    def _questions(self, values: Mapping[str, YamlValue], cited: Cited, quotes: Quotes) -> tuple[Question, ...]:
        """What is asked of a record: by its keys, and by which fields its citations name; most records are alike."""
        # A quote that stands there twice counts as the first of them.
        same = tuple(map(quotes.index, quotes)) if len({quote.text for quote in quotes}) < len(quotes) else ()
        shape = tuple(values), tuple([fields for _, _, fields in cited.quotes]), cited.derived_fields, same
        found = self._known.get(shape)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[shape] = tuple(self._new_questions(*shape))
        return found

    def _new_questions(
        self, keys: Fields, fields_of: tuple[Fields, ...], derived: Fields, same: tuple[int, ...]
    ) -> Iterator[Question]:
        places = {field: [n for n, fields in enumerate(fields_of) if field in fields] for field in keys}
        beside = places.get(self._number, []) if self._number and self._number not in derived else []
        for field, asks in self._fields:
            if field in places:
                own, is_derived = places[field], field in derived
                for ask in asks[_DERIVED if is_derived else _PROVED if own else _NEITHER]:
                    asked = tuple(_quotes_for(ask.rule, own, beside, range(len(fields_of)), same))
                    groups = tuple((at,) for at in asked) if ask.singly else (asked,)
                    yield Question(field, is_derived, ask, tuple(map(_group, groups)))

    def _citation_faults(self, cited: Cited, record: Record) -> Iterator[Fault]:
        """What quotes do not show of themselves: whose words they give."""
        for place, quote, _ in cited.quotes if self._of_citations else ():
            for column, rules in self._of_citations:
                value = getattr(quote, column.name, "")
                for rule in rules if value else ():
                    if fault := rule.check(value, column, record, (quote,)):
                        yield _told(fault, rule, (quote,), (_CITATIONS, place, column.name))


def _group(places: tuple[int, ...]) -> Callable[[Quotes], Quotes]:
    """What takes the quotes at these places."""
    first = places[0] if places else 0
    if places == tuple(range(first, first + len(places))):
        return itemgetter(slice(first, first + len(places)))
    return itemgetter(*places)


def _quotes_for(
    rule: Rule, own: Sequence[int], beside: Sequence[int], of_record: Sequence[int], same: Sequence[int]
) -> Sequence[int]:
    """The quotes that a rule is asked about: the field's own, with those of the number, or all of the record."""
    if rule.everywhere and not (rule.own and own):
        return of_record
    if not rule.with_number or rule.derived:
        return own
    named = {same[at] if same else at for at in own}
    return [*own, *(at for at in beside if (same[at] if same else at) not in named)]


def _text(values: Mapping[str, YamlValue], column: str | None) -> str:
    value = values.get(column) if column else None
    return value if isinstance(value, str) else ""


def number_column(table: Table) -> str | None:
    """The column of a table that holds the number to which its unit and its bound belong; None where it has none."""
    tagged = [column.name for column in table.given.values() if "number" in column.tags]
    real = [column.name for column in table.given.values() if column.type == "REAL"]
    return next(iter(tagged or real), None)
