"""A column that is called as a kind of record refers to one of that kind: under `country` stands no state."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from factbook.problems import Fault, FaultPath, RowKey
from factbook.rules.across import StagedFault
from factbook.schema import Column, Schema, Table


def check_kinds(database: sqlite3.Connection, schema: Schema, tables: Mapping[str, Table]) -> Iterator[StagedFault]:
    """References of such columns to a record of another kind, of all rows that are staged in these tables."""
    for table in tables.values():
        for column in table.given.values():
            if kind := kind_column(schema, column):
                yield from _others(database, schema, table, column, kind)


def kind_column(schema: Schema, column: Column) -> Column | None:
    """The column of the table referred to whose closed list has this column's name."""
    target = schema.fact_tables.get(str(column.references))
    columns = target.given.values() if target else ()
    return next((found for found in columns if column.name in found.choices), None)


def _others(
    database: sqlite3.Connection, schema: Schema, table: Table, column: Column, kind: Column
) -> Iterator[StagedFault]:
    at = "null" if table.name in schema.roots else "at_row"
    sql = (
        f'select in_file, in_record, {at}, row."{column.name}", of."{kind.name}" '  # noqa: S608 - names of the schema
        f'from "{table.name}" as row join (select id, "{kind.name}" from "{column.references}") as of '
        f'on of.id = row."{column.name}" where of."{kind.name}" <> ?'
    )
    for file, record, place, value, other in database.execute(sql, [column.name]).fetchall():
        fault = Fault("reference", f"{value!r} is a {other}, and no {column.name}", f"refer to a {column.name}")
        yield StagedFault(file, record, fault.at(*_path(schema, table, place, column)))


def _path(schema: Schema, table: Table, place: str | int | None, column: Column) -> FaultPath:
    if table.name in schema.roots:
        return (column.name,)
    return (table.key, place if isinstance(place, int) else RowKey(str(place)), column.name)
