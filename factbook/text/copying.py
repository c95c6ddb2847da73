"""How much of an article its quotes reproduce: of all its words, and of each long sentence.

Positions only: which letters of a paragraph stand in some quote. No text is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factbook.text.language import Language
from factbook.text.late import pattern

#: Of an article's words, at most this share may stand in quotes; of a long sentence, at most that; "few" are this many
#: of a hundred long sentences.
OF_ARTICLE, OF_SENTENCE, FEW = 0.65, 0.75, 0.1
LONG_SENTENCE = 12
_WORD = pattern(r"[^\W_]+(?:['.,-][^\W_]+)*")
_NO_SPACES = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")

#: For each paragraph (from 1), the stretches of it that stand in quotes.
Quoted = Mapping[int, Iterable[tuple[int, int]]]


class Copied(NamedTuple):
    """Words of a stretch of an article, and how many of them stand in quotes; sentence 0 is the whole article."""

    paragraph: int
    sentence: int
    words: int
    quoted: int

    @property
    def share(self) -> float:
        """Quoted words of all words, 0 to 1."""
        return self.quoted / self.words if self.words else 0.0


def copied_by(
    reader: Language | None, paragraphs: Sequence[str], quoted: Quoted, others: Collection[int] = ()
) -> list[Copied]:
    """As `copied`, of normalised paragraphs, with the sentences that a language's reader finds; without one, none."""
    sentences = [reader.sentences(text) if reader else () for text in paragraphs]
    return list(copied(paragraphs, sentences, quoted, others))


def copied(
    paragraphs: Sequence[str],
    sentences: Sequence[Sequence[tuple[int, int]]],
    quoted: Quoted,
    others: Collection[int] = (),
) -> Iterator[Copied]:
    """The article first, then each of its long sentences, in order of place.

    `sentences` gives for each paragraph the bounds of its sentences; `others` are paragraphs of another article that
    was captured with it.
    """
    whole = words = 0
    long: list[Copied] = []
    for number, text in enumerate(paragraphs, start=1):
        if number in others:
            continue
        marks = _marks(text, quoted.get(number, ()))
        units = _units(text)
        words += len(units)
        whole += sum(_is_marked(marks, unit) for unit in units)
        long += _long_sentences(number, sentences[number - 1], units, marks)
    yield Copied(0, 0, words, whole)
    yield from long


def passed(found: Iterable[Copied]) -> list[Copied]:
    """Where a bound is passed: the article; a sentence that stands whole; the long ones over the bound, if not few."""
    article, *long = found
    over = [sentence for sentence in long if sentence.share > OF_SENTENCE]
    whole = [sentence for sentence in over if sentence.quoted == sentence.words]
    too_many = over if len(over) > FEW * len(long) else whole
    return [article] * (article.share > OF_ARTICLE) + too_many


def _long_sentences(
    number: int, bounds: Iterable[tuple[int, int]], units: Sequence[tuple[int, int]], marks: bytearray
) -> Iterator[Copied]:
    for place, (start, end) in enumerate(bounds, start=1):
        own = [unit for unit in units if start <= unit[0] < end]
        if len(own) >= LONG_SENTENCE:
            yield Copied(number, place, len(own), sum(_is_marked(marks, unit) for unit in own))


def _units(text: str) -> list[tuple[int, int]]:
    """The words of a text; where it is written without spaces, its letters."""
    if _NO_SPACES.search(text):
        return [(at, at + 1) for at, letter in enumerate(text) if letter.isalnum()]
    return [match.span() for match in _WORD.finditer(text)]


def _marks(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    marks = bytearray(len(text))
    for start, end in spans:
        marks[start:end] = b"\x01" * (end - start)
    return marks


def _is_marked(marks: bytearray, unit: tuple[int, int]) -> bool:
    return bool(marks[unit[0]])
