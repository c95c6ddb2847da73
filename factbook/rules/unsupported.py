"""What in a text of any language nothing stands behind: digits, dates, names of records, words with a capital.

For translations, and for the own words of a project that is written in another language than English. Numbers and dates
are read by the reader of the text's language; without one, digits are compared as they stand, and only names that are
known count: in some languages every noun has a capital.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.text.dates import days_of
from factbook.text.function_words import FUNCTION_WORDS
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.names import fold
from factbook.text.printed import PrintedDate
from factbook.text.speech import primary_subtag
from factbook.text.support import UNSPACED, UNSPACED_LETTERS, KnownNames, Missing, Support, missing_words

_DIGITS = pattern(r"\d[\d.,]*")
#: A hyphen between two names.
_JOINED = pattern(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_CENTURY, _ROMAN = pattern(r"\b[IVX]{2,}\b"), {"I": 1, "V": 5, "X": 10}
#: A word with a capital that does not open the text.
_CAPITAL = pattern(r"(?<=[ -])[^\W\da-z_][\w]*")
_HAS_DIGIT = pattern(r"\d")


class Original(NamedTuple):
    """What a text says again, if anything, and its language; what stands behind it, and its dates (EDTF)."""

    text: str
    support: Support
    days: frozenset[str]
    language: str = "en"


def unsupported(text: str, tag: str, original: Original, known: KnownNames) -> Iterator[Missing]:
    """The numbers and names of a text in the language `tag` that nothing stands behind, in no order."""
    reader = language_of(tag)
    yield from (each for each in _missing(text, reader, original, known) if not _opens_only(each.word, tag))


def _missing(text: str, reader: Language | None, original: Original, known: KnownNames) -> Iterator[Missing]:
    support = original.support
    numbers = list(_numbers(text, reader, original)) if reader else [(float("nan"), found) for found in _digits(text)]
    counted = [(value, said) for value, said in numbers if _counts(value, said)]
    parted = _CENTURY.sub(lambda found: _unless_known(found[0], support), _JOINED.sub(" ", text))
    found = list(missing_words(parted, support, known, counted))
    strange = [each for each in found if each.kind == "name" and fold(each.word) not in known.ids]
    yield from (each for each in found if each not in strange)
    if reader or original.text:
        yield from strange[_untold(original.text, text) :]
    for name in _unspaced_names(text, known):
        if not (support.holds(name) or any(support.holds(other) for other in known.others(name))):
            yield Missing("name", name)


def _opens_only(word: str, tag: str) -> bool:
    """Whether it is a small word of the language with the capital of a sentence's start: "Un" is no "UN"."""
    return word.istitle() and word.lower() in FUNCTION_WORDS.get(primary_subtag(tag), ())


def _untold(original: str, text: str) -> int:
    """Words with a capital in the original that are none in the translation: so many may be words of another language.

    "Third Commission" is "Tercera Comisión": a word that names the kind of a thing is translated, capital and all.
    """
    words = set(fold(text).split())
    return sum(fold(word) not in words for word in _CAPITAL.findall(original))


def _unless_known(numeral: str, support: Support) -> str:
    """A Roman numeral, or nothing where the record has its number."""
    values = [_ROMAN[sign] for sign in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return "" if float(sum(-one if one < next_ else one for one, next_ in pairs)) in support.numbers else numeral


def _digits(text: str) -> list[str]:
    return [found.rstrip(".,") for found in _DIGITS.findall(text)]


def _counts(value: float, said: str) -> bool:
    """Whether a number says how many: one and two in words are articles and pairs in most languages."""
    return bool(_HAS_DIGIT.search(said)) or value > 2


# ── numbers and dates ──


def _numbers(text: str, reader: Language, original: Original) -> Iterator[tuple[float, str]]:
    """The numbers of the text that are no part of a date that the original or the record has."""
    dates = [date for date in reader.dates(text) if _is_known(date, original)]
    for number in reader.numbers(text):
        if not any(date.start <= number.start and number.end <= date.end for date in dates):
            # A script without spaces has numerals in common words: what is not in digits may be none.
            if UNSPACED.search(number.text) and not _HAS_DIGIT.search(number.text):
                continue
            yield from ((value, number.text) for value in number.values or (float("nan"),))


def _is_known(date: PrintedDate, original: Original) -> bool:
    reader = language_of(original.language)
    printed = reader.dates(original.text) if reader else ()
    known: list[tuple[int | None, ...]] = [(each.year, each.month, each.day) for each in printed]
    known += [tuple(day) for edtf in original.days for day in days_of(edtf)]
    return any(_fits(date, other) for other in known)


def _fits(date: PrintedDate, other: tuple[int | None, ...]) -> bool:
    pairs = zip((date.year, date.month, date.day), other, strict=True)
    return all(mine is None or mine == theirs for mine, theirs in pairs)


# ── names in scripts without spaces ──


def _unspaced_names(text: str, known: KnownNames) -> Iterator[str]:
    """The known names that stand in runs of such a script, each place by its longest, folded."""
    if text.isascii():
        return
    at, folded = 0, fold(text)
    while letter := UNSPACED.search(folded, at):
        name = _longest_at(folded, letter.start(), known)
        if name:
            yield name
        at = letter.start() + max(1, len(name))


def _longest_at(text: str, at: int, known: KnownNames) -> str:
    return next((name for name in known.starting(text[at : at + UNSPACED_LETTERS]) if text.startswith(name, at)), "")
