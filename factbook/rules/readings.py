"""What the proving quotes say: numbers, dates, bounds, units and printed words are read off by rule.

Each citation that names a field must show its value, by the rules of its article's language. A value that cannot be
read off is a derivation, and says so.
"""

from __future__ import annotations

from functools import lru_cache

from factbook.factfiles.nodes import leaves
from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.compared import compared_year, is_before_change, is_of_earlier, may_compare, without_dates_of_others
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
_OF_WHICH = pattern(r" (?:of (?:which|whom|these|those|them)|de (?:los|las) (?:cuales|que)|de ell[oa]s)\b")
_EXACTLY = "exactly"
#: How a fact file says that no bound stands there.
_NO_BOUND = "as printed"


def check_number(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The number is read in the quote."""
    wanted = _as_number(value)
    if wanted is None:
        return None
    if any(number.value == wanted for quote in quotes for number in _numbers(quote, record)):
        return _of_another_time(value, record, quotes) if value == record.number else None
    holds = ", ".join(_shown(number) for quote in quotes for number in _numbers(quote, record))
    hint = f"the quote holds {holds or 'no number'}; or give a derivation"
    return Fault("number", f"{value} cannot be read in the quote", _unless_unread(quotes, hint))


def _of_another_time(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """What is wrong where every quote that holds the number gives it for another time than the record's."""
    told = [_time_fault(value, record, quote, own) for quote in quotes if (own := _own(quote, record))]
    return told[0] if told and all(told) else None


def _time_fault(value: str, record: Record, quote: Quote, own: tuple[Number, ...]) -> Fault | None:
    """A number that the quote only compares with has its year in the record; what is to come is not what was."""
    reader = language_of(quote.language)
    if reader is None or not may_compare(reader, quote.text):
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
    if numbers := _own(quote, record):
        text = without_dates_of_others(reader, text, numbers)
    return reader.period_fault(value, text)


def check_printed(value: str, _column: Column, _record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The words stand in the quote as they are given, and none that makes another thing of them right before them."""
    if any(_prints(quote, value) for quote in quotes):
        return None
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
    hint = _unless_unread(quotes, "give the unit as printed, in the quote of its number")
    return Fault("unit", f"the unit {value!r} is not printed in the quote", hint)


def _has_unit(quote: Quote, unit: str, record: Record) -> bool:
    reader = language_of(quote.language)
    if reader is None:
        return False
    if numbers := _own(quote, record):
        return any(reader.unit_at(quote.text, number, unit) for number in numbers) or _is_first(reader, quote, record)
    # Where the number is not in this quote, that is said of the number.
    return bool(reader.measured(quote.text, unit)) or _prints(quote, unit)


def _is_first(reader: Language, quote: Quote, record: Record) -> bool:
    """Whether the number is the rank that "the largest" says."""
    return record.unit == "rank" and bool(_same(reader.measured(quote.text, record.unit), record.number))


def check_qualifier(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A bound stands beside the number in each quote that proves either; "as printed" says that none does."""
    for quote in quotes if value in column.choices else ():
        own = _own(quote, record)
        printed = _bounds(quote, own)
        is_exact = value == _NO_BOUND and not (own and printed - {_EXACTLY})
        if is_exact or value in printed:
            continue
        found = f"the quote says {', '.join(sorted(printed))!r}" if printed else "the quote says no bound"
        return Fault("qualifier", f"{value!r} is not what the quote says", _unless_unread(quotes, found))
    return None


def _bounds(quote: Quote, own: tuple[Number, ...]) -> frozenset[str]:
    """The bounds of the record's own number in the quote; where that is not there, all bounds in it."""
    reader = language_of(quote.language)
    if reader is None:
        return frozenset()
    found = frozenset().union(*[reader.bounds(quote.text, number) for number in own or reader.numbers(quote.text)])
    return found if own else found | reader.bounds_in(quote.text)


def _numbers(quote: Quote, record: Record) -> tuple[Number, ...]:
    """The numbers of the quote, those among them that only a unit makes one ("the largest" is rank 1)."""
    return _numbers_of(quote.text, quote.language, *_how_counted(record))


def _own(quote: Quote, record: Record) -> tuple[Number, ...]:
    """Those of them that are the record's number."""
    return _own_of(quote.text, quote.language, record.number, *_how_counted(record))


def _how_counted(record: Record) -> tuple[bool, bool]:
    """Whether the record's number is a rank, and whether it has one citation only."""
    citations = record.values.get("citations")
    return record.unit == "rank", isinstance(citations, list) and len(citations) == 1


# Unit, bound and date of a number each ask which numbers of the quote it is.


@lru_cache(maxsize=2048)
def _numbers_of(text: str, language: str, is_rank: bool, is_alone: bool) -> tuple[Number, ...]:
    reader = language_of(language)
    if reader is None:
        return ()
    said = affirmed(text, reader.code)
    found = tuple([n for n in reader.numbers(text) if said is text or said[n.start : n.end] == text[n.start : n.end]])
    numbers = _parts(found, text, is_alone)
    return (*numbers, *_superlatives(reader, text, numbers)) if is_rank else numbers


@lru_cache(maxsize=2048)
def _own_of(text: str, language: str, number: str, is_rank: bool, is_alone: bool) -> tuple[Number, ...]:
    return _same(_numbers_of(text, language, is_rank, is_alone), number) if number else ()


def _parts(numbers: tuple[Number, ...], text: str, is_alone: bool) -> tuple[Number, ...]:
    """Of "eleven meetings, five of which" the part; where the quote ends there, only if more is cited of the part."""
    for number in numbers:
        if behind := _OF_WHICH.match(text, number.end):
            is_cut = behind.end() == len(text) and is_alone
            return () if is_cut else tuple(other for other in numbers if other.start >= number.start)
    return numbers


def _superlatives(reader: Language, text: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    return tuple(number for number in reader.measured(text, "rank") if number not in numbers)


def _same(numbers: tuple[Number, ...], given: str) -> tuple[Number, ...]:
    wanted = _as_number(given)
    return tuple([number for number in numbers if wanted is not None and number.value == wanted])


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


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
