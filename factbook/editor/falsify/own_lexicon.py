"""A false class that brings its own word for the lexicon: printed in the quote, so that it would show the class."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import Falsehood, LexiconWord, Record, false, items_at, text_at
from factbook.editor.falsify.values import values_of

_UNSPACED_SIGNS = 4


def lexicon_falsehoods(record: Record, book: Book, seed: int) -> Iterator[Falsehood]:
    """For each class of the record another one, with a word of a quote that is said to show it."""
    for value in values_of(record, book.schema):
        others = [other for other in value.column.choices if other != value.text]
        quotes = [item for item in items_at(record.values, "citations") if text_at(item, ("quote",))]
        if value.kind != "class" or not others or not quotes:
            continue
        chance = Random(f"{seed} {record.id} {value.path}")  # noqa: S311 - no secret
        citation, other = chance.choice(quotes), chance.choice(others)
        word = _part_of(text_at(citation, ("quote",)))
        brought = LexiconWord(book.language(citation), record.table, value.column.name, other, word)
        yield false("class with a lexicon word of its own", record, value.path, other, word=brought)


def _part_of(quote: str) -> str:
    """Two words out of the middle of the quote, or a few signs where there are no spaces."""
    words = quote.split()
    middle = len(words) // 2
    return " ".join(words[middle - 1 : middle + 1]) if len(words) > 1 else quote[:_UNSPACED_SIGNS]
