"""An export read back by other programs than the one that wrote it: every table as sorted tuples, from each format."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from citable import make_citable
from factbook.export.shapes import lists_of
from factbook.schema import Schema, Table, load_schema
from this_project import ROOT

Rows = list[tuple[Any, ...]]
Tables = dict[str, Rows]
SCHEMA = load_schema(ROOT / "schema.sql")
# What a spreadsheet would run, or what a guard against that could spoil.
FORMULAS = (
    "=1+1",
    "+52 449",
    "-5",
    "@sum(a1)",
    "'=1+1",
    "''@x",
    "'plain",
    "=cmd|' /C calc'!A0",
    '="a"',
    "a=b",
    "日本=1",
)


def make_hostile(path: Path) -> Path:
    """A finished database with names that break formats: quotes, line breaks, formulas, Japanese."""
    make_citable(path)
    with closing(sqlite3.connect(path)) as conn:
        for number, name in enumerate(FORMULAS):
            id, rowid = f"formula-{number}", 100 + number
            entry = (rowid, id, "places", name, "2026-11-24")
            conn.execute("insert into facts (rowid, id, kind, label, checked) values (?, ?, ?, ?, ?)", entry)
            place = (rowid, id, name, "locality", "mexico")
            conn.execute("insert into places (rowid, id, name, kind, part_of) values (?, ?, ?, ?, ?)", place)
        change = ("companies", "value", "0.2.0", "2026-11-24", None, "Read again.")
        conn.execute("insert into changes (fact, field, version, date, was, reason) values (?, ?, ?, ?, ?, ?)", change)
        conn.execute("update release set schema_sha256 = ?", [SCHEMA.sha256])
        conn.commit()
    return path


def in_order(rows: Any) -> Rows:
    return sorted((tuple(row) for row in rows), key=repr)


def from_sqlite(path: Path) -> Tables:
    """Every table but the full-text index, as plain sqlite3 reads it."""
    names = "select name from pragma_table_list where schema = 'main' and type = 'table' and name not glob 'sqlite_*'"
    with closing(sqlite3.connect(path)) as conn:
        tables = [name for (name,) in conn.execute(names)]
        return {name: in_order(conn.execute(f'select * from "{name}"')) for name in tables}


def from_csv(folder: Path) -> Tables:
    """The CSV files by Python's own reader; numbers by their column's type, the apostrophe of a guard taken away."""
    return {table.name: in_order(_csv_rows(folder / f"tables/{table.name}.csv", table)) for table in _tables()}


def _csv_rows(path: Path, table: Table) -> Iterator[tuple[Any, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        assert next(reader) == list(table.columns)
        for row in reader:
            yield tuple(_typed(text, column.type) for text, column in zip(row, table.columns.values(), strict=True))


def _typed(text: str, type: str) -> Any:
    if text == "":
        return None
    return {"TEXT": plain, "INTEGER": int, "REAL": float}[type](text)


def plain(text: str) -> str:
    """What a guarded cell stands for, as README.txt says it."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def from_pandas_csv(folder: Path) -> Tables:
    """The CSV files by pandas, which is told no encoding."""
    types = {"TEXT": "object", "INTEGER": "Int64", "REAL": "float64"}
    tables = {}
    for table in _tables():
        dtype = {column.name: types[column.type] for column in table.columns.values()}
        frame = pd.read_csv(folder / f"tables/{table.name}.csv", dtype=dtype, keep_default_na=False, na_values=[""])
        tables[table.name] = in_order(map(plain_row, _frame_rows(frame)))
    return tables


def plain_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(plain(value) if isinstance(value, str) else value for value in row)


def from_duckdb_csv(folder: Path) -> Tables:
    """The CSV files by DuckDB, as text; numbers by their column's type."""
    tables = {}
    for table in _tables():
        found = duckdb.sql(f"from read_csv('{folder}/tables/{table.name}.csv', header=true, all_varchar=true)")
        assert found.columns == list(table.columns)
        kinds = [column.type for column in table.columns.values()]
        rows = [[_typed(text or "", kind) for text, kind in zip(row, kinds, strict=True)] for row in found.fetchall()]
        tables[table.name] = in_order(rows)
    return tables


def from_duckdb_parquet(folder: Path) -> Tables:
    """The Parquet files by DuckDB."""
    return {
        table.name: in_order(duckdb.sql(f"from '{folder}/parquet/{table.name}.parquet'").fetchall())
        for table in _tables()
    }


def from_pandas_parquet(folder: Path) -> Tables:
    """The Parquet files by pandas."""
    frames = {t.name: pd.read_parquet(folder / f"parquet/{t.name}.parquet", dtype_backend="pyarrow") for t in _tables()}
    return {name: in_order(_frame_rows(frame)) for name, frame in frames.items()}


def _frame_rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    columns = [[None if pd.isna(value) else value for value in frame[name].tolist()] for name in frame.columns]
    return zip(*columns, strict=True) if columns else iter(())


def from_json(folder: Path) -> Tables:
    """factbook.json, its lists laid out as tables again."""
    document = json.loads((folder / "factbook.json").read_text(encoding="utf-8"))
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMA.tables}
    tables["release"].append(document["release"])
    for name in document.keys() & SCHEMA.tables.keys() - {"release"}:
        for record in document[name]:
            _lay_out(record, SCHEMA.tables[name], tables, SCHEMA)
    names = {name: list(table.columns) for name, table in SCHEMA.tables.items()}
    return {name: in_order([row[column] for column in names[name]] for row in rows) for name, rows in tables.items()}


def _lay_out(record: dict[str, Any], table: Table, tables: dict[str, list[dict[str, Any]]], schema: Schema) -> None:
    tables[table.name].append({name: record[name] for name in table.columns})
    if table.is_fact:
        entry = {"id": record["id"], "kind": table.name, "label": record["label"], "checked": record["checked"]}
        tables["facts"].append(entry)
    for key, child in lists_of(table, schema).items():
        for item in record[key]:
            inner = item if isinstance(item, dict) else {next(c for c in child.columns if c != child.owner): item}
            _lay_out({child.owner: record["id"], **inner}, child, tables, schema)


def _tables() -> list[Table]:
    return list(SCHEMA.tables.values())
