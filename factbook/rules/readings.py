"""What the proving quotes say: numbers, dates, bounds, units and printed words are read off by rule.

Each citation that names a field must show its value. A value that cannot be read off is a derivation, and says so.
"""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.bounds import BOUNDS, bound_at, bounds_in, says_unit
from factbook.text.dates import date_fault, missing_in
from factbook.text.normalise import says
from factbook.text.numbers import numbers_in

_READ_BY_TAG = {"date", "printed", "unit", "qualifier"}


def check_number(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The number is read in the quote."""
    wanted = _as_number(value)
    found = [number for quote in quotes for number in numbers_in(quote.text)]
    if wanted is None or any(number.value == wanted for number in found):
        return None
    holds = ", ".join(f"{n.value:.15g}" if n.value == n.value else f"{n.text!r} (not read)" for n in found)
    hint = f"the quote holds {holds or 'no number'}; or give a derivation"
    return Fault("number", f"{value} cannot be read in the quote", hint)


def check_date(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Year, month and day are read in the quote."""
    if date_fault(value):
        return None
    missing = [missing_in(value, quote.text) for quote in quotes]
    if None in missing or not missing:
        return None
    hint = "take the words that print it, or give a derivation"
    return Fault("year", f"{missing[0]} cannot be read in the quote", hint)


def check_printed(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The words stand in the quote as they are given."""
    if any(says(quote.text, value) for quote in quotes):
        return None
    return Fault("printed", f"{value!r} is not printed in the quote", "give it as printed, or give a derivation")


def check_unit(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The unit stands in each quote that proves it or its number."""
    if all(says_unit(quote.text, value) for quote in quotes):
        return None
    return Fault("unit", f"the unit {value!r} is not printed in the quote", "give the unit as printed")


def check_qualifier(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A bound stands beside the number in each quote that proves either; "exactly" says that none does."""
    faults = (_bound_fault(value, record, quote.text) for quote in quotes)
    return next((fault for fault in faults if fault), None)


def _bound_fault(value: str, record: Record, quote: str) -> Fault | None:
    wanted = _as_number(record.number)
    numbers = [number for number in numbers_in(quote) if number.value == wanted]
    printed = {bound_at(quote, number) for number in numbers} - {None} if numbers else bounds_in(quote)
    if value == "exactly" and not (numbers and printed):
        return None
    if value in printed or value not in (*BOUNDS, "exactly"):
        return None  # what is in no list is a choice that does not exist
    found = f"the quote says {', '.join(sorted(map(str, printed)))!r}" if printed else "the quote says no bound"
    words = f"; its words: {', '.join(BOUNDS[value])}" if value in BOUNDS else ""
    return Fault("qualifier", f"{value!r} is not what the quote says", found + words)


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _is_read_as_number(column: Column) -> bool:
    return column.type in ("REAL", "INTEGER") and not column.tags & _READ_BY_TAG


RULES = (
    Rule(check_number, _is_read_as_number, how="read"),
    Rule(check_date, tagged("date"), how="read"),
    Rule(check_printed, tagged("printed"), how="read"),
    Rule(check_unit, tagged("unit"), how="read", with_number=True),
    Rule(check_qualifier, tagged("qualifier"), how="read", with_number=True),
)
