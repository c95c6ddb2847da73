"""Any other value of the kind: what a careless hand could have put in the place of each value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import Falsehood, Path, Plain, Record, false, items_at, text_at
from factbook.editor.falsify.own_words import other_names, other_numbers
from factbook.editor.falsify.values import Value, values_of

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(?<=\d{4}-)\d{2}")
_FAR = "2099-01-01"


def random_falsehoods(record: Record, book: Book, seed: int, each: int) -> Iterator[Falsehood]:
    """At most `each` falsehoods of each value and kind; the same for the same seed."""
    for value in values_of(record, book.schema):
        for kind, others in _others(value, record, book):
            yield from (false(kind, record, value.path, text) for text in _some(others, value.text, record, seed, each))
    for at, citation in enumerate(items_at(record.values, "citations")):
        yield from _voices(record, at, citation, book, seed, each)
    yield from _days(record, book)


def _some(others: Iterable[str], was: str, record: Record, seed: int, each: int) -> Sequence[str]:
    """Some of the other values, in a chance order that depends on the seed and on what is falsified only."""
    found = [text for text in dict.fromkeys(others) if text and text != was]
    return Random(f"{seed} {record.id} {was}").sample(found, min(each, len(found)))  # noqa: S311 - no secret


def _others(value: Value, record: Record, book: Book) -> Iterator[tuple[str, Iterable[str]]]:
    """Kinds of falsehood with the values that they may put in the place of this one."""
    kind, name = value.kind, str(value.path[0])
    if kind.startswith("number"):
        yield kind, _numbers(value, book.texts(record.table, name))
    elif kind.startswith("date"):
        yield kind, [*moved_dates(value.text), *book.texts(record.table, name)]
    elif "reference" in kind:
        table = book.table_of(value.text)
        yield kind, book.ids(table) if table else ()
    elif kind == "words":
        yield "number in our own words", other_numbers(value.text)
        yield "name in our own words", other_names(value.text, book)
    else:
        yield kind, value.column.choices or _same_column(value.path, record, book)


def _same_column(path: Path, record: Record, book: Book) -> Iterator[str]:
    """What other records of the table have at that place."""
    if len(path) == 1:
        yield from book.texts(record.table, str(path[0]))
        return
    for other in book.records:
        for at, _ in enumerate(items_at(other.values, str(path[0]))):
            yield text_at(other.values, (path[0], at, *path[2:]))


def _numbers(value: Value, others: Iterable[str]) -> Iterator[str]:
    number = float(value.text)
    for other in (number * 10, number + 1, number / 10, number * 1000):
        if value.column.type == "REAL" or other.is_integer():
            yield f"{other:.15g}"
    yield from others


def moved_dates(text: str) -> Iterator[str]:
    """The date in other years, in another month, and said to be about, before, after, or more precise than it is."""
    for step in (1, -1, 10):
        yield _YEAR.sub(lambda year, step=step: str(int(year.group()) + step), text)  # type: ignore[misc]
    if text.isdigit():
        yield from (f"{text}~", f"../{text}", f"{text}/..", f"{text}-01")
    if _MONTH.search(text):
        yield _MONTH.sub(lambda month: f"{int(month.group()) % 12 + 1:02}", text)


def _voices(record: Record, at: int, citation: Plain, book: Book, seed: int, each: int) -> Iterator[Falsehood]:
    """Another voice (which may have no speaker), and another speaker."""
    columns = book.schema.tables["citations"].columns
    voice, speaker = text_at(citation, ("voice",)), text_at(citation, ("speaker",))
    away: list[tuple[Path, None]] = [(("citations", at, "speaker"), None)] if speaker else []
    for other in columns["voice"].choices:
        if other != voice:
            yield false("voice", record, ("citations", at, "voice"), other, *away)
    others = book.ids(book.table_of(speaker) or "") if speaker else ()
    for other in _some(others, speaker, record, seed, each):
        yield false("speaker", record, ("citations", at, "speaker"), other)


def _days(record: Record, book: Book) -> Iterator[Falsehood]:
    """Checked before its article was there, and in a year that nobody has seen."""
    if not text_at(record.values, ("checked",)):
        return
    sources = {text_at(item, ("source",)) for item in items_at(record.values, "citations")}
    days = [text_at(book.by_id[source].values, ("published",)) for source in sources if source in book.by_id]
    years = [int(found.group()) for day in days if (found := _YEAR.search(day))]
    for day in ([f"{max(years) - 1}-12-31"] if years else []) + [_FAR]:
        yield false("day of the check", record, ("checked",), day)
