"""The likeliest mistakes: what stands beside the true value in the paragraph that proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import Falsehood, Plain, Record, false, items_at, text_at
from factbook.editor.falsify.own_words import other_names, other_numbers
from factbook.editor.falsify.values import Value, derived_fields, values_of
from factbook.text.languages import language_of

_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_HERE = "of the same paragraph"
#: A reason of enough words that speaks of nothing in the article.
_EMPTY_REASON = "it follows plainly from what is said"


def nearest_falsehoods(record: Record, book: Book, seed: int, each: int) -> Iterator[Falsehood]:
    """At most `each` falsehoods of each value, out of the paragraphs that the record cites for it."""
    for value in values_of(record, book.schema):
        chance = Random(f"{seed} {record.id} {value.path}")  # noqa: S311 - no secret
        cited = _passages(record, str(value.path[0]), book)
        for kind, others in _others(value, cited, book):
            found = [text for text in dict.fromkeys(others) if text and text != value.text]
            for text in chance.sample(found, min(each, len(found))):
                yield false(kind, record, value.path, text)
    for at, citation in enumerate(items_at(record.values, "citations")):
        yield from islice(_speakers(record, at, citation, book), each)
    yield from _reasons(record)


class Passage(NamedTuple):
    """A cited paragraph, normalised, and the language that it is in."""

    text: str
    language: str


def _passages(record: Record, field: str, book: Book) -> list[Passage]:
    """The paragraphs that the citations of a field are of; where none names it, those of all."""
    citations = items_at(record.values, "citations")
    named = [item for item in citations if field in _fields(item)]
    found = [Passage(book.paragraph(item), book.language_tag(item)) for item in named or citations]
    return [passage for passage in dict.fromkeys(found) if passage.text]


def _fields(citation: Plain) -> Sequence[Plain]:
    found = citation.get("fields", []) if isinstance(citation, dict) else []
    return found if isinstance(found, list) else []


def _others(value: Value, cited: Sequence[Passage], book: Book) -> Iterator[tuple[str, Iterable[str]]]:
    kind = value.kind.removesuffix(", derived")
    if kind == "number":
        yield f"number {_HERE}", (number for passage in cited for number in _numbers(passage, value.column.type))
    elif kind == "date":
        years = [year for text, _ in cited for year in _YEAR.findall(text)]
        yield f"year {_HERE}", [_YEAR.sub(year, value.text) for year in years]
    elif "reference" in kind:
        here = f"reference {_HERE}" if kind == "reference" else f"list item {_HERE}"
        table = book.table_of(value.text) or ""
        yield here, (other for text, _ in cited for other in book.named_in(text, table))
    elif kind == "words":
        numbers = [number for text, _ in cited for number in _DIGITS.findall(text)]
        yield f"number {_HERE} in our own words", other_numbers(value.text, numbers) if numbers else ()
        named = {one for text, _ in cited for table in book.names for one in book.named_in(text, table)}
        yield f"name {_HERE} in our own words", other_names(value.text, book, named)


def _numbers(passage: Passage, type_: str) -> Iterator[str]:
    """The numbers of a paragraph, as its language reads them."""
    reader = language_of(passage.language)
    for number in reader.numbers(passage.text) if reader else ():
        if number.value is not None and (type_ == "REAL" or float(number.value).is_integer()):
            yield f"{number.value:.15g}"


def _speakers(record: Record, at: int, citation: Plain, book: Book) -> Iterator[Falsehood]:
    speaker = text_at(citation, ("speaker",))
    article = "\n".join(book.paragraphs.get(text_at(citation, ("source",)), ()))
    for other in book.named_in(article, book.table_of(speaker) or ""):
        if other != speaker:
            yield false("speaker of the same article", record, ("citations", at, "speaker"), other)


def _reasons(record: Record) -> Iterator[Falsehood]:
    """A reason for a reference or a list of them that names nothing."""
    found = record.values.get("derivations")
    for field in sorted(derived_fields(record)):
        if isinstance(found, dict) and isinstance(found[field], str):
            yield false("reason that names nothing", record, ("derivations", field), _EMPTY_REASON)
