"""Parquet, a file a table, with types, descriptions and units; or, parted by a column, a folder of files a table.

The parts are named as in Hive and Spark, `parquet/<table>/<column>=<value>/part-0.parquet`, and the column is in the
folder's name only. Needs pyarrow, which the extra `export` brings; nothing else in the factbook does.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from factbook.export.content import Content, Row
from factbook.export.shapes import described
from factbook.schema import Column, Table

FOLDER = "parquet"
_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}


def parquet_files(content: Content, partition: str | None) -> dict[str, bytes]:
    """Every table; parted by `partition` where each row of the table has a value in that column."""
    return {path: data for table in content.schema.tables.values() for path, data in _files(table, content, partition)}


def _files(table: Table, content: Content, partition: str | None) -> Iterator[tuple[str, bytes]]:
    rows, columns = content.rows[table.name], list(table.columns.values())
    if partition is None or partition not in table.columns or not table.columns[partition].required:
        yield f"{FOLDER}/{table.name}.parquet", _to_parquet(columns, rows, table, content)
        return
    rest = [column for column in columns if column.name != partition]
    by_value = sorted(rows, key=lambda row: str(row[partition]))
    for value, part in groupby(by_value, key=lambda row: str(row[partition])):
        path = f"{FOLDER}/{table.name}/{partition}={quote(value, safe='')}/part-0.parquet"
        yield path, _to_parquet(rest, list(part), table, content)


def _to_parquet(columns: Sequence[Column], rows: list[Row], table: Table, content: Content) -> bytes:
    release = content.edition.release
    about = {
        "title": f"{content.edition.title}: {content.title(table.name)}",
        "description": table.comment,
        "version": release.version,
        "content_sha256": release.facts_sha256,
        "license": content.edition.license_url or "",
    }
    schema = pa.schema([_field(column) for column in columns], metadata=about)
    arrays = [pa.array([row[field.name] for row in rows], field.type) for field in schema]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), file)
    return file.getvalue()


def _field(column: Column) -> pa.Field:
    about = {"description": described(column), **({"unit": column.unit} if column.unit else {})}
    return pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=about)
