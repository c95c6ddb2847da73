"""`reckoned` and `inferred`: what is not printed follows by arithmetic, worked out here, or by a person's reason.

A reason says in three words or more from what the value follows. Where that is a number, a date or a class, the reason
or a quote of the field has it: its year, its amount, a word that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from factbook.problems import Fault
from factbook.rules.classed import is_shown
from factbook.rules.rule import Quote, Record, Rule, named, tagged
from factbook.rules.values import check_date, check_number
from factbook.schema import Column
from factbook.text.classes import Shown, shown, shown_among
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.lexicon import ClassKey
from factbook.text.reckoning import Reckoned, Unreckonable, expression_of, reckon
from factbook.text.speech import primary_subtag

#: Words of a reason; in a language without spaces, letters.
LEAST_WORDS, _LEAST_LETTERS = 3, 6
_WORDS_SHOWN, _LONGEST = 6, 40
#: "Next year", "last year": the one that may be added or taken away without being printed.
_ONE = Fraction(1)
_NUMBER = pattern(r"\A-?\d+(?:\.\d+)?\Z")
_YEAR = pattern(r"(?<!\d)\d{4}(?!\d)")
_DATE = pattern(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def check_reason(value: str, _column: Column, _record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """A reason, of whatever, has three words at least."""
    return None if expression_of(value) is not None else _too_short(value)


def check_reckoned(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A number or a date is worked out, or its amount or year is in the reason, in a quote, or that of the article."""
    if (check_date if "date" in column.tags else check_number)(value, column, record, quotes):
        return None  # what is no number or date is said already
    printed = {Fraction(str(number)) for quote in quotes for number in _numbers_in(quote.text, quote.language)}
    values = dict(_values(record, quotes))
    if expression_of(record.reason) is not None:
        return check_derivation(value, record.reason, values, printed)
    years = _YEAR.findall(value) or _NUMBER.findall(value.strip("[].~?%"))
    if not years:
        return None  # what is neither a number nor a date is said as that
    wanted = set(map(Fraction, years))
    printed |= {number for name, number in values.items() if name.startswith("source.")}
    left = wanted - printed - {Fraction(str(number)) for number in _numbers_in(record.reason, record.language)}
    if not left:
        return None
    hint = "say it in the reason, or write the sum, as in `= source.year - 40; the 40th anniversary`"
    return Fault("reason", f"{_said(min(left))} is neither in the reason nor in a quote", hint)


def check_class(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """A derived class is shown by a word of the reason, ours or the article's, or by a quote of the field."""
    key = ClassKey(record.table, column.name, value)
    entry = record.lexicon.classes.get(key)
    # No quote of the field need say which language the reason repeats.
    own = primary_subtag(record.language)
    languages = dict.fromkeys([own, *(entry.words if entry else ())])
    if any(shown(record.reason, key, language, record.lexicon) is not Shown.NOT for language in languages):
        return None
    if entry and entry.otherwise:  # a fact does not go without saying where the reason says another
        siblings = record.lexicon.siblings(key) if entry.is_fact else ()
        is_taken = not shown_among(record.reason, siblings, own, record.lexicon)
    else:
        is_taken = is_shown(key, quotes, record.lexicon)
    if is_taken:
        return None
    words = ", ".join(entry.words.get(own, ())[:_WORDS_SHOWN]) if entry else ""
    hint = f"say it in the reason: {words}" if words else "say in the reason what shows it"
    return Fault("reason", f"no word of {value!r} is in the reason {record.reason!r}", hint)


def _numbers_in(text: str, language: str) -> Iterator[float]:
    reader = language_of(language)
    for number in reader.numbers(text) if reader else ():
        yield from number.values


def _values(record: Record, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, Fraction]]:
    """What an expression may name: numbers and years of the record, counts of its lists, the day of its article."""
    for name, value in record.values.items():
        if isinstance(value, list | dict):
            yield f"count({name})", Fraction(len(value))
        elif re.fullmatch(r"-?\d+(?:\.\d+)?", value) and len(value) < _LONGEST:
            yield name, Fraction(value)
    published = {text for quote in quotes for text in _published(record, quote.source)}
    if len(published) == 1 and (day := _DATE.fullmatch(published.pop())):
        parts = zip(("year", "month", "day"), day.groups(), strict=True)
        yield from ((f"source.{part}", Fraction(text)) for part, text in parts if text)


def _published(record: Record, source: str) -> Iterator[str]:
    article = record.references.get(source)
    yield from (text for text in (article.values if article else ()) if _DATE.fullmatch(text))


def check_derivation(
    value: str, reason: str, values: Mapping[str, Fraction], printed: Iterable[Fraction]
) -> Fault | None:
    """The expression gives the value, of numbers that are printed; a reason without one is of three words at least.

    `values` are those that an expression may name, `printed` the numbers of the record's quotes.
    """
    expression = expression_of(reason)
    if expression is None:
        return _too_short(reason)
    try:
        found = reckon(expression, values)
    except Unreckonable as error:
        return Fault("reckoned", str(error), "write it of numbers that are printed, or give a reason in words")
    return _unprinted(found, frozenset(printed)) or _differs(value, found, expression)


def _too_short(reason: str) -> Fault | None:
    if len(reason.split()) >= LEAST_WORDS or (not reason.isascii() and len(reason.strip()) >= _LEAST_LETTERS):
        return None
    return Fault("reason", f"{reason!r} is no reason", f"say why, in {LEAST_WORDS} words or more")


def _unprinted(found: Reckoned, printed: frozenset[Fraction]) -> Fault | None:
    for number in found.literals:
        if number not in printed and number != _ONE:
            message = f"{_said(number)} is printed in no quote of the record"
            return Fault("reckoned", message, "cite the words that have it")
    return None


def _differs(value: str, found: Reckoned, expression: str) -> Fault | None:
    wanted = value.strip("[].").rstrip("~?%")
    try:
        same = Fraction(wanted) == found.value
    except (ValueError, ZeroDivisionError):
        same = False
    if same:
        return None
    return Fault("reckoned", f"{expression} is {_said(found.value)}, not {value}", f"write {_said(found.value)}")


def _said(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else f"{float(number):.15g}"


def _is_number_or_date(column: Column) -> bool:
    return column.type in ("REAL", "INTEGER") or "date" in column.tags


RULES = (
    Rule(check_reason, named("reason")),
    Rule(check_class, tagged("class"), "inferred", derived=True),
    Rule(check_reckoned, _is_number_or_date, "reckoned", derived=True, everywhere=True, asks_names=True),
)
