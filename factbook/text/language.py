"""What a language's reader must be able to do, and which reader a language tag has.

A text is read by the rules of its own language or not at all: for a language without a reader, `language_of` is None.
All texts given here are normalised; places in them are code points, ends exclusive. Nothing is ever guessed.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import lru_cache

from factbook.text.bounds import BoundWords, UnitWords, bounds_at, is_compared_with, unit_stands_at
from factbook.text.dates import date_fault
from factbook.text.late import pattern
from factbook.text.normalise import Span
from factbook.text.numbers import Number
from factbook.text.printed import DateWords, PrintedDate, date_fault_in, period_fault_in

#: How many words a quote may have, and how many characters where words are not parted by spaces.
WORDS, CHARACTERS = (3, 12), (6, 40)
#: Of each word that holds a letter or a digit, what starts with it.
_WORDS = pattern(r"[^\W_]\S*")


class Language(ABC):
    """A reader of one language; equal only to itself, so that what it reads can be kept by text."""

    code: str
    bound_words: BoundWords
    unit_words: UnitWords
    date_words: DateWords
    turns_post: re.Pattern[str]
    turns_post_behind: re.Pattern[str]
    was_post: re.Pattern[str] = pattern("(?!)")

    @abstractmethod
    def find_numbers(self, text: str) -> Sequence[Number]:
        """The numbers of a text in order of place; `numbers` is the same, kept."""

    @abstractmethod
    def find_dates(self, text: str) -> Sequence[PrintedDate]:
        """The dates of a text in order of place; `dates` is the same, kept."""

    @abstractmethod
    def find_sentences(self, text: str) -> Sequence[Span]:
        """The sentences of a text in order; `sentences` is the same, kept."""

    @abstractmethod
    def is_word_at(self, text: str, start: int, end: int) -> bool:
        """Whether no word runs across either end of the stretch."""

    @abstractmethod
    def cut_words(self, paragraph: str, spans: Sequence[Span]) -> list[str]:
        """The words that turn a quote's sense ("not", "former", "expected") and stand just outside its spans."""

    @abstractmethod
    def left_out(self, gap: str) -> str | None:
        """The negation or hedge that a quote leaves out with an ellipsis; None where it leaves out none."""

    # ── numbers ──

    def numbers(self, text: str) -> tuple[Number, ...]:
        """The numbers in the text, digits or words, in order of place; also those without a value."""
        return _numbers(self, text)

    def bounds(self, text: str, number: Number) -> frozenset[str]:
        """The bounds printed at a number of `numbers(text)`, before or after: "more than", "at least" and so on.

        Nothing where the number stands alone; "exactly" is among them where the words may mean no bound.
        """
        return bounds_at(text, number, self.bound_words, self.numbers(text))

    def may_bound(self, text: str) -> bool:  # noqa: ARG002 - of languages that part words
        """Whether a bound may be printed at a number of the text: quicker to see than the numbers are."""
        return True

    def is_compared_with(self, text: str, number: Number) -> bool:
        """Whether a bound at the number is another's that is compared with it: "fewer than the 1,100 it promised"."""
        return is_compared_with(text, number, self.bound_words)

    def bounds_in(self, text: str) -> frozenset[str]:
        """The bounds that stand for a number themselves: "dozens", "several"."""
        return frozenset(bound for bound, words in self.bound_words.vague.items() if words.search(text))

    def unit_at(self, text: str, number: Number, unit: str) -> bool:
        """Whether the unit is printed for a number of `numbers(text)` or `measured(text, unit)`.

        As a whole word within six words, not across another number; "percent" and "rank" by sign or word.
        """
        return _unit_at(self, text, number, unit)

    def counts(self, text: str, number: Number, unit: str) -> bool:
        """As `unit_at`, of a number that is part of no date, and not kept."""
        return unit_stands_at(text, number, unit, self.unit_words, self.numbers(text))

    def measured(self, text: str, unit: str) -> tuple[Number, ...]:
        """The numbers that the unit is printed for; for a rank also "the largest", which is 1."""
        found = [number for number in self.numbers(text) if self.unit_at(text, number, unit)]
        return tuple(found + self._superlatives(text)) if unit == "rank" else tuple(found)

    def _superlatives(self, text: str) -> list[Number]:
        return [
            Number((1.0,), match.start("rank"), match.end("rank"), match["rank"], True)
            for match in self.unit_words.superlative.finditer(text)
        ]

    def is_part(self, text: str, part: Number, whole: Number) -> bool:
        """Whether of two numbers of the text the second is the whole of which the first is a part: "48 of the 120"."""
        gap = text[part.end : whole.start]
        is_less = part.value is not None and whole.value is not None and 1 < part.value < whole.value
        return is_less and not (part.ordinal or whole.ordinal) and self.unit_words.part.fullmatch(gap) is not None

    # ── dates ──

    def dates(self, text: str) -> tuple[PrintedDate, ...]:
        """The dates in the text, each as precise as its one expression; also days and months without a year."""
        return _dates(self, text)

    def months(self, text: str) -> list[int]:
        """The months that the text prints, with a year or without, in order of place."""
        # In a text without a digit no date is looked for.
        return [date.month for date in self.dates(f"{text} 0") if date.month]

    def date_fault(self, edtf: str, text: str) -> str | None:
        """What of the EDTF date the text does not show ("the year 2014", "March"); None if all of it is shown."""
        return _date_fault(self, edtf, text)

    def period_fault(self, edtf: str, text: str) -> str | None:
        """As `date_fault`, of the whole period that a number is of: no part of it, nor one end of a longer one."""
        return _date_fault(self, edtf, text) or _period_fault(self, edtf, text)

    # ── words ──

    def sentences(self, text: str) -> tuple[Span, ...]:
        """The sentences of the text in order, without the white space between them."""
        return _sentences(self, text)

    def words(self, quote: str) -> int:
        """How long a quote is: in words, or in characters where the language has no spaces; what is left out aside."""
        return len(_WORDS.findall(quote))

    def length_fault(self, quote: str) -> str | None:
        """Why the quote is too short or too long; None where it is neither."""
        return length_fault(self.words(quote), WORDS, "words")

    def places(self, text: str, words: str) -> list[Span]:
        """Where the words stand in the text as whole words, case aside; accents and all else are held to."""
        return list(_places(self, text, words))

    def contains(self, text: str, words: str) -> bool:
        """Whether the words stand in the text as whole words, case aside."""
        return bool(_places(self, text, words))

    def is_turned_at(self, text: str, start: int, end: int) -> bool:
        """Whether a word beside the stretch makes another thing of it: "former", "-elect", 前, 代行."""
        if self.turns_post.search(text, max(0, start - 12), start):
            return True
        # "Was treasurer": a name that stands there is that of what was found.
        if text[start : start + 1].islower() and self.was_post.search(text, max(0, start - 16), start):
            return True
        return self.turns_post_behind.match(text, end) is not None

    def is_name_at(self, text: str, start: int, end: int) -> bool:
        """Whether what stands there can be a whole name: none that runs on into a longer word."""
        return self.is_word_at(text, start, end)


