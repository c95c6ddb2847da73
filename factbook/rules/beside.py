"""`worded`: what our words say beside a number or a year is what the quotes say there: its bound, its kind of year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.numbers import Number

#: The language of our own words.
_OURS = "en"
#: What kind of year is said, and what prints it.
_KIND_OF_YEAR = pattern(r"\b(?:fiscal|calendar)(?= (?:year|half|quarter|\d{4}))")
_YEAR_KINDS = {
    "fiscal": pattern(r"fiscal|\bFY|年度|月期|ejercicio", re.I),
    "calendar": pattern(r"calend[ae]r|año natural|暦年", re.I),
}
#: To which side a bound opens, and words that may be one in our text.
_SIDES = {"more than": "up", "at least": "up", "less than": "down", "up to": "down", "nearly": "down"}
#: What turns a bound round: "will not exceed".
_DENIES = pattern(r"\b(?:not|never|no|nor|nunca|ni|without|sin)\b|n't\b|ない|なかっ|なく|ず", re.I)
_MAY_SAY = pattern(
    r"\b(?:fiscal|calendar|than|over|above|exceed\w*|least|below|under|up to|most|nearly|almost|maximum|minimum)\b",
    re.I,
)


def beside_fault(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """What a text says otherwise than the quotes beside one of its numbers or years."""
    if not _MAY_SAY.search(value):
        return None
    return _kind_fault(value, quotes) or _bound_fault(value, record, quotes)


def _kind_fault(value: str, quotes: tuple[Quote, ...]) -> Fault | None:
    """A year is not said to be a calendar's where quotes say that it is a fiscal one, nor the other way round."""
    for match in _KIND_OF_YEAR.finditer(value):
        printed = {kind for kind, words in _YEAR_KINDS.items() if any(words.search(quote.text) for quote in quotes)}
        if printed and match.group() not in printed:
            message = f"{match.group()!r} is printed in no quote of the record, and {printed.pop()!r} is"
            return Fault("words", message, "say the year as it is printed")
    return None


def _bound_fault(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A bound beside a number in our words opens to a side to which one does in a quote, or the record's own."""
    ours = language_of(_OURS)
    for number in ours.numbers(value) if ours and not _DENIES.search(value) else ():
        sides = _sides(ours.bounds(value, number)) if ours else frozenset()
        printed = [side for quote in quotes for side in _printed_sides(number, quote)] if sides else []
        if printed and not sides & frozenset[str]().union(_sides(_leaves(record)), *printed):
            what = f"{value[max(0, number.start - 20) : number.end].split(' ', 1)[-1]!r}"
            return Fault("words", f"no quote says {what} of that number", "give the bound as printed, or leave it out")
    return None


def _sides(bounds: Iterable[str]) -> frozenset[str]:
    """To which sides bounds open: neither where none may be meant."""
    bounds = set(bounds)
    return frozenset() if "exactly" in bounds else frozenset(_SIDES[bound] for bound in bounds & _SIDES.keys())


def _printed_sides(number: Number, quote: Quote) -> Iterator[frozenset[str]]:
    """Of each place where a quote has the number, the sides of its bounds."""
    reader = language_of(quote.language)
    for found in reader.numbers(quote.text) if reader and number.value is not None else ():
        if reader and found.value == number.value and not _DENIES.search(quote.text):
            yield _sides(reader.bounds(quote.text, found))


def _leaves(record: Record) -> Iterator[str]:
    return (value for value in record.values.values() if isinstance(value, str))
