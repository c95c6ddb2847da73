"""What the proving quotes say: numbers, dates, bounds, units and printed words are read off by rule.

Each citation that names a field must show its value, by the rules of its article's language. A value that cannot be
read off is a derivation, and says so.
"""

from __future__ import annotations

from factbook.factfiles.nodes import leaves
from factbook.problems import Fault
from factbook.rules.counted import as_number, is_of_all, numbers_of, own_numbers, same, wholes_in
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.compared import (
    compared_year,
    is_before_change,
    is_of_earlier,
    may_compare,
    without_dates_of_others,
    year_of,
)
from factbook.text.context import WHOLE
from factbook.text.dates import date_fault
from factbook.text.denied import affirmed
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.lexicon import ClassKey
from factbook.text.normalise import contains_words, normalise
from factbook.text.numbers import Number

_READ_BY_TAG = {"date", "printed", "unit", "qualifier"}
#: What of a record proves it, and does not say it.
_PROOF = frozenset({"citations", "derivations", "cross_checks"})
_NO_TIME = _PROOF | {"id", "checked"}
_YEAR = pattern(r"\b(?:1\d|2[01])\d\d\b")
_EXACTLY = "exactly"
_OF_WHOLES = "take the part, or say in the label that it is the total"
#: How a fact file says that no bound stands there.
_NO_BOUND = "as printed"


