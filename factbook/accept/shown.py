"""Whether a quote plainly shows a value: quick looks, and where they do not settle it the rule that the checks go by.

Each takes a normalised quote, the value as it is written, and the record's values. A quick look may only say yes where
the rule says yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from factbook.lines import Plain
from factbook.schema import Column
from factbook.text.bounds import BOUNDS, UNIT_SIGNS
from factbook.text.normalise import normalise, stands_alone
from factbook.text.numbers import NUMBER_WORDS
from factbook.validate.readings import Reading, reading_of

Shown = Callable[[str, str, Mapping[str, Plain]], bool]
#: The one character that is no letter, and one with the case aside: it may join words.
_LETTER_WHEN_FOLDED = "\u0345"
_BEFORE = frozenset(("", " ", "$"))
_AFTER = frozenset(("", ",", ", ", "; ", ": ", ") ", ".", ". "))
#: What begins a word that may make another number of the one before it, and such words.
_MAY_CHANGE = frozenset("abhkmtABHKMT½¼¾")
_CHANGES = re.compile(r" (?:hundred|thousand|million|billion|trillion|an?d?\b|[kmbt]n?\b|mln\b|bln\b|[½¼¾])", re.I)
#: Small numbers as words; "one" is many things.
_SMALL = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine"}
_SMALL |= {"10": "ten", "11": "eleven", "12": "twelve"}
#: What stands right before a number that has the bound. "No less than" is another bound than "less than"; of no other
#: do the words end so.
_BEFORE_NUMBER = {
    bound: tuple(f" {word} " for word in words) for bound, words in BOUNDS.items() if bound != "less than"
}
#: Words without which no bound is printed (but for a plus sign).
_OF_BOUNDS = frozenset({word.split()[0] for words in BOUNDS.values() for word in words} | {"plus", "more"})


class _Words(dict[int, str]):
    """For str.translate: white space for all that is no part of a word."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character.lower() if character.isalnum() or character == "_" else " "
        return self[code]


_WORDS = _Words()


class Look(NamedTuple):
    """A quick look, and the rule where it does not settle the question."""

    quick: Shown
    rule: Reading


def look_for(column: Column) -> Look | None:
    """How it is looked whether a quote shows the column's value; None where it need not."""
    rule = reading_of(column.tags, column.type)
    quick = next((look for tag, look in _LOOKS.items() if tag in column.tags), _number)
    return Look(quick, rule) if rule else None


def _place(quote: str, digits: str) -> int:
    """Where these very digits stand in the quote as a number that nothing around them changes; -1 where in doubt."""
    start = quote.find(digits)
    if start < 0 or quote[start - 1 : start] not in _BEFORE:
        return -1
    end = start + len(digits)
    rest = quote[end : end + 2]
    if rest in _AFTER or (rest[0] == " " and (rest[1:] not in _MAY_CHANGE or not _CHANGES.match(quote, end))):
        return start
    return -1


@lru_cache(maxsize=4096)
def _as_printed(text: str) -> tuple[str, ...]:
    """The ways in which a number is mostly printed: with commas, as it is, and in millions or billions."""
    if not (text.isascii() and text.isdecimal()):
        return (text,) if text[:1].isdecimal() else ()
    whole, scaled = int(text), []
    for scale, word in ((10**6, "million"), (10**9, "billion")):
        if whole >= scale and whole % (scale // 1000) == 0:
            scaled.append(
                f"{whole // scale}.{whole % scale // (scale // 1000):03}".rstrip("0").rstrip(".") + f" {word}"
            )
    return tuple(dict.fromkeys((f"{whole:,}", text, *scaled)))


def _number_at(quote: str, text: str) -> int:
    """Where the number stands in the quote; -1 where that is in doubt."""
    for digits in _as_printed(text):
        start = _place(quote, digits)
        if start >= 0:
            return start
    word = _SMALL.get(text)
    if word and NUMBER_WORDS.findall(quote) == [word]:
        # No other word is there that it could be part of a number with.
        return _place(quote, word)
    return -1


def _number(quote: str, text: str, _values: Mapping[str, Plain]) -> bool:
    return _number_at(quote, text) >= 0


def _date(quote: str, text: str, _values: Mapping[str, Plain]) -> bool:
    return len(text) == len("2025") and text.isdecimal() and _place(quote, text) >= 0


def _printed(quote: str, text: str, _values: Mapping[str, Plain]) -> bool:
    start = quote.find(text)
    alone = start >= 0 and stands_alone(quote, start, start + len(text))
    return alone and text == normalise(text) and _LETTER_WHEN_FOLDED not in quote


def _unit(quote: str, text: str, _values: Mapping[str, Plain]) -> bool:
    return (text in quote and text not in UNIT_SIGNS and text.isascii()) or (text == "percent" and "percent " in quote)


def _qualifier(quote: str, text: str, values: Mapping[str, Plain]) -> bool:
    if text == "exactly":
        return "+" not in quote and _OF_BOUNDS.isdisjoint(quote.translate(_WORDS).split())
    value = values.get("value")
    start = _number_at(quote, value) if type(value) is str else -1
    return start > 0 and f" {quote[:start]}".endswith(_BEFORE_NUMBER.get(text, ()))


_LOOKS: dict[str, Shown] = {"date": _date, "printed": _printed, "unit": _unit, "qualifier": _qualifier}
