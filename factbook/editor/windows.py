"""Fair quotes around a place of an article: of all that the contract allows, the shortest first.

Turns a stretch of a paragraph into passages that hold it; nothing that `locate` or the bounds on length refuse.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from factbook.editor.reading import Passage, Reading
from factbook.problems import RequestError
from factbook.text.function_words import FUNCTION_WORDS
from factbook.text.language import CHARACTERS, WORDS
from factbook.text.normalise import Span
from factbook.text.speech import primary_subtag

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
#: Between these two characters a phrase may end: behind kana, and at a sign.
_BREAK = re.compile(r"[\u3040-\u309f][^\u3040-\u309f]|[ 。、「」（）()]|.[。、「」（）()]")
_WORD = re.compile(r"\S+")
#: Signs that do not belong to a quote at its ends.
_EDGES = " ,;:.!?()[]\"'“”「」、。"
#: Characters by which a quote without spaces grows.
_STEP = 2


def passages_around(
    reading: Reading, paragraph: int, sentence: Span, wanted: Span, least: int = 0
) -> Iterator[Passage]:
    """The fair passages of the sentence that hold the wanted stretch, of `least` words or more, the shortest first."""
    text = reading.text(paragraph)
    seen: set[str] = set()
    small = FUNCTION_WORDS.get(primary_subtag(reading.language), ())
    # Those that end well come first, whatever their length.
    for start, end in sorted(
        _windows(text, sentence, wanted, least), key=lambda at: not _is_whole(text, at[0], at[1], small)
    ):
        quote = text[start:end].strip(_EDGES)
        if quote and quote not in seen and text[wanted.start : wanted.end] in quote:
            seen.add(quote)
            try:
                yield reading.passage(paragraph, quote)
            except RequestError:
                continue


def _is_whole(text: str, start: int, end: int, small: Collection[str]) -> bool:
    """Whether a stretch cuts no word, and does not end in one that wants another: "6.5% from a"."""
    if _UNSPACED.search(text[start:end]):
        return all(at in (0, len(text)) or _BREAK.search(text[at - 1 : at + 1]) for at in (start, end))
    words = [word.strip(_EDGES).casefold() for word in text[start:end].split()]
    return words[-1] not in small and (words[0] not in small or start == 0)


def _windows(text: str, sentence: Span, wanted: Span, least: int) -> list[tuple[int, int]]:
    """Starts and ends, shortest first; of one length, those first that begin where the stretch does."""
    if _UNSPACED.search(text[sentence.start : sentence.end]):
        edges = [Span(at, at + 1) for at in range(sentence.start, sentence.end)]
        bounds, step = (max(CHARACTERS[0], least * _STEP), CHARACTERS[1]), _STEP
    else:
        edges = [Span(*m.span()) for m in _WORD.finditer(text, sentence.start, sentence.end)]
        bounds, step = (max(WORDS[0], least), WORDS[1]), 1
    first = next((n for n, edge in enumerate(edges) if edge.end > wanted.start), 0)
    last = max((n for n, edge in enumerate(edges) if edge.start < wanted.end), default=first)
    return [
        (edges[left].start, edges[left + length - 1].end)
        for length in range(max(bounds[0], last - first + 1), bounds[1] + 1, step)
        for left in range(min(first, len(edges) - length), max(last - length, -1), -1)
        if left >= 0
    ]
