"""The numbers of a quote, and which of them is the record's: of a whole and its part, the part."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from factbook.rules.rule import Quote, Record
from factbook.text.denied import affirmed
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.numbers import Number
from factbook.text.own_words import own_words

_OF_WHICH = pattern(r" (?:of (?:which|whom|these|those|them)|de (?:los|las) (?:cuales|que)|de ell[oa]s)\b")
#: In Japanese, before the part of a whole.
_AMONG = pattern(r"(?:のうち|このうち|そのうち|[、。]うち)、?(?:約|およそ)?$")


def numbers_of(quote: Quote, record: Record) -> tuple[Number, ...]:
    """The numbers of the quote, those among them that only a unit makes one ("the largest" is rank 1)."""
    found = _numbers_of(quote.text, quote.language, *_how_counted(record))
    parts = _but_wholes(found, quote.text, quote.language)
    return found if found == parts or is_of_all(record) else parts


def own_numbers(quote: Quote, record: Record) -> tuple[Number, ...]:
    """Those numbers of a quote that are the record's."""
    found, parts = _own_of(quote.text, quote.language, record.number, *_how_counted(record))
    return found if found == parts or is_of_all(record) else parts


def _how_counted(record: Record) -> tuple[bool, bool]:
    """Whether the record's number is a rank, and whether it has one citation only."""
    citations = record.values.get("citations")
    return record.unit == "rank", isinstance(citations, list) and len(citations) == 1


def wholes_in(quote: Quote) -> tuple[Number, ...]:
    """The numbers of a quote of which it tells a part."""
    return _wholes(quote.text, quote.language)


def _but_wholes(numbers: tuple[Number, ...], text: str, language: str) -> tuple[Number, ...]:
    """The numbers but those of which the text tells a part."""
    wholes = _wholes(text, language)
    return tuple([number for number in numbers if number not in wholes]) if wholes else numbers


def whole_before(reader: Language, text: str, number: Number) -> Number | None:
    """The number of the text of which this one tells a part: the eleven of "eleven meetings, five of which"."""
    if not _OF_WHICH.match(text, number.end):
        return None
    return next((whole for whole in reversed(reader.numbers(text)) if whole.end <= number.start), None)


def is_of_all(record: Record) -> bool:
    """Whether the record says in our words that its number is a total."""
    words = own_words(record.language)
    return words is not None and any(words.of_all.search(str(record.values.get(field, ""))) for field in record.ours)


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
def _own_of(
    text: str, language: str, number: str, is_rank: bool, is_alone: bool
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """Those that are the given one, and those of them that are no whole of which the text tells a part."""
    found = same(_numbers_of(text, language, is_rank, is_alone), number) if number else ()
    return found, _but_wholes(found, text, language) if found else found


@lru_cache(maxsize=2048)
def _wholes(text: str, language: str) -> tuple[Number, ...]:
    """The wholes of which a text tells a part: "5 of its 11 meetings"."""
    reader = language_of(language)
    if reader is None:
        return ()
    numbers = reader.numbers(text)
    if reader.code == "ja":
        part = next((number for number in numbers if _AMONG.search(text, 0, number.start)), None)
        return tuple([n for n in numbers if part and part.value is not None and n.end <= part.start])
    return tuple([whole for part, whole in pairwise(numbers) if reader.is_part(text, part, whole)])


def _parts(numbers: tuple[Number, ...], text: str, is_alone: bool) -> tuple[Number, ...]:
    """Of "eleven meetings, five of which" the part; where the quote ends there, only if more is cited of the part."""
    for number in numbers:
        if behind := _OF_WHICH.match(text, number.end):
            is_cut = behind.end() == len(text) and is_alone
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
