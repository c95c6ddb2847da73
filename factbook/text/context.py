"""What a quote's own sentence says, independent of any record: so that rules hold where the article is not.

Worked out beside the article by `context_of`, kept in the lock as one short line, and read back from it. It holds no
text of the article but names to which a sentence attributes its words, and bounds; classes, and the names and numbers
of the paragraph, are there as digests of a few hexadecimal digits: enough to see that one is printed, not to read what
is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from factbook.text.attribution import Attribution, Turn, attribution_of, sentence_around
from factbook.text.classes import Shown, is_hedged, shown_in
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.lexicon import ClassKey, Lexicon
from factbook.text.names import fold
from factbook.text.normalise import Span
from factbook.text.speech import primary_subtag

#: Hexadecimal digits of the digest of a word, and of a class: there are few classes, and no two may be one.
_DIGITS, _CLASS_DIGITS = 3, 5
#: How many words before a quote, and behind it, still belong to what it says.
_BEFORE, _REACH = 9, 3
_BREAK = pattern(r"[,;.:()]| (?:that|which|who|and|but|que|y|pero) ")
#: What ends a claim in a Japanese sentence that goes on: ており、 たが、 and のうち, which goes on with a part.
_FINISHED = pattern(
    r"のうち|(?:ており|ておらず|た(?:が|ものの|ほか|一方で?|うえで?|のに対し)|る(?:一方で?|ほか)|ているが)、?"
)
#: What parts two claims of one sentence.
_CLAUSES = pattern(r"; |: |, (?:but|while|whereas|although|pero|mientras|aunque) ")
#: What begins a claim of its own, of which a hedge ahead says nothing: "the plant, which makes cars".
_RELATIVE = pattern(r"(?:where|which|who|whose|donde|que|quien(?:es)?|cuy[oa]s?)\b")
_PRINTED = pattern(r"[^\W_]+(?:['.-][^\W_]+)*")
#: What is kept of a number as a bound is: that it is the whole of a part which is told outside of the quote.
WHOLE = "whole"
_VOICES = {"r": "reporter", "s": "speaker", "i": "interviewer"}
_MARKS = {Shown.SO: "", Shown.HEDGED: "?"}


@dataclass(frozen=True)
class QuoteContext:
    """What the sentence of a quote says.

    `voices` that the quote may be entered with and `names` of those whose words it may be (none by a turn of an
    interview, `turn`); the digests of the classes that its sentence shows (`shown`), of those close to the quote
    (`near`), whether a hedge stands before it (`hedged`); the bounds that stand beside its numbers and outside of it,
    by the number's place among them (`bounds`); the digests of names and numbers of its paragraph (`printed`).
    """

    voices: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    turn: bool = False
    shown: Mapping[str, Shown] = field(default_factory=dict)
    near: frozenset[str] = frozenset()
    hedged: bool = False
    bounds: tuple[tuple[int, str], ...] = ()
    printed: frozenset[str] = frozenset()

    def shows(self, key: ClassKey) -> Shown:
        """How the sentence shows a class."""
        return self.shown.get(_class_digest(key), Shown.NOT)

    def is_near(self, key: ClassKey) -> bool:
        """Whether a word of the class stands in the quote or close to it."""
        return _class_digest(key) in self.near

    def prints(self, name: str) -> bool:
        """Whether all words of a name or a number (folded) are printed in the paragraph."""
        words = name.split()
        return bool(words) and all(digest_of(word) in self.printed for word in words)

    def as_text(self) -> str:
        """One line: fields parted by "|", each a letter, "=", and its items parted by ";"."""
        fields = {
            "v": sorted(voice[0] for voice in self.voices),
            "t": ["1"] * self.turn,
            "n": self.names,
            "c": [f"{key}{_MARKS[how]}{'<' * (key in self.near)}" for key, how in sorted(self.shown.items())],
            "h": ["1"] * self.hedged,
            "b": [f"{place}:{bound}" for place, bound in self.bounds],
            "p": ["".join(sorted(self.printed))] if self.printed else [],
        }
        return "|".join(f"{letter}={';'.join(map(_clean, items))}" for letter, items in fields.items() if items)

    @classmethod
    def from_text(cls, text: str) -> QuoteContext:
        """Read a line of `as_text` back; raises ValueError where it is none."""
        try:
            return _from_text(text)
        except KeyError as error:
            raise ValueError(f"{error} is no voice") from None


def context_of(
    paragraph: str,
    spans: Sequence[Span],
    language: str,
    lexicon: Lexicon,
    turn: Turn | None = None,
    before: str = "",
) -> QuoteContext:
    """The context of the quote at these spans of a normalised paragraph; `before` is what is printed ahead of it."""
    start, end = spans[0].start, spans[-1].end
    reader = language_of(language)
    language = primary_subtag(language)
    attribution = (
        Attribution(frozenset({turn.voice})) if turn else attribution_of(paragraph, start, end, language, before)
    )
    left, right = sentence_around(paragraph, start, end, language)
    sentence = paragraph[left:right]
    shown, near = _classes(sentence, Span(start - left, end - left), language, lexicon)
    return QuoteContext(
        voices=attribution.voices,
        names=tuple(_clean(name) for name in attribution.names),
        turn=turn is not None,
        shown=shown,
        near=near,
        hedged=is_hedged(_beside(sentence, start - left, end - left, language), language, lexicon),
        bounds=tuple(_outer_bounds(paragraph, spans, reader)) if reader else (),
        printed=printed_in(paragraph) | _numbers_in(paragraph, reader),
    )


@lru_cache(maxsize=65_536)
def digest_of(word: str) -> str:
    """The short digest under which a name's word or a number is kept."""
    return sha256(word.encode()).hexdigest()[:_DIGITS]


