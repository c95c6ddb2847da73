"""Which phrases of the lexicon a text says: claims and things by name, opposites by their side, and with which words.

Words of few texts are looked up one by one, for to compile a pattern of all of them would cost more than all looking.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from factbook.text.classes import WordIndex, fold, pattern_of
from factbook.text.late import pattern
from factbook.text.lexicon import OURS, Lexicon, Phrase, Words
from factbook.text.speech import primary_subtag

_ENGLISH, _JAPANESE = "en", "ja"
#: A capital inside of a sentence.
_IN_NAME = pattern(r"[\w,] [A-Z]$")


class Said(NamedTuple):
    """A phrase that a text says: the words, as the text has them, and where they stand."""

    phrase: Phrase
    words: str
    start: int
    end: int


class _Word(NamedTuple):
    """A word of a phrase, as the lexicon has it, in folded letters."""

    phrase: Phrase
    word: str


@lru_cache(maxsize=8192)
def phrases_in(text: str, language: str, lexicon: Lexicon) -> tuple[Said, ...]:
    """The phrases that a text in this language says, each as often as it does, in the order of their places.

    Of a text in `our(language)`, a part of a name ("Green Growth Fund") says nothing.
    """
    code = _code(language)
    plain = fold(text, code)
    words = _index(language, lexicon).candidates(plain)
    if not words:
        return ()
    printed = text if len(text) == len(plain) else plain
    found = {
        Said(word.phrase, printed[start:end], start, end)
        for word in words
        if isinstance(word, _Word)
        for start, end in _places(plain, word.word, code)
        if not _is_ours(language) or not _IN_NAME.search(printed, max(0, start - 2), start + 1)
    }
    return tuple(sorted(found, key=lambda said: (said.start, -said.end, said.phrase)))


def says(text: str, phrase: Phrase, language: str, lexicon: Lexicon) -> bool:
    """Whether a text in this language says the phrase; it may where the lexicon has no word of it in the language."""
    return language not in lexicon.phrases.get(phrase, {}) or bool(first_said(text, phrase, language, lexicon))


def first_said(text: str, phrase: Phrase, language: str, lexicon: Lexicon) -> str:
    """The first words of a text that say the phrase; "" where none do."""
    return next((said.words for said in phrases_in(text, language, lexicon) if said.phrase == phrase), "")


def _places(plain: str, word: str, code: str) -> Iterator[tuple[int, int]]:
    """Where a word of the lexicon stands in a folded text."""
    part = word.strip("*")
    if "*" in part or "…" in part:
        yield from (match.span() for match in pattern_of((word,), code).finditer(plain))
        return
    start = plain.find(part)
    while start >= 0:
        end = start + len(part)
        if code == _JAPANESE or _stands(plain, start, end, word):
            yield start, _word_end(plain, end) if word.endswith("*") else end
        start = plain.find(part, end)


def _stands(plain: str, start: int, end: int, word: str) -> bool:
    """Whether it stands there as a word of its own, or as the part of one that the lexicon names."""
    begins = word.startswith("*") or not _is_letter(plain[start - 1 : start])
    return begins and (word.endswith("*") or not _is_letter(plain[end : end + 1]))


def _word_end(plain: str, end: int) -> int:
    while _is_letter(plain[end : end + 1]):
        end += 1
    return end


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


@lru_cache(maxsize=64)
def our(language: str) -> str:
    """The tag by which our own words, in the language of a BCP 47 tag, are read: not as an article in it is."""
    return f"{OURS}-{primary_subtag(language)}"


def _is_ours(tag: str) -> bool:
    return tag.startswith(f"{OURS}-")


def _words_of(words: Words, tag: str) -> tuple[str, ...]:
    """The words of a language; our own are those given as such: in English these alone, else beside the language's."""
    own = words.get(OURS, ()) if _is_ours(tag) else ()
    of_language = words.get(_code(tag), ())
    return own if own and _code(tag) == _ENGLISH else (*own, *of_language)


@lru_cache(maxsize=16)
def _index(language: str, lexicon: Lexicon) -> WordIndex:
    index = WordIndex.empty()
    for phrase, words in lexicon.phrases.items():
        for word in _words_of(words, language):
            index.add(word, _Word(phrase, fold(word, _code(language))), _code(language))
    return index


def _code(tag: str) -> str:
    return tag.removeprefix(f"{OURS}-")
