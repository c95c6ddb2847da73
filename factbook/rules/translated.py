"""Words in another language are held to the rule of our own: each number and name in them must be the record's.

A translation is a text beside its original, which has been proved; so the original stands behind it too. Numbers and
dates are read by the reader of the translation's language; a name may be any of a record that stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from factbook.problems import Fault
from factbook.rules.worded import OURS
from factbook.text.dates import days_of
from factbook.text.function_words import FUNCTION_WORDS
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.names import fold
from factbook.text.printed import PrintedDate
from factbook.text.support import KnownNames, Missing, Support, missing_words

_DIGITS = pattern(r"\d[\d.,]*")
#: A hyphen between two names.
_JOINED = pattern(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_CENTURY, _ROMAN = pattern(r"\b[IVX]{2,}\b"), {"I": 1, "V": 5, "X": 10}
#: A word with a capital that does not open the text.
_CAPITAL = pattern(r"(?<=[ -])[^\W\da-z_][\w]*")
_HAS_DIGIT = pattern(r"\d")
#: Names that are too short to be told from other words in a script without spaces.
_SHORTEST = 2
_UNSPACED = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


class Original(NamedTuple):
    """What stands behind a translation: the original text, what stands behind that, and its dates (EDTF)."""

    text: str
    support: Support
    days: frozenset[str]


class NameIndex(NamedTuple):
    """All names of the records; those in scripts without spaces also by their first letters, the longest first."""

    known: KnownNames
    by_start: Mapping[str, tuple[str, ...]]


def index_names(known: KnownNames) -> NameIndex:
    """The index of the names."""
    by_start: dict[str, list[str]] = {}
    for name in sorted(known.ids, key=len, reverse=True):
        if len(name) >= _SHORTEST and _UNSPACED.match(name):
            by_start.setdefault(name[:_SHORTEST], []).append(name)
    return NameIndex(known, {start: tuple(names) for start, names in by_start.items()})


def check_translated(text: str, tag: str, original: Original, names: NameIndex) -> Fault | None:
    """The first number or name of a text in the language `tag` that nothing stands behind, as a fault."""
    support = _with(original)
    found = _missing(text, language_of(tag), original, support, names)
    missing = next((each for each in found if not _opens_only(each.word, tag)), None)
    if missing is None:
        return None
    what = "stands neither in the original nor in the record, nor is it a name of what the record refers to"
    hint = "translate what is there; a name in another language belongs to the `names` of its own record"
    return Fault("translation", f"{missing.word!r} {what}", hint)


def may_name(text: str, starts: Iterable[str]) -> bool:
    """Whether a text may say a name that begins with one of these folded words: if not, that name is none of its."""
    folded = fold(text)
    return any(start in folded for start in starts)


def _with(original: Original) -> Support:
    texts = (original.text, *original.support.texts)
    reader = language_of(OURS)
    read = {value for text in texts for number in (reader.numbers(text) if reader else ()) for value in number.values}
    return Support(texts, original.support.numbers | read, original.support.printed, apart=True)


def _missing(
    text: str, reader: Language | None, original: Original, support: Support, names: NameIndex
) -> Iterator[Missing]:
    numbers = list(_numbers(text, reader, original)) if reader else [(float("nan"), found) for found in _digits(text)]
    counted = [(value, said) for value, said in numbers if _counts(value, said)]
    parted = _CENTURY.sub(lambda found: _unless_known(found[0], support), _JOINED.sub(" ", text))
    found = list(missing_words(parted, support, names.known, counted))
    strange = [each for each in found if each.kind == "name" and fold(each.word) not in names.known.ids]
    yield from (each for each in found if each not in strange)
    yield from strange[_untold(original.text, text) :]
    for name in _unspaced_names(text, names):
        if not (support.holds(name) or any(support.holds(other) for other in names.known.others(name))):
            yield Missing("name", name)


def _opens_only(word: str, tag: str) -> bool:
    """Whether it is a small word of the language with the capital of a sentence's start: "Un" is no "UN"."""
    return word.istitle() and word.lower() in FUNCTION_WORDS.get(tag, ())


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
            if _UNSPACED.search(number.text) and not _HAS_DIGIT.search(number.text):
                continue
            yield from ((value, number.text) for value in number.values or (float("nan"),))


def _is_known(date: PrintedDate, original: Original) -> bool:
    reader = language_of(OURS)
    printed = reader.dates(original.text) if reader else ()
    known: list[tuple[int | None, ...]] = [(each.year, each.month, each.day) for each in printed]
    known += [tuple(day) for edtf in original.days for day in days_of(edtf)]
    return any(_fits(date, other) for other in known)


def _fits(date: PrintedDate, other: tuple[int | None, ...]) -> bool:
    pairs = zip((date.year, date.month, date.day), other, strict=True)
    return all(mine is None or mine == theirs for mine, theirs in pairs)


# ── names in scripts without spaces ──


def _unspaced_names(text: str, names: NameIndex) -> Iterator[str]:
    """The known names that stand in runs of such a script, each place by its longest, folded."""
    at = 0
    folded = fold(text)
    while at < len(folded):
        name = _longest_at(folded, at, names) if _UNSPACED.match(folded[at]) else ""
        if name:
            yield name
        at += max(1, len(name))


def _longest_at(text: str, at: int, names: NameIndex) -> str:
    candidates = names.by_start.get(text[at : at + _SHORTEST], ())
    return next((name for name in candidates if text.startswith(name, at)), "")
