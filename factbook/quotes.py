"""Quotes against paragraphs: the heart of the promise that every value is proved.

Pure functions on strings: one declared normalisation, exact location, and what makes a passage a fair quote.
Matching is never fuzzy; `nearest` only helps an editor to see what stands there.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from factbook.numbers import Number, numbers_in

MIN_WORDS, MAX_WORDS = 3, 12
_STRAIGHT = str.maketrans(
    {**dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), "\u00ad": None}
)
_NOT_STRAIGHT = re.compile("[" + "".join(map(chr, _STRAIGHT)) + "]")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?= |$)")
#: For each bound of a number, the words that print it.
BOUNDS: dict[str, tuple[str, ...]] = {
    "more than": ("more than", "over", "exceeding", "exceeds", "exceed", "exceeded", "greater than"),
    "at least": ("at least", "no fewer than", "no less than"),
    "about": ("about", "around", "approximately", "roughly", "some", "circa"),
    "less than": ("less than", "fewer than", "under", "below"),
    "up to": ("up to", "as many as", "as much as"),
    "nearly": ("nearly", "almost", "close to"),
    "dozens": ("dozens",),
    "several": ("several",),
}
_BOUND_WORDS = {word: bound for bound, words in BOUNDS.items() for word in words}
_LONGEST_BOUND = 40
_BOUND_BEFORE = re.compile(
    # Not by the case of Unicode: "ſome" is no bound.
    r"\b((?a:" + "|".join(sorted(map(re.escape, _BOUND_WORDS), key=len, reverse=True)) + r"))"
    r"(?: (?:a|an|the))? ?(?:(?-i:[A-Z]{2,3}) ?)?[$€£¥]?$",
    re.I,
)
#: The same behind a number ("1,500+", "40 million dollars or more"): they say "at least".
_BOUND_AFTER = re.compile(r"(?:%|(?: \w+)?)(?:\+|[ -]plus\b| or more\b)", re.I)
#: Units that a text may print by another sign or word.
UNIT_SIGNS = {
    "percent": re.compile(r"%|per ?cent\b", re.I),
    "rank": re.compile(
        r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
        r"|(?:\w+-)?largest|leading|top|main|biggest)\b",
        re.I,
    ),
}


class Span(NamedTuple):
    """A stretch of a normalised paragraph, in code points, end exclusive."""

    start: int
    end: int


class Fault(NamedTuple):
    """Why a passage is no fair quote: a kind of problem, what was found, and what would help."""

    kind: str
    message: str
    hint: str


# Each quote is normalised by several checks, and few texts are asked about at a time.
@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """`text` in NFC, white space to one space and none at the ends, quotes and dashes straight, no soft hyphens."""
    return normalised(text, text.split())


def normalised(text: str, words: list[str]) -> str:
    """As `normalise`, of a text that is parted into its words already."""
    if text.isascii():
        return " ".join(words)
    # NFC last: a soft hyphen taken out may bring a letter and its accent together.
    if _NOT_STRAIGHT.search(text):
        words = text.translate(_STRAIGHT).split()
    return unicodedata.normalize("NFC", " ".join(words))


def digest(quote: str) -> str:
    """SHA-256 of the normalised quote, in hexadecimal."""
    return hashlib.sha256(normalise(quote).encode()).hexdigest()


def occurrences(paragraph: str, quote: str) -> list[Span]:
    """Every place where the quote stands in the paragraph, both normalised, also where they overlap."""
    spans, at = [], paragraph.find(quote)
    while at >= 0 and quote:
        spans.append(Span(at, at + len(quote)))
        at = paragraph.find(quote, at + 1)
    return spans


def locate(paragraph: str, quote: str) -> Span | Fault:
    """Where the quote stands in the paragraph (both as printed), or why it cannot serve as one."""
    text, words = normalise(paragraph), normalise(quote)
    spans = occurrences(text, words)
    if not spans:
        return Fault("quote-absent", "the quote does not stand in this paragraph", f"nearest: {nearest(text, words)!r}")
    if len(spans) > 1:
        return Fault("quote-ambiguous", f"the quote stands {len(spans)} times in this paragraph", "add words")
    return _unfair(text, spans[0]) or spans[0]


def _unfair(text: str, span: Span) -> Fault | None:
    return next(_faults(text, span), None)


def _faults(text: str, span: Span) -> Iterator[Fault]:
    start, end = span
    if _joined(text, start) or _joined(text, end):
        yield Fault("quote-cut", "the quote cuts through a word", "take the whole word")
    read = {start + number.start: number.value for number in numbers_in(text[start:end])}
    for number in numbers_in(text):
        if number.start < end and start < number.end:
            yield from _cuts(text, span, number, read.get(number.start, math.nan))
    if _is_sentence(text, span):
        yield Fault("quote-sentence", "the quote is a whole sentence", "take only the words that prove the values")


def _cuts(text: str, span: Span, number: Number, read: float) -> Iterator[Fault]:
    """What of a number, or of what stands around it, the quote leaves out; `read` is its value in the quote alone."""
    start, end = span
    if not (start <= number.start and number.end <= end):
        yield Fault("quote-cut", f"the quote cuts through the number {number.text!r}", "take the whole number")
        return
    before, after = _BOUND_BEFORE.search(text[: number.start]), _BOUND_AFTER.match(text, number.end)
    if before and before.start() < start:
        yield Fault("quote-cut", f"the quote leaves out {before.group(1)!r} before {number.text!r}", "take it in")
    if after and end < after.end():
        left = after.group().strip()
        yield Fault("quote-cut", f"the quote leaves out {left!r} after {number.text!r}", "take it in")
    if math.isnan(number.value) and not math.isnan(read):
        yield Fault("quote-cut", f"the quote leaves out what makes another number of {number.text!r}", "take it in")


def _joined(text: str, at: int) -> bool:
    """Whether a word runs across this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _is_sentence(text: str, span: Span) -> bool:
    ends = [0] + [match.end() for match in _SENTENCE_END.finditer(text)]
    for begin, end in pairwise(ends):
        sentence = text[begin:end].strip(" \"'()[]").rstrip(".!?\"') ")
        at = text.find(sentence, begin)
        # A stretch of fewer words is an abbreviation ("Sen.", "U.S."), not a sentence.
        if len(sentence.split()) >= MIN_WORDS and span.start <= at and at + len(sentence) <= span.end:
            return True
    return False


