"""The rows of child tables that a record gives as lists, and texts as values of their columns.

A list's items are mappings of columns, or bare texts for the first column; one mapping stands for rows of two
columns. Nothing here judges: what does not fit is left as it is for the checks to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.read import Block, Items, Mark, Node, Record
from factbook.schema import Schema, Table

Value = str | int | float | None


def typed(text: str, kind: str) -> Value:
    """The text as a value of SQLite's type `kind`; raises ValueError where it is none."""
    if kind == "REAL":
        return float(text)
    return int(text) if kind == "INTEGER" else text


class Row(NamedTuple):
    """A row that a record gives of a child table: its values as text by column, and where each stands."""

    table: Table
    values: dict[str, Node]
    marks: dict[str, Mark]
    mark: Mark
    where: str


def rows_of(record: Record, schema: Schema) -> Iterator[Row]:
    """The rows that the record gives of child tables, in the order in which they are written."""
    children = schema.children(record.table)
    for key, value in record.block.values.items():
        if key in children:
            yield from rows_in(children[key], value, key)


def rows_in(table: Table, value: Node, key: str) -> Iterator[Row]:
    """The rows of one list: items are mappings or bare texts; or one mapping of first column to second."""
    columns = list(table.given)
    if isinstance(value, Block):
        for first, second in value.values.items():
            marks = dict(zip(columns, value.marks[first], strict=False))
            yield Row(
                table, dict(zip(columns, (first, second), strict=False)), marks, marks[columns[0]], f"{key}[{first}]"
            )
    elif isinstance(value, Items):
        for number, (item, place) in enumerate(zip(value.values, value.marks, strict=True), 1):
            yield _item_row(table, item, place, f"{key}[{number}]", columns[0])


def _item_row(table: Table, item: Node, mark: Mark, where: str, first: str) -> Row:
    if isinstance(item, Block):
        return Row(table, item.values, {k: m[1] for k, m in item.marks.items()}, mark, where)
    return Row(table, {first: item}, {first: mark}, mark, where)
