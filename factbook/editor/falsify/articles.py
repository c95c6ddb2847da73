"""What an article's record could say falsely of the article: its title, its author, its date."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import Falsehood, Record, false, text_at
from factbook.editor.falsify.random_ones import moved_dates

SOURCES = "sources"
_NOBODY = "Jordan Avery"


def article_falsehoods(record: Record, book: Book) -> Iterator[Falsehood]:
    """The falsehoods of one article's record: all that are tried, none by chance."""
    title, author = text_at(record.values, ("title",)), text_at(record.values, ("author",))
    published = text_at(record.values, ("published",))
    titles = [*book.texts(SOURCES, "title"), f"{title} today", _shortened(title)] if title else []
    others = {
        "title": titles,
        "author": [*book.texts(SOURCES, "author"), _NOBODY, _shortened(author)],
        "published": [*moved_dates(published), *book.texts(SOURCES, "published")] if published else [],
    }
    for field, kind in (("title", "title"), ("author", "author"), ("published", "date")):
        for other in dict.fromkeys(others[field]):
            if other not in ("", text_at(record.values, (field,))):
                yield false(f"{kind} of an article", record, (field,), other)


def _shortened(text: str) -> str:
    """The text without its last word."""
    return " ".join(text.split()[:-1])