def length_fault(quote: str) -> Fault | None:
    """Why the quote is too short or too long, counted in words between spaces; None where it is neither."""
    words = len(quote.split())
    if MIN_WORDS <= words <= MAX_WORDS:
        return None
    cure = "take more of the passage" if words < MIN_WORDS else "take only the words that prove the values"
    return Fault("quote-length", f"the quote has {words} words; {MIN_WORDS} to {MAX_WORDS} are due", cure)


def nearest(paragraph: str, quote: str) -> str:
    """The stretch of whole words, as long as the quote, that is most like it; for messages only."""
    words, size = paragraph.split(), max(1, len(quote.split()))
    windows = [" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))]
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(quote.casefold())

    def likeness(window: str) -> float:
        matcher.set_seq1(window.casefold())
        return matcher.ratio()

    return max(windows, key=likeness, default="")


# ── what a quote says ──


def says(quote: str, words: str) -> bool:
    """Whether the words stand in the quote as whole words; case and typography aside."""
    text, wanted = normalise(quote).casefold(), normalise(words).casefold()
    return any(stands_alone(text, *span) for span in occurrences(text, wanted))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word runs across either end of the stretch."""
    return not _joined(text, start) and not _joined(text, end)


def says_unit(quote: str, unit: str) -> bool:
    """Whether the quote prints the unit, or the sign that stands for it (% for percent, an ordinal for a rank)."""
    sign = UNIT_SIGNS.get(unit)
    return bool(sign.search(quote)) if sign else normalise(unit).casefold() in normalise(quote).casefold()


def bound_at(quote: str, number: Number) -> str | None:
    """The bound (a key of BOUNDS) that is printed right before or after the number, if one is."""
    text = normalise(quote)
    match = _BOUND_BEFORE.search(text, max(0, number.start - _LONGEST_BOUND), number.start)
    if match:
        return _BOUND_WORDS[match.group(1).lower()]
    return "at least" if _BOUND_AFTER.match(text, number.end) else None


def bounds_in(quote: str) -> set[str]:
    """The bounds whose words stand anywhere in the quote."""
    return {bound for bound, words in BOUNDS.items() if any(says(quote, word) for word in words)}
