"""What a reason has to carry for a value that is not printed as it stands: a date's form and day, a unit, words.

A reason that gives the year gives no month, and none says by itself that a date is open, about, or an interval.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.dates import MONTHS, date_fault
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.names import fold
from factbook.text.own_words import ABOUT, AT_LATEST, FROM_TO, SINCE, UNTIL, own_words
from factbook.text.support import UNSPACED

_DAY = pattern(r"\d{4}-\d{2}(?:-\d{2})?")
#: Words of so many letters only link others: "in", "of".
_LINKS = 2
_WORD = pattern(r"[^\W_]+")
#: Forms of a date, each with what it means.
_FORMS = (
    (pattern(r"[~%?]"), ABOUT),
    (pattern(r"^\[\.\."), AT_LATEST),
    (pattern(r"^\.\./"), UNTIL),
    (pattern(r"/\.\.$"), SINCE),
    (pattern(r"\d/\d"), FROM_TO),
)


def check_form(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A derived date has its form, and each month and day in it, from its reason, a quote, or its article's day."""
    if date_fault(value):
        return None
    said = " ".join([record.reason, *(quote.text for quote in quotes)])
    words = own_words(record.language)
    for form, meaning in _FORMS if words else ():
        if words and form.search(value) and not words.forms[meaning].search(said):
            return Fault("reason", f"no word of {meaning!r} is in the reason {record.reason!r}", "say it in the reason")
    if _is_shown(value, record, quotes):
        return None
    published = {text for quote in quotes for text in _values(record, quote.source)}
    for day in _DAY.findall(value):
        if day not in published and day not in record.reason and not _is_shown(day, record, quotes):
            hint = "say month and day in the reason, or leave them out"
            return Fault("reason", f"{day} is neither in the reason nor in a quote, nor the article's day", hint)
    return None


def _values(record: Record, source: str) -> tuple[str, ...]:
    article = record.references.get(source)
    return article.values if article else ()


def _is_shown(day: str, record: Record, quotes: tuple[Quote, ...]) -> bool:
    """Whether a date stands in the reason or in a quote; month and day by themselves will do, the year is reckoned."""
    texts = [(record.language, record.reason), *((quote.language, quote.text) for quote in quotes)]
    return any(_stands(day, text, reader) for language, text in texts if (reader := language_of(language)))


def _stands(date: str, text: str, reader: Language) -> bool:
    if not reader.date_fault(date, text):
        return True
    year, month, *day = [*map(int, date.split("-"))] if _DAY.fullmatch(date) else [0, 0]
    return any(
        found.month == month and found.year in (None, year) and day in ([], [found.day]) for found in reader.dates(text)
    )


def check_month(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Where its quotes print months, a derived date has one of them, or its reason names one."""
    given = {int(day[5:7]) for day in _DAY.findall(value)}
    printed = [month for quote in quotes for month in _months(quote.text, quote.language)]
    if not given or not printed or not given.union(_months(record.reason, record.language)).isdisjoint(printed):
        return None
    return Fault("reason", f"the quote prints {MONTHS[printed[0] - 1]}", "say in the reason how that leads to the date")


def _months(text: str, language: str) -> Iterator[int]:
    reader = language_of(language)
    yield from reader.months(text) if reader else ()


def check_words(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Words that are derived are made of those of the reason or of a quote, endings aside."""
    said = [word for text in (record.reason, *(quote.text for quote in quotes)) for word in _words(text)]
    for word in _words(value):
        # Without spaces between them, words stand anywhere in what is said.
        is_said = any(word in other if UNSPACED.match(word) else other.startswith(word) for other in said)
        if not is_said and (len(word) > _LINKS or UNSPACED.match(word)):
            message = f"{word!r} is neither in the reason nor in a quote"
            return Fault("reason", message, "say in the reason where the words come from")
    return None


def _words(text: str) -> Iterator[str]:
    yield from _WORD.findall(fold(text))


def check_unit(value: str, column: Column, record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A unit that is derived stands in the reason: in the quote, any word may be another thing's."""
    is_sign = not any(map(str.isalnum, value))
    if value in record.reason if is_sign else check_words(value, column, record, ()) is None:
        return None
    return Fault("reason", f"the unit {value!r} is not in the reason {record.reason!r}", "say it in the reason")


RULES = (
    Rule(check_form, tagged("date"), "reckoned", derived=True, everywhere=True, asks_names=True),
    Rule(check_month, tagged("date"), "inferred", derived=True),
    Rule(check_unit, tagged("unit"), "inferred", derived=True),
    Rule(check_words, tagged("printed"), "inferred", derived=True),
)
