"""Whose of two numbers it is, where a sentence tells two names and two numbers in order; and of which year.

"Reed Hill and Fish Bay sold 7 and 9 boats, respectively": 9 is no number of Reed Hill's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.problems import Fault
from factbook.rules.counted import own_numbers
from factbook.rules.named import refers
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.normalise import Span
from factbook.text.paired import are_two, is_in_order, pairs_of_numbers, place_of_name, years_from_article

#: What joins two things in some language: without it nothing is in order.
_JOINED = pattern(r" (?:and|y|e) |[とや]")
_YEAR, _DAY = pattern(r"(?<!\d)\d{4}(?!\d)"), pattern(r"(\d{4})(?:-\d\d){0,2}$")
#: Words for a year without which a text says none by the article's.
_OF_YEAR = pattern(r"year|año|年[はの度]")
_ORDER = ("first", "second")


class _Named(NamedTuple):
    """What a record refers to, where a quote names it, and whether it is the first or the second of two there."""

    id: str
    label: str
    span: Span
    place: int


def check_order(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """What the value refers to is the same one of two as the record's number, and as what else it refers to."""
    for quote in quotes:
        reader = language_of(quote.language) if _JOINED.search(quote.text) else None
        if reader is None:
            continue
        in_order = is_in_order(quote.text)
        if not (in_order or record.number):
            continue
        pairs = list(pairs_of_numbers(reader, quote.text))
        named = list(_named(reader, quote, record)) if pairs or in_order else []
        own = next((each for each in named if each.id == value), None)
        if own is None or any(are_two(quote.text, own.span, other.span) for other in named if other is not own):
            continue  # where the record is of both, so is its number
        numbers = own_numbers(quote, record) if pairs else ()
        others = [(n.text, place) for pair in pairs for place, n in enumerate(pair) if n in numbers]
        others += [(other.label, other.place) for other in named if in_order]
        if crossed := next((word for word, place in others if place != own.place), None):
            what = f"of two in the quote, {own.label!r} is the {_ORDER[own.place]}, and {crossed!r} is not"
            return Fault("named", what, "take what stands in the same place")
    return None


def _named(reader: Language, quote: Quote, record: Record) -> Iterator[_Named]:
    """What the quote names of a record's references as one of two."""
    for key, id in record.values.items():
        reference = record.references.get(id) if isinstance(id, str) and key != "id" else None
        for name in reference.names_in(quote.source) if reference else ():
            for span in reader.places(quote.text, name):
                if reference and isinstance(id, str) and (place := place_of_name(quote.text, span)) is not None:
                    yield _Named(id, reference.label, span, place)


def check_year_of_number(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A time that is derived is that of "last year" where a quote says so of the record's number."""
    given = {int(year) for year in _YEAR.findall(value)}
    for quote in quotes:
        if not _OF_YEAR.search(quote.text):
            continue
        reader = language_of(quote.language)
        published = _year_of_article(quote, record)
        for number in own_numbers(quote, record) if reader and given and published else ():
            years = years_from_article(reader, quote.text, number) if reader else None
            if years is not None and published and published + years not in given:
                what = f"the quote gives {number.text!r} for {published + years}"
                return Fault("number", what, "take the number of the year, or the year of the number")
    return None


def _year_of_article(quote: Quote, record: Record) -> int | None:
    article = record.references.get(quote.source)
    found = next((match for value in (article.values if article else ()) if (match := _DAY.match(value))), None)
    return int(found[1]) if found else None


def _is_time_of_number(column: Column) -> bool:
    return "date" in column.tags and "scope" in column.tags


RULES = (
    Rule(check_order, refers, "named", asks_names=True),
    Rule(check_year_of_number, _is_time_of_number, "read", everywhere=True, asks_names=True),
)
