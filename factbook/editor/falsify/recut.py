"""Quotes cut so that the word that bounds, negates or hedges falls away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import Falsehood, Path, Plain, Record, false, items_at, text_at

#: By language and by what they do, words as an agency prints them. On purpose not those of the readers in
#: factbook.text: a word that those do not know is what this is to find.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "bound": "more than|fewer than|less than|at least|at most|up to|about|around|nearly|almost|over|exceeding|"
        "roughly|some|as many as|close to|a maximum of|an estimated",
        "negation": "not|never|no|nor|without|neither|cannot",
        "hedge": "would|could|may|might|potential|possible|expected to|planned|plans to|proposed|former|vice|"
        "scheduled to|planning to|seek to|aiming to|tentative|alleged",
    },
    "es": {
        "bound": "más de|menos de|al menos|hasta|cerca de|casi|unos|unas|alrededor de|aproximadamente|rondarían los",
        "negation": "no|nunca|ni|sin|tampoco",
        "hedge": "podría|podrían|sería|prevé|previsto|prevista|posible|propuesto|planea|viceministro",
    },
    "ja": {
        "bound": "約|およそ|最大|少なくとも|ほぼ",
        "negation": "していない|しない|できない",
        "hedge": "する可能性|する予定|する見通し|する見込み",
    },
}
_NUMBER_NEXT = re.compile(r"\W{0,2}(?:\w+\s)?\W?(?:\d|[一二三四五六七八九十]|one|two|three|five|ten|a |half|mil)")
_FEWEST_WORDS, _MOST_WORDS, _LONGEST = 4, 10, 14
_UNSPACED = frozenset({"ja", "zh"})


def recut_falsehoods(record: Record, book: Book) -> Iterator[Falsehood]:
    """The record with one of its quotes begun behind a word that turns its sense (in Japanese also ended before it)."""
    for at, citation in enumerate(items_at(record.values, "citations")):
        quote, paragraph = text_at(citation, ("quote",)), book.paragraph(citation)
        language = book.language(citation)
        for what, word in _turning(quote, language) if quote in paragraph else ():
            if cut := _cut(quote, paragraph, word, language, what):
                changes = _unbounded(record, book) if what == "bound" else []
                yield false(f"quote that drops a {what}", record, ("citations", at, "quote"), cut, *changes)


def _turning(quote: str, language: str) -> Iterator[tuple[str, re.Match[str]]]:
    for what, pattern in _patterns(language):
        for found in pattern.finditer(quote):
            if what != "bound" or _NUMBER_NEXT.match(quote, found.end()):
                yield what, found


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    around = "" if language in _UNSPACED else r"\b"
    words = _WORDS.get(language, {})
    return tuple((what, re.compile(f"{around}(?:{either}){around}", re.I)) for what, either in words.items())


def _cut(quote: str, paragraph: str, word: re.Match[str], language: str, what: str) -> str | None:
    """The quote without the word, filled up from the paragraph to be long enough; None where nothing is left."""
    start = paragraph.find(quote)
    behind, before = paragraph[start + word.end() :], paragraph[: start + word.start()]
    if language in _UNSPACED:
        cut = behind[:_LONGEST] if what == "bound" else before[-_LONGEST:]
        return cut if len(cut) == _LONGEST else None
    kept = max(_FEWEST_WORDS, len(quote[word.end() :].split()))
    words = behind.split()[: min(kept, _MOST_WORDS)]
    cut = " ".join(words).strip(" ,;:.")
    return cut if len(words) >= _FEWEST_WORDS and cut in paragraph else None


def _unbounded(record: Record, book: Book) -> list[tuple[Path, Plain | None]]:
    """The bound given as the first of its list, which says that there is none."""
    for name, column in book.schema.tables[record.table].given.items():
        if "qualifier" in column.tags and text_at(record.values, (name,)):
            return [((name,), column.choices[0])]
    return []
