"""Quotes against paragraphs: the heart of the promise that every value is proved.

Pure functions on strings: one declared normalisation, exact location, and what makes a passage a fair quote.
Matching is never fuzzy; `nearest` only helps an editor to see what stands there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from factbook.problems import Fault
from factbook.text.bounds import BOUND_AFTER, BOUND_BEFORE
from factbook.text.normalise import Span, joined, normalise, occurrences
from factbook.text.numbers import Number, numbers_in

MIN_WORDS, MAX_WORDS = 3, 12

_SENTENCE_END = re.compile(r"[.!?][\"')\]]*(?= |$)")


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
    if joined(text, start) or joined(text, end):
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
    before, after = BOUND_BEFORE.search(text[: number.start]), BOUND_AFTER.match(text, number.end)
    if before and before.start() < start:
        yield Fault("quote-cut", f"the quote leaves out {before.group(1)!r} before {number.text!r}", "take it in")
    if after and end < after.end():
        left = after.group().strip()
        yield Fault("quote-cut", f"the quote leaves out {left!r} after {number.text!r}", "take it in")
    if math.isnan(number.value) and not math.isnan(read):
        yield Fault("quote-cut", f"the quote leaves out what makes another number of {number.text!r}", "take it in")


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
