"""What of the staged records is to be translated: labels and our own words, each with its place.

A label that is printed (a name) may be translated, and need not: the record's own `names` say what it is called in a
language. Read from the staging, as the schema's tags say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from factbook.factfiles.translations import Place
from factbook.schema import Schema, Table
from factbook.schema.names import quote_name as q
from factbook.schema.own_words import own_words_of


class OriginalText(NamedTuple):
    """A text that may be translated, and whether it has to be: a name need not."""

    place: Place
    text: str
    is_due: bool


def original_texts(database: sqlite3.Connection, schema: Schema) -> Iterator[OriginalText]:
    """All texts that may be translated: by table in the schema's order, record by file and place, column in order."""
    for table in schema.fact_tables.values():
        by_record: dict[str, list[OriginalText]] = {}
        for place, text, is_due in (*_columns(database, table), *_lists(database, table, schema)):
            by_record.setdefault(place.id, []).append(OriginalText(place, text, is_due))
        for found in by_record.values():
            yield from found


def _columns(database: sqlite3.Connection, table: Table) -> Iterator[OriginalText]:
    words = [c.name for c in table.given.values() if (c.tags & {"words", "label"}) and not c.references]
    if not words:
        return
    due = {name: "words" in table.columns[name].tags for name in words}
    columns = ", ".join(map(q, words))
    for id, *texts in database.execute(f"select id, {columns} from {q(table.name)} order by in_file, in_record"):  # noqa: S608 - names of the schema; so below
        for name, text in zip(words, texts, strict=True):
            if text is not None:
                yield OriginalText(Place(table.name, str(id), name), str(text), due[name])


def _lists(database: sqlite3.Connection, table: Table, schema: Schema) -> Iterator[OriginalText]:
    for key, child in schema.children(table.name).items():
        item, words = own_words_of(child)
        if item is None or child.owner is None:
            continue
        for name in words:
            query = (
                f"select {q(child.owner)}, {q(item)}, {q(name)} from {q(child.name)} "  # noqa: S608
                f"where {q(name)} is not null and {q(child.owner)} in (select id from {q(table.name)}) "
                "order by in_file, in_record, at_row"
            )
            for id, of, text in database.execute(query):
                yield OriginalText(Place(table.name, str(id), f"{key}.{name}", str(of)), str(text), is_due=True)
