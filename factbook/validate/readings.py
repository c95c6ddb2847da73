"""What the proving quotes say: numbers, years, bounds, units and printed words are read off by rule.

Each citation that names a field must show its value. A value that cannot be read off is a derivation, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from factbook.problems import Problem
from factbook.read import Items, Node, Record
from factbook.rows import rows_in
from factbook.text.bounds import BOUNDS, bound_at, bounds_in, says_unit
from factbook.text.dates import date_fault, missing_in
from factbook.text.normalise import normalise, says
from factbook.text.numbers import numbers_in
from factbook.text.quotes import Fault
from factbook.validate.facts import Facts, at_key
from factbook.validate.proof import citations_of, derived_in, fields_of

#: From a normalised quote, a value as it is written, and the record's values to what is not shown, if anything.
Reading = Callable[[str, str, Mapping[str, Node]], Fault | None]


def check_readings(record: Record, facts: Facts) -> Iterator[Problem]:
    """Values that the quotes which are to prove them do not show."""
    if not facts.schema.tables[record.table].needs_proof:
        return
    derived = derived_in(record, facts)
    quotes: dict[str, list[str]] = {}
    for row in citations_of(record, facts):
        if isinstance(quote := row.values.get("quote"), str):
            for field in fields_of(row, record, facts):
                quotes.setdefault(field, []).append(normalise(quote))
    for field in quotes.keys() - derived:
        yield from _field_problems(record, field, quotes[field], facts)


def _field_problems(record: Record, field: str, quotes: list[str], facts: Facts) -> Iterator[Problem]:
    """A column must be shown by each quote that is to prove it; a list's words each by one of them."""
    column = facts.schema.tables[record.table].given.get(field)
    value = record.block.values.get(field)
    if column is None:
        for alias in _aliases(record, field, facts):
            if isinstance(alias, str) and not any(says(quote, alias) for quote in quotes):
                yield _told(record, field, _not_printed(alias), " | ".join(quotes))
    elif (reading := reading_of(column.tags, column.type)) and isinstance(value, str):
        for quote in quotes:
            if fault := reading(quote, value, record.block.values):
                yield _told(record, field, fault, quote)


def _told(record: Record, field: str, fault: Fault, quote: str) -> Problem:
    return at_key(record, field, fault.kind, f"{fault.message}; the quote is {quote!r}", fault.hint)


def _aliases(record: Record, key: str, facts: Facts) -> list[object]:
    """The printed words of a list, where its table has a column of such."""
    table = facts.schema.children(record.table).get(key)
    printed = next((c.name for c in table.given.values() if "printed" in c.tags), None) if table else None
    value = record.block.values.get(key)
    if table is None or printed is None or not isinstance(value, Items):
        return []
    return [row.values.get(printed) for row in rows_in(table, value, key)]


@lru_cache(maxsize=1024)
def reading_of(tags: frozenset[str], kind: str) -> Reading | None:
    """How a value of a column with these tags and this type is read in a quote; None where nothing of it must be."""
    for tag, reading in _READINGS.items():
        if tag in tags:
            return reading
    return _number if kind in ("REAL", "INTEGER") else None


def _number(quote: str, value: str, _values: Mapping[str, Node]) -> Fault | None:
    found = numbers_in(quote)
    try:
        wanted = float(value)
    except ValueError:
        return None  # told as a type
    if any(number.value == wanted for number in found):
        return None
    holds = ", ".join(f"{n.value:.15g}" if n.value == n.value else f"{n.text!r} (not read)" for n in found)
    return Fault(
        "number",
        f"{value} cannot be read in the quote",
        f"the quote holds {holds or 'no number'}; or give a derivation",
    )


def _date(quote: str, value: str, _values: Mapping[str, Node]) -> Fault | None:
    missing = None if date_fault(value) else missing_in(value, quote)
    hint = "take the words that print it, or give a derivation"
    return Fault("year", f"{missing} cannot be read in the quote", hint) if missing else None


def _printed(quote: str, value: str, _values: Mapping[str, Node]) -> Fault | None:
    return None if says(quote, value) else _not_printed(value)


def _not_printed(value: str) -> Fault:
    return Fault("printed", f"{value!r} is not printed in the quote", "give it as printed, or give a derivation")


def _unit(quote: str, value: str, _values: Mapping[str, Node]) -> Fault | None:
    if says_unit(quote, value):
        return None
    return Fault("unit", f"the unit {value!r} is not printed in the quote", "give the unit as printed")


def _qualifier(quote: str, value: str, values: Mapping[str, Node]) -> Fault | None:
    """A bound must be printed before the number; "exactly" must have none there."""
    text = values.get("value")
    numbers = [n for n in numbers_in(quote) if isinstance(text, str) and _same(n.value, text)]
    printed = {bound_at(quote, number) for number in numbers} - {None} if numbers else bounds_in(quote)
    if value == "exactly" and not (numbers and printed):
        return None
    if value in printed or value not in (*BOUNDS, "exactly"):
        return None  # what is in no list is told as a choice
    found = f"the quote says {', '.join(sorted(map(str, printed)))!r}" if printed else "the quote says no bound"
    words = f"; its words: {', '.join(BOUNDS[value])}" if value in BOUNDS else ""
    return Fault("qualifier", f"{value!r} is not what the quote says", found + words)


def _same(number: float, text: str) -> bool:
    try:
        return number == float(text)
    except ValueError:
        return False


_READINGS: dict[str, Reading] = {"date": _date, "printed": _printed, "unit": _unit, "qualifier": _qualifier}
