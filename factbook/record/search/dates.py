"""Dates in a query, in any written form, as the forms in which the index may hold them."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.record.search.words import TYPED, Way, Word, phrase
from factbook.text import es_dates
from factbook.text.dates import MONTHS
from factbook.text.languages import language_of
from factbook.text.printed import PrintedDate

_LANGUAGES = ("en", "es", "ja")


def take_dates(text: str) -> tuple[str, list[Word]]:
    """The text without the dates that name a year and a month, and these as words."""
    found: list[Word] = []
    for date in _dates(text):
        if text[date.start : date.end].strip():
            found.append(_word(text[date.start : date.end], date))
            text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text, found


def _dates(text: str) -> Iterator[PrintedDate]:
    for code in _LANGUAGES:
        language = language_of(code)
        yield from (date for date in language.dates(text) if date.year and date.month) if language else ()


def _word(typed: str, date: PrintedDate) -> Word:
    return Word(typed, tuple(Way(form, phrase(form), False, TYPED) for form in _forms(date)))


def _forms(date: PrintedDate) -> list[str]:
    """As EDTF, and as English and Spanish write it."""
    assert date.month is not None
    english, spanish = MONTHS[date.month - 1], es_dates.MONTHS[date.month - 1]
    if date.day is None:
        return [f"{date.year}-{date.month:02}", f"{english} {date.year}", f"{spanish} de {date.year}"]
    return [
        f"{date.year}-{date.month:02}-{date.day:02}",
        f"{date.day} {english} {date.year}",
        f"{english} {date.day}, {date.year}",
        f"{date.day} de {spanish} de {date.year}",
    ]
