"""Records to rows: the one place in which what a record says becomes rows of the tables.

A list's items are mappings of columns, or bare texts for the first column; one mapping stands for rows of two
columns. Nothing here judges: what does not fit is left out, and the rules say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from factbook.factfiles.nodes import YamlValue
from factbook.problems import FaultPath, Key, RowKey
from factbook.schema import Schema, Table

Value = str | int | float | None
#: A citation: its row in the order of `Table.stored`, the fields that it proves between spaces, sorted, its spans, and
#: what its sentence says, as the lock writes both.
CitationRow = tuple[tuple[Value, ...], str, str, str]


def to_sqlite(text: str, kind: str) -> Value:
    """The text as a value of SQLite's type `kind`; raises ValueError where it is none."""
    if kind == "REAL":
        return float(text)
    return int(text) if kind == "INTEGER" else text


class ChildRow(NamedTuple):
    """A row that a record gives of a child table: its nodes by column, and where in the record it stands."""

    table: Table
    values: Mapping[str, YamlValue]
    path: FaultPath

    def path_of(self, column: str) -> FaultPath:
        """Where the value of a column stands: the first column of a `first: second` row is its key."""
        if isinstance(self.path[-1], RowKey) and column == next(iter(self.table.given)):
            return (*self.path, Key(column))
        return (*self.path, column)


class RecordRows(NamedTuple):
    """What a record gives: its own row in the order of `Table.stored`, the day of its check, citations, other rows.

    Each of the last is a table's name, the row, and its place: in a list from 0, or the key that it stands under.
    """

    own: tuple[Value, ...]
    checked: Value
    cited: list[CitationRow]
    children: list[tuple[str, tuple[Value, ...], str | int]]


def rows_of(values: Mapping[str, YamlValue], table: str, schema: Schema) -> Iterator[ChildRow]:
    """The rows that a record gives of child tables, in the order in which they are written."""
    children = schema.children(table)
    for key, value in values.items():
        if key in children:
            yield from rows_in(children[key], value, (key,))


def rows_in(table: Table, value: YamlValue, path: FaultPath) -> Iterator[ChildRow]:
    """The rows of one list: items are mappings or bare texts; or one mapping of first column to second."""
    columns = columns_of(table)
    if type(value) is list:
        for number, item in enumerate(value):
            yield ChildRow(table, item if type(item) is dict else {columns[0]: item}, (*path, number))
    elif type(value) is dict and len(columns) > 1:
        for first, second in value.items():
            yield ChildRow(table, {columns[0]: first, columns[1]: second}, (*path, RowKey(first)))


@lru_cache(maxsize=256)
def columns_of(table: Table) -> tuple[str, ...]:
    """The columns that a fact file gives of a table, in order."""
    return tuple(table.given)