def check_number(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The number is read in the quote."""
    wanted = as_number(value)
    if wanted is None:
        return None
    found = [(quote, number) for quote in quotes for number in numbers_of(quote, record) if number.value == wanted]
    if found and all(_is_of_day(quote, number) for quote, number in found):
        hint = "take the number that counts it, or give a derivation"
        return Fault("number", f"{value} is the month or the day of a date in the quote", hint)
    if found:
        return _of_another(value, record, quotes) if value == record.number else None
    if any(number.value == wanted for quote in quotes for number in wholes_in(quote)):
        return Fault("number", f"{value} is the whole, and the quote tells a part of it", _OF_WHOLES)
    holds = ", ".join(_shown(number) for quote in quotes for number in numbers_of(quote, record))
    hint = f"the quote holds {holds or 'no number'}; or give a derivation"
    return Fault("number", f"{value} cannot be read in the quote", _unless_unread(quotes, hint))


def _is_of_day(quote: Quote, number: Number) -> bool:
    """Whether the number is printed as the month or the day of a date."""
    reader = language_of(quote.language)
    dates = reader.dates(quote.text) if reader else ()
    return any(date.start <= number.start and number.end <= date.end and number.value != date.year for date in dates)


def _of_another(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """What is wrong where every quote that holds the number gives it for another time, or more, than the record's."""
    told = [
        _whole_fault(value, record, quote, own) or _time_fault(value, record, quote, own)
        for quote in quotes
        if (own := own_numbers(quote, record))
    ]
    return told[0] if told and all(told) else None


def _whole_fault(value: str, record: Record, quote: Quote, own: tuple[Number, ...]) -> Fault | None:
    """A number of which the sentence tells a part is taken only for the whole: "212 of its 640 lots"."""
    reader = language_of(quote.language) if f":{WHOLE}" in quote.said else None
    if reader is None or is_of_all(record):
        return None
    places = {reader.numbers(quote.text)[place : place + 1] for place, bound in quote.context.bounds if bound == WHOLE}
    if not all((number,) in places for number in own):
        return None
    return Fault("number", f"{value} is the whole, and its sentence tells a part of it", _OF_WHOLES)


def _time_fault(value: str, record: Record, quote: Quote, own: tuple[Number, ...]) -> Fault | None:
    """A number that the quote only compares with has its year in the record; what is to come is not what was."""
    reader = language_of(quote.language)
    if reader is None:
        return None
    if len(reader.dates(quote.text)) > 1 and _is_of_other_year(record, reader, quote.text, own):
        hint = "take the number of that year, or say the year of this one"
        return Fault("number", f"the quote gives {value} for another year than the record", hint)
    if not may_compare(reader, quote.text):
        return None
    years = {compared_year(reader, quote.text, number) for number in own}
    if None not in years and not any(_says(record, str(year)) for year in years):
        hint = "say the year in its column, or take the number that the sentence is of"
        said = f"the quote gives {value} for {min(years, key=str)}, and the record does not say so"
        return Fault("number", said, hint)
    if all(is_of_earlier(reader, quote.text, number) for number in own) and not _has_time(record):
        hint = "give its time, with a derivation, or take the number that the sentence is of"
        return Fault("number", f"the quote gives {value} for an earlier time, and the record none", hint)
    if all(is_before_change(reader, quote.text, number) for number in own) and is_awaited(record):
        return Fault("number", f"{value} is what it was before", "take the number that it is to become")
    return None


def _is_of_other_year(record: Record, reader: Language, text: str, own: tuple[Number, ...]) -> bool:
    """Whether the record says the year that stands at another number of the text, and not that of its own."""
    years = {year_of(reader, text, number) for number in own}
    if None in years or any(_says(record, str(year)) for year in years):
        return False
    others = {year_of(reader, text, number) for number in reader.numbers(text) if number not in own}
    return any(_says(record, str(year)) for year in others - {None})


def is_awaited(record: Record) -> bool:
    """Whether a class of the record says that it is still to come."""
    keys = (ClassKey(table, column, str(record.values.get(column))) for table, column in record.lexicon.columns)
    found = (record.lexicon.classes.get(key) for key in keys if key.table == record.table)
    return any(entry is not None and not entry.is_fact for entry in found)


def _has_time(record: Record) -> bool:
    """Whether a value of the record, its check aside, is a date or names a year."""
    values = (str(value) for key, value in record.values.items() if key not in _NO_TIME)
    return any(_YEAR.search(value) for value in values if value != record.number)


def _says(record: Record, year: str) -> bool:
    return any(year in text for key, item in record.values.items() if key not in _PROOF for text in leaves(item))


def _shown(number: Number) -> str:
    return f"{number.text!r} (not read)" if number.value is None else f"{number.value:.15g}"


def check_date(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Year, month and day are read in the quote; of the time that a number is of, no part of it and no end."""
    if date_fault(value):
        return None
    for quote in quotes:
        missing = _date_missing(value, column, record, quote)
        if missing:
            hint = _unless_unread(quotes, "take the words that print it, or give a derivation")
            return Fault("year", f"{missing} cannot be read in the quote", hint)
    return None


def _date_missing(value: str, column: Column, record: Record, quote: Quote) -> str | None:
    reader = language_of(quote.language)
    if reader is None:
        return value
    text = affirmed(quote.text, reader.code)
    if "scope" not in column.tags:
        return reader.date_fault(value, text)
    if numbers := own_numbers(quote, record):
        text = without_dates_of_others(reader, text, numbers)
    return reader.period_fault(value, text)


def check_printed(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The words stand in the quote as they are given, and none that makes another thing of them right before them."""
    if any(_prints(quote, value) for quote in quotes):
        return None
    if any(normalise(value) in quote.text for quote in quotes):
        message = f"{value!r} is printed in the quote as a part only of what stands there"
        return Fault("printed", message, "give all of it as printed, or give a derivation")
    return Fault("printed", f"{value!r} is not printed in the quote", "give it as printed, or give a derivation")


def _prints(quote: Quote, words: str) -> bool:
    reader = language_of(quote.language)
    if reader is None:
        return contains_words(quote.text, words)
    places = reader.places(quote.text, normalise(words))
    return any(not reader.is_turned_at(quote.text, place.start, place.end) for place in places)


def check_unit(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The unit belongs to the number in each quote that proves it or the number."""
    if all(_has_unit(quote, value, record) for quote in quotes):
        return None
    if all((reader := language_of(quote.language)) and reader.contains(quote.text, value) for quote in quotes):
        hint = "give the unit that stands at the number, or derive the unit from the words that it stands in"
        message = f"the unit {value!r} is printed in the quote, and not as that of its number"
        return Fault("unit", message, _unless_unread(quotes, hint))
    hint = _unless_unread(quotes, "give the unit as printed, in the quote of its number")
    return Fault("unit", f"the unit {value!r} is not printed in the quote", hint)


def _has_unit(quote: Quote, unit: str, record: Record) -> bool:
    reader = language_of(quote.language)
    if reader is None:
        return False
    if numbers := own_numbers(quote, record):
        return any(reader.unit_at(quote.text, number, unit) for number in numbers) or _is_first(reader, quote, record)
    # Where the number is not in this quote, that is said of the number.
    return bool(reader.measured(quote.text, unit)) or _prints(quote, unit)


def _is_first(reader: Language, quote: Quote, record: Record) -> bool:
    """Whether the number is the rank that "the largest" says."""
    return record.unit == "rank" and bool(same(reader.measured(quote.text, record.unit), record.number))


def check_qualifier(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A bound stands beside the number in each quote that proves either; "as printed" says that none does."""
    for quote in quotes if value in column.choices else ():
        own = own_numbers(quote, record) or _lone_number(quote, record)
        printed = _bounds(quote, own)
        is_exact = value == _NO_BOUND and not (own and printed - {_EXACTLY})
        if is_exact or value in printed or (value == _NO_BOUND and _is_compared_with(quote, own)):
            continue
        said = ", ".join(sorted(printed - {_EXACTLY}))
        found = f"the quote says {said!r}" if said else "the quote says no bound"
        return Fault("qualifier", f"{value!r} is not what the quote says", _unless_unread(quotes, found))
    return None


def _is_compared_with(quote: Quote, own: tuple[Number, ...]) -> bool:
    reader = language_of(quote.language)
    return reader is not None and bool(own) and all(reader.is_compared_with(quote.text, number) for number in own)


def _lone_number(quote: Quote, record: Record) -> tuple[Number, ...]:
    """The only number of a quote, of which that of the record is derived: "up to one third"."""
    derivations = record.values.get("derivations")
    if not isinstance(derivations, dict) or not any(record.values.get(key) == record.number for key in derivations):
        return ()
    reader, numbers = language_of(quote.language), numbers_of(quote, record)
    dates = reader.dates(quote.text) if reader else ()
    found = [n for n in numbers if not any(date.start <= n.start and n.end <= date.end for date in dates)]
    return tuple(found) if len(found) == 1 else ()


def _bounds(quote: Quote, own: tuple[Number, ...]) -> frozenset[str]:
    """The bounds of the record's own number in the quote; where that is not there, all bounds in it."""
    reader = language_of(quote.language)
    if reader is None:
        return frozenset()
    found = frozenset().union(*[reader.bounds(quote.text, number) for number in own or reader.numbers(quote.text)])
    return found if own else found | reader.bounds_in(quote.text)


def _unless_unread(quotes: tuple[Quote, ...], hint: str) -> str:
    """The hint, or that nothing is read in a language without a reader."""
    unread = sorted({quote.language for quote in quotes if language_of(quote.language) is None})
    return f"nothing is read in the language {', '.join(unread)!r}: give a derivation" if unread else hint


def _is_read_as_number(column: Column) -> bool:
    return column.type in ("REAL", "INTEGER") and not column.tags & _READ_BY_TAG


RULES = (
    Rule(check_number, _is_read_as_number, how="read"),
    Rule(check_date, tagged("date"), how="read"),
    Rule(check_printed, tagged("printed"), how="read"),
    Rule(check_unit, tagged("unit"), how="read", with_number=True),
    Rule(check_qualifier, tagged("qualifier"), how="read", with_number=True),
)