def length_fault(length: int, bounds: tuple[int, int], what: str) -> str | None:
    """Why a length is out of its bounds; None where it is not."""
    least, most = bounds
    return None if least <= length <= most else f"the quote has {length} {what}; {least} to {most} are due"


# A quote is asked about once for each value that it proves, a paragraph once for each quote of it.


@lru_cache(maxsize=8192)
def _numbers(language: Language, text: str) -> tuple[Number, ...]:
    return tuple(language.find_numbers(text))


@lru_cache(maxsize=8192)
def _dates(language: Language, text: str) -> tuple[PrintedDate, ...]:
    return tuple(language.find_dates(text))


@lru_cache(maxsize=8192)
def _sentences(language: Language, text: str) -> tuple[Span, ...]:
    return tuple(language.find_sentences(text))


_OF_CENTURY = pattern(r"(?:st|nd|rd|th)?[ -]centur|世紀")


@lru_cache(maxsize=8192)
def _unit_at(language: Language, text: str, number: Number, unit: str) -> bool:
    # The year of an event counts nothing, nor does a century: "five 21st century plants".
    if _OF_CENTURY.match(text, number.end):
        return False
    if any(date.start <= number.start and number.end <= date.end for date in language.dates(text)):
        return False
    return language.counts(text, number, unit)


@lru_cache(maxsize=8192)
def _date_fault(language: Language, edtf: str, text: str) -> str | None:
    return date_fault(edtf) or date_fault_in(edtf, text, list(language.dates(text)), language.date_words)


@lru_cache(maxsize=8192)
def _period_fault(language: Language, edtf: str, text: str) -> str | None:
    return period_fault_in(edtf, text, list(language.dates(text)), language.date_words)


@lru_cache(maxsize=8192)
def _places(language: Language, text: str, words: str) -> tuple[Span, ...]:
    # Folded letter by letter: a place in the folded text is one in the text.
    folded, wanted = _lower(text), _lower(words)
    at = folded.find(wanted) if wanted else -1
    found = []
    while at >= 0:
        if language.is_word_at(text, at, at + len(words)):
            found.append(Span(at, at + len(words)))
        at = folded.find(wanted, at + 1)
    return tuple(found)


@lru_cache(maxsize=4096)
def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
