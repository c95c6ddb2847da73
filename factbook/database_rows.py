"""Records to rows of the database: a record's entry in the register, its own row, its rows of child tables.

Turns one record into tuples in the order of `Table.stored`. Texts that are not of their column's type make no
row: the checks tell of them. Nothing is looked up and nothing written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factbook.read import Mark, Node, Record
from factbook.rows import Row, Value, rows_of, typed
from factbook.schema import REGISTER, Schema, Table


class TableRow(NamedTuple):
    """A row for a table: its values in the order of `Table.stored`, and where it is written."""

    table: str
    values: tuple[Value, ...]
    mark: Mark
    where: str
    source: Row | None = None


def insert_statement(table: Table) -> str:
    """The INSERT for a table's stored columns."""
    names = ", ".join(f'"{name}"' for name in table.stored)
    return f'insert into "{table.name}" ({names}) values ({", ".join("?" * len(table.stored))})'  # noqa: S608 - names come from schema.sql, never from a fact


def own_rows(record: Record, schema: Schema) -> Iterator[TableRow]:
    """The register's entry, the record's row, then its rows of child tables in the order in which they are written.

    A citation's place in the article stands as 0 and 1 until the compiler puts it in.
    """
    table, values = schema.tables[record.table], record.block.values
    if table.is_fact:
        entry = {**values, "kind": table.name, "label": values.get(table.label)}
        yield from _row(schema.tables[REGISTER], entry, record.block.mark, "")
    yield from _row(table, values, record.block.mark, "")
    counts: dict[str, int] = {}
    for row in rows_of(record, schema):
        number = counts[row.table.name] = counts.get(row.table.name, 0) + 1
        yield from child_row(row, str(values.get("id")), number)


def child_row(row: Row, owner: str, number: int) -> Iterator[TableRow]:
    """A row of a child table with its owner's id; where the table has ids of its own, the owner's with a number."""
    computed = {"id": f"{owner}-{number}", "start": "0", "end": "1", str(row.table.owner): owner}
    yield from _row(row.table, {**row.values, **computed}, row.mark, row.where, row)


def _row(
    table: Table, given: Mapping[str, Node | None], mark: Mark, where: str, source: Row | None = None
) -> Iterator[TableRow]:
    try:
        values = tuple([_value(given.get(name), kind) for name, kind in table.stored_types])
    except (ValueError, OverflowError):
        return
    yield TableRow(table.name, values, mark, where, source)


def _value(text: Node | None, kind: str) -> Value:
    if text is None or (kind == "TEXT" and isinstance(text, str)):
        return text
    if not isinstance(text, str):
        raise ValueError(kind)
    return typed(text, kind)
