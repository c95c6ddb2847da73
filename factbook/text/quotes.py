"""Quotes against paragraphs: where each part of a quote stands, and what makes a passage a fair quote.

A quote may leave words out with an ellipsis between spaces. Matching is never fuzzy; `nearest` only helps an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from factbook.problems import Fault
from factbook.text.language import CHARACTERS, WORDS, Language, length_fault
from factbook.text.late import pattern
from factbook.text.normalise import Span, joined
from factbook.text.numbers import Number

#: What stands for words that are left out.
ELLIPSIS = " … "
#: How often a quote may leave words out, and of how many words (characters) each part is at least.
MOST_ELLIPSES, LEAST_WORDS, LEAST_CHARACTERS = 2, 2, 4
_SENTENCE_ENDS = tuple(".!?。！？…")
_UNSPACED = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def parts_of(quote: str) -> list[str]:
    """The parts of a normalised quote, between what it leaves out."""
    return quote.split(ELLIPSIS)


@lru_cache(maxsize=8192)
def occurrences(paragraph: str, quote: str) -> tuple[tuple[Span, ...], ...]:
    """Every place where the quote stands in the paragraph, both normalised: a span a part, in order.

    Parts stand behind each other without overlap; all ways to choose them are told.
    """
    parts = parts_of(quote)
    return tuple(_places(paragraph, parts, 0)) if all(parts) else ()


def _places(paragraph: str, parts: Sequence[str], start: int) -> Iterator[tuple[Span, ...]]:
    at = paragraph.find(parts[0], start)
    while at >= 0:
        span = Span(at, at + len(parts[0]))
        if len(parts) == 1:
            yield (span,)
        else:
            yield from ((span, *rest) for rest in _places(paragraph, parts[1:], span.end))
        at = paragraph.find(parts[0], at + 1)


def locate(paragraph: str, quote: str, language: Language | None) -> tuple[Span, ...] | Fault:
    """Where the quote stands in the paragraph, both normalised, or why it cannot serve as one.

    Without a reader for the language, what needs one (numbers cut, sentences) is not asked.
    """
    places = _in_one_sentence(paragraph, occurrences(paragraph, quote), language)
    if not places:
        hint = f"nearest: {nearest(paragraph, parts_of(quote)[0])!r}"
        return Fault("quote-absent", "the quote is not in this paragraph", hint)
    if len(places) > 1:
        return Fault("quote-ambiguous", f"the quote stands {len(places)} times in this paragraph", "add words")
    return next(_faults(paragraph, quote, places[0], language), None) or places[0]


def _in_one_sentence(
    paragraph: str, places: Sequence[tuple[Span, ...]], language: Language | None
) -> list[tuple[Span, ...]]:
    """The places that leave out nothing across the end of a sentence."""
    if not language or all(len(place) == 1 for place in places):
        return list(places)
    ends = [sentence.end for sentence in language.sentences(paragraph)]
    return [place for place in places if not any(_leaves_out(place, end) for end in ends)]


def _leaves_out(spans: tuple[Span, ...], at: int) -> bool:
    """Whether a place lies in what is left out between the spans."""
    return any(one.end <= at <= two.start for one, two in pairwise(spans))


def _faults(text: str, quote: str, spans: tuple[Span, ...], language: Language | None) -> Iterator[Fault]:
    if any(_cuts_word(text, at) for span in spans for at in span):
        yield Fault("quote-cut", "the quote cuts through a word or a number", "take the whole word")
    yield from _ellipsis_faults(text, quote, spans, language)
    if language:
        for word in language.cut_words(text, spans):
            yield Fault("quote-cut", f"{word!r} beside the quote turns its sense", "take it in")
        yield from _number_faults(text, quote, spans, language)
        yield from _sentence_faults(text, spans, language)


def _cuts_word(text: str, at: int) -> bool:
    """Whether a word or a number in digits runs across this place; in scripts without spaces only digits tell."""
    before, around = text[max(0, at - 2) : at + 1], text[max(0, at - 1) : at + 2]
    if re.fullmatch(r"\d[.,]\d", before) or re.fullmatch(r"\d[.,]\d", around):
        return True
    return joined(text, at) and not _UNSPACED.search(text[at - 1 : at + 1])


def _ellipsis_faults(text: str, quote: str, spans: tuple[Span, ...], language: Language | None) -> Iterator[Fault]:
    if len(spans) == 1:
        return
    if len(spans) > MOST_ELLIPSES + 1:
        yield Fault("quote-cut", "the quote leaves words out more than twice", "take one stretch less")
    if any(_is_short(part) for part in parts_of(quote)):
        yield Fault("quote-cut", "a part of the quote is a single word", "take two words or more each")
    for first, second in pairwise(spans):
        word = language.left_out(text[first.end : second.start]) if language else None
        if word:
            yield Fault("quote-cut", f"the quote leaves out {word!r}", "take it in")


def _is_short(part: str) -> bool:
    if _UNSPACED.search(part):
        return len(part.replace(" ", "")) < LEAST_CHARACTERS
    return sum(any(c.isalnum() for c in word) for word in part.split()) < LEAST_WORDS


def _number_faults(text: str, quote: str, spans: tuple[Span, ...], language: Language) -> Iterator[Fault]:
    """Numbers that the quote cuts, or reads otherwise than the paragraph does, or parts from their bound."""
    read = [number.values for part in parts_of(quote) for number in language.numbers(part)]
    for number in language.numbers(text):
        touched = [span for span in spans if number.start < span.end and span.start < number.end]
        if not touched:
            continue
        if not (touched[0].start <= number.start and number.end <= touched[0].end):
            yield Fault("quote-cut", f"the quote cuts through the number {number.text!r}", "take the whole number")
        elif number.values not in read:
            what = f"the quote leaves out what makes another number of {number.text!r}"
            yield Fault("quote-cut", what, "take it in")
        else:
            yield from _bound_faults(text, number, touched[0], language)


def _bound_faults(text: str, number: Number, span: Span, language: Language) -> Iterator[Fault]:
    part = text[span.start : span.end]
    inside = next((n for n in language.numbers(part) if n.start == number.start - span.start), None)
    lost = language.bounds(text, number) - (language.bounds(part, inside) if inside else frozenset())
    if lost and "exactly" not in language.bounds(text, number):
        words = " or ".join(sorted(lost))
        yield Fault("quote-cut", f"the quote leaves out the words for {words!r} at {number.text!r}", "take them in")


def _sentence_faults(text: str, spans: tuple[Span, ...], language: Language) -> Iterator[Fault]:
    for start, end in language.sentences(text):
        bare = text[start:end].strip(" \"'()[]「」『』“”").rstrip(".!?。！？\"') ")
        at = text.find(bare, start)
        # A stretch of fewer words is an abbreviation ("Sen.", "U.S."), not a sentence.
        if text[start:end].rstrip("\"')]」』”")[-1:] not in _SENTENCE_ENDS:
            continue  # a heading or a byline is no sentence
        is_long = language.length_fault(bare) is None or len(bare) > CHARACTERS[1]
        if is_long and any(span.start <= at and at + len(bare) <= span.end for span in spans):
            yield Fault("quote-sentence", "the quote is a whole sentence", "take only the words that prove it")
            return


def quote_length_fault(quote: str, language: Language | None) -> Fault | None:
    """Why the normalised quote is too short or too long: 3 to 12 words, without spaces 6 to 40 characters."""
    if language:
        message = language.length_fault(quote)
    elif _UNSPACED.search(quote):
        message = length_fault(sum(map(str.isalnum, quote)), CHARACTERS, "characters")
    else:
        message = length_fault(sum(any(c.isalnum() for c in word) for word in quote.split()), WORDS, "words")
    cure = "take the words that prove the values, and no more"
    return Fault("quote-length", message, cure) if message else None


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
