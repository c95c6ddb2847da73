"""`worded`: what our words say beside a number or a year is what the quotes say there: its bound, its kind of year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.numbers import Number
from factbook.text.own_words import CALENDAR, FISCAL, own_words

#: What prints each kind of year.
_YEAR_KINDS = {
    FISCAL: pattern(r"fiscal|\bFY|年度|月期|ejercicio", re.I),
    CALENDAR: pattern(r"calend[ae]r|año natural|暦年", re.I),
}
#: To which side a bound opens, and words that may be one in our text.
_SIDES = {"more than": "up", "at least": "up", "less than": "down", "up to": "down", "nearly": "down"}
#: What turns a bound round: "will not exceed".
_DENIES = pattern(r"\b(?:not|never|no|nor|nunca|ni|without|sin)\b|n't\b|ない|なかっ|なく|ず", re.I)


def beside_fault(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """What a text says otherwise than the quotes beside one of its numbers or years."""
    return _kind_fault(value, record, quotes) or _bound_fault(value, record, quotes)


def _kind_fault(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A year is not said to be a calendar's where quotes say that it is a fiscal one, nor the other way round."""
    words = own_words(record.language)
    for kind, said in words.year_kinds.items() if words else ():
        if match := said.search(value):
            printed = {other for other, prints in _YEAR_KINDS.items() if any(prints.search(q.text) for q in quotes)}
            if printed and kind not in printed:
                message = f"{match.group()!r} is printed in no quote of the record, and a {printed.pop()} year is"
                return Fault("words", message, "say the year as it is printed")
    return None


def _bound_fault(value: str, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A bound beside a number in our words opens to a side to which one does in a quote, or the record's own."""
    ours = language_of(record.language)
    for number in ours.numbers(value) if ours and ours.may_bound(value) and not _DENIES.search(value) else ():
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
