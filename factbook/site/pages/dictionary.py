"""The data dictionary: every table and column as schema.sql declares it, with an example from the database.

Generated, never written by hand: a comment in schema.sql is the only place where a column is explained.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from factbook.formats.csv_lines import whole
from factbook.locale import _, say
from factbook.schema import Column, Table
from factbook.schema.names import quote_name
from factbook.site.names import Names

# How many rows are looked through for a value to show.
_SAMPLE = 400
_ROWS, _COUNT = "select * from {} limit ?", "select count(*) from {}"


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column: its declaration, its name for people, and a value it has somewhere, if any was found."""

    column: Column
    name: str
    null: str
    example: str | None


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: its declaration, its name for people, its columns in order, and how many rows it has."""

    table: Table
    name: str
    rows: int
    columns: tuple[ColumnEntry, ...]


def load_dictionary(conn: sqlite3.Connection, words: Names) -> list[TableEntry]:
    """Every table of the schema: fact tables first, in the site's order, then the others in the schema's."""
    kinds = words.kinds()
    names = [*kinds, *(name for name in words.schema.tables if name not in kinds)]
    return [_table(conn, words.schema.tables[name], words) for name in names]


def _table(conn: sqlite3.Connection, table: Table, words: Names) -> TableEntry:
    examples = _examples(conn, table)
    count = conn.execute(_COUNT.format(quote_name(table.name))).fetchone()[0]
    entries = (_column(table, column, examples, words) for column in table.columns.values())
    return TableEntry(table, words.title(table.name), count, tuple(entries))


def _examples(conn: sqlite3.Connection, table: Table) -> dict[str, str]:
    """The first value of each column that has one among the first rows, of which no more are read than it takes."""
    rows = conn.execute(_ROWS.format(quote_name(table.name)), [_SAMPLE])
    empty = {column[0]: at for at, column in enumerate(rows.description)}
    examples: dict[str, str] = {}
    for row in rows:
        found = [name for name, at in empty.items() if row[at] is not None]
        examples |= {name: str(whole(row[empty.pop(name)])) for name in found}
        if not empty:
            break
    return examples


def _column(table: Table, column: Column, examples: Mapping[str, str], words: Names) -> ColumnEntry:
    name = words.label(table.name, column.name)
    return ColumnEntry(column, name, _null(table, column), examples.get(column.name))


def _null(table: Table, column: Column) -> str:
    """What it means that the column is NULL in a row."""
    if column.required or table.is_fact or table.name == "sources":
        return say(column.null_means)
    return _("may be NULL")