@lru_cache(maxsize=1024)
def _class_digest(key: ClassKey) -> str:
    return sha256(str(key).encode()).hexdigest()[:_CLASS_DIGITS]


@lru_cache(maxsize=1024)
def printed_in(paragraph: str) -> frozenset[str]:
    """The digests of all words of a paragraph that are capitalised or hold a digit, folded."""
    words = (word for word in _PRINTED.findall(paragraph.replace("'s", " ")) if word[0].isupper() or word[0].isdigit())
    return frozenset(digest_of(part) for word in words for part in fold(word).split())


@lru_cache(maxsize=1024)
def _numbers_in(paragraph: str, reader: Language | None) -> frozenset[str]:
    """The digests of the words of its numbers, those that are written out too."""
    numbers = reader.numbers(paragraph) if reader else ()
    return frozenset(digest_of(part) for number in numbers for part in fold(number.text).split())


def _classes(sentence: str, quote: Span, language: str, lexicon: Lexicon) -> tuple[dict[str, Shown], frozenset[str]]:
    """Digests of the classes that the sentence shows, and of those that are shown by the quote or close to it."""
    shown = {_class_digest(key): how for key, how in shown_in(sentence, language, lexicon).items()}
    close = _close_in_japanese if language == "ja" else _close_to
    near = shown_in(close(sentence, quote), language, lexicon)
    return shown, frozenset(map(_class_digest, near)) & shown.keys()


def _close_to(sentence: str, quote: Span) -> str:
    """The quote with the few words before it and behind it that belong to what it says."""
    before = " ".join(sentence[: quote.start].split(" ")[-_BEFORE:])
    return before + sentence[quote.start : quote.end] + _behind(sentence[quote.end :])


def _close_in_japanese(sentence: str, quote: Span) -> str:
    """The sentence up to where the claim of the quote is finished."""
    return sentence[: quote.end] + _FINISHED.split(sentence[quote.end :])[0]


def _behind(rest: str) -> str:
    """The few words behind a quote that still belong to what it says."""
    clause = _BREAK.split(f"{rest} ")[0]
    return " ".join(clause.split(" ")[: _REACH + 1])


def _beside(sentence: str, start: int, end: int, language: str) -> str:
    """Where a hedge of the quote stands: before it; in Japanese, behind it."""
    if language == "ja":
        return _FINISHED.split(sentence[end:])[0]
    is_relative = sentence.endswith(", ", 0, start) and _RELATIVE.match(sentence, start)
    return "" if is_relative else _CLAUSES.split(sentence[:start])[-1]


def _outer_bounds(paragraph: str, spans: Sequence[Span], reader: Language) -> Iterable[tuple[int, str]]:
    """What stands at a number of the quote in the paragraph, and not in the quote itself: bounds, or a part of it."""
    inside = [n for n in reader.numbers(paragraph) if any(s.start <= n.start and n.end <= s.end for s in spans)]
    for place, number in enumerate(inside):
        span = next(s for s in spans if s.start <= number.start and number.end <= s.end)
        part = paragraph[span.start : span.end]
        own = [n for n in reader.numbers(part) if n.start == number.start - span.start]
        taken = frozenset().union(*(reader.bounds(part, n) for n in own))
        for bound in sorted(reader.bounds(paragraph, number) - taken - {"exactly"}):
            yield place, bound
        ahead = [n for n in reader.numbers(paragraph) if n.end <= number.start][-1:]
        if any(part.start < span.start and reader.is_part(paragraph, part, number) for part in ahead):
            yield place, WHOLE


def _clean(text: str) -> str:
    """A text without what parts fields and items."""
    return re.sub(r"[|;\s]+", " ", text).strip()


@lru_cache(maxsize=4096)
def _from_text(text: str) -> QuoteContext:
    fields = dict(part.split("=", 1) for part in text.split("|") if part)
    items = {letter: value.split(";") for letter, value in fields.items()}
    classes = items.get("c", [])
    return QuoteContext(
        voices=frozenset(_VOICES[letter] for letter in items.get("v", [])),
        names=tuple(items.get("n", ())),
        turn="t" in items,
        shown={key[:_CLASS_DIGITS]: Shown.HEDGED if "?" in key else Shown.SO for key in classes},
        near=frozenset(key[:_CLASS_DIGITS] for key in classes if key.endswith("<")),
        hedged="h" in items,
        bounds=tuple((int(place), bound) for place, bound in (item.split(":", 1) for item in items.get("b", []))),
        printed=_digests(fields.get("p", "")),
    )


@lru_cache(maxsize=1024)  # the quotes of a paragraph have the same ones
def _digests(text: str) -> frozenset[str]:
    return frozenset(text[at : at + _DIGITS] for at in range(0, len(text), _DIGITS))
