"""The numbers of a quote, and which of them is the record's: of a whole and its part, the part."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from factbook.rules.rule import Quote, Record
from factbook.text.denied import affirmed
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.numbers import Number

_OF_WHICH = pattern(r" (?:of (?:which|whom|these|those|them)|de (?:los|las) (?:cuales|que)|de ell[oa]s)\b")
#: In Japanese, before the part of a whole.
_AMONG = pattern(r"(?:のうち|このうち|そのうち|[、。]うち)、?(?:約|およそ)?$")
#: What a record says of a number that is the whole of a part which is told with it.
_OF_ALL = pattern(r"\b(?:total|all|altogether|overall|whole|entire)\b", re.I)


def numbers_of(quote: Quote, record: Record) -> tuple[Number, ...]:
    """The numbers of the quote, those among them that only a unit makes one ("the largest" is rank 1)."""
    return _numbers_of(quote.text, quote.language, _how_counted(record, quote))


def own_numbers(quote: Quote, record: Record) -> tuple[Number, ...]:
    """Those numbers of a quote that are the record's."""
    return _own_of(quote.text, quote.language, record.number, _how_counted(record, quote))


class _Counted(NamedTuple):
    """Whether a record's number is a rank, whether it has one citation only, and whether it says that it is of all."""

    is_rank: bool
    is_alone: bool
    is_whole: bool


def _how_counted(record: Record, quote: Quote) -> _Counted:
    citations = record.values.get("citations")
    is_whole = (" of " in quote.text or " de " in quote.text) and is_of_all(record)
    return _Counted(record.unit == "rank", isinstance(citations, list) and len(citations) == 1, is_whole)


def is_of_all(record: Record) -> bool:
    """Whether the record says in our words that its number is a total."""
    return any(_OF_ALL.search(str(record.values.get(field, ""))) for field in record.ours)


# Unit, bound and date of a number each ask which numbers of the quote it is.


@lru_cache(maxsize=2048)
def _numbers_of(text: str, language: str, counted: _Counted) -> tuple[Number, ...]:
    reader = language_of(language)
    if reader is None:
        return ()
    said = affirmed(text, reader.code)
    found = tuple([n for n in reader.numbers(text) if said is text or said[n.start : n.end] == text[n.start : n.end]])
    numbers = _parts(found, text, reader, counted)
    return (*numbers, *_superlatives(reader, text, numbers)) if counted.is_rank else numbers


@lru_cache(maxsize=2048)
def _own_of(text: str, language: str, number: str, counted: _Counted) -> tuple[Number, ...]:
    return same(_numbers_of(text, language, counted), number) if number else ()


def _parts(numbers: tuple[Number, ...], text: str, reader: Language, counted: _Counted) -> tuple[Number, ...]:
    """Of "eleven meetings, five of which" and "5 of its 11 meetings" the part, unless the record is of the whole.

    Where the quote ends there, only if more is cited of the part.
    """
    if not counted.is_whole:
        wholes = {whole for part, whole in pairwise(numbers) if reader.is_part(text, part, whole)}
        numbers = tuple(number for number in numbers if number not in wholes)
    for number in numbers:
        if reader.code == "ja" and _AMONG.search(text, 0, number.start):
            return tuple(other for other in numbers if other.start >= number.start)
        if behind := _OF_WHICH.match(text, number.end):
            is_cut = behind.end() == len(text) and counted.is_alone
            return () if is_cut else tuple(other for other in numbers if other.start >= number.start)
    return numbers


def _superlatives(reader: Language, text: str, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    return tuple(number for number in reader.measured(text, "rank") if number not in numbers)


def same(numbers: tuple[Number, ...], given: str) -> tuple[Number, ...]:
    """Those of the numbers that are the given one."""
    wanted = as_number(given)
    return tuple([number for number in numbers if wanted is not None and number.value == wanted])


def as_number(text: str) -> float | None:
    """A value as a number; None where it is none."""
    try:
        return float(text)
    except ValueError:
        return None
