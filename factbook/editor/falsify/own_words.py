"""Numbers and names in our own words, put in another's place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factbook.editor.falsify.book import Book, names_of

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")


def other_numbers(text: str, numbers: Iterable[str] = ()) -> Iterator[str]:
    """The text with one of its numbers changed: by one, or into each of `numbers`."""
    for found in _NUMBER.finditer(text):
        if found.group() in numbers:
            continue
        for other in (*numbers, _next(found.group())):
            yield text[: found.start()] + other + text[found.end() :]


def _next(number: str) -> str:
    """The number with its last digit raised by one, 9 becoming 0."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def other_names(text: str, book: Book, only: Iterable[str] | None = None) -> Iterator[str]:
    """The text with one of the names in it changed into that of another record of its table, or of those in `only`."""
    allowed = None if only is None else set(only)
    for start, end, table, record in _names_in(text, book):
        for other in book.ids(table):
            if other != record and (allowed is None or other in allowed):
                name = next(names_of(book.by_id[other], book.schema.tables[table]), "")
                yield text[:start] + name + text[end:]


def _names_in(text: str, book: Book) -> Iterator[tuple[int, int, str, str]]:
    """Where a known name stands, the longest first: start, end, and the record's table and id."""
    taken: list[tuple[int, int]] = []
    for name, table, record in book.known_names:
        start = text.find(name)
        end = start + len(name)
        if start < 0 or (text[start - 1 : start] + text[end : end + 1]).strip("-.,:;'’()\" ") != "":
            continue
        if not any(start < other_end and other < end for other, other_end in taken):
            taken.append((start, end))
            yield start, end, table, record
