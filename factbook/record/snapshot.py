"""All that a compiled factbook says, whatever its schema, read to be compared with another.

Turns a database into a `Snapshot`. Tables, columns and lists are those that the database declares. It never writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlite_utils

from factbook.problems import DatabaseError
from factbook.record.model import Reference
from factbook.record.shown import Shown, load_shown
from factbook.schema import REGISTER, Schema, Table, Tables, read_tables
from factbook.schema.published import fields_of

Content = str | int | float | tuple[str, ...] | None
#: The table of articles: they have ids and pages as facts do, and are in no register.
ARTICLES = "sources"


@dataclass(slots=True)
class RecordContents:
    """A record: what it is, day of the last check, values by column, lists by key with their rows as texts, sorted.

    `shown` says by field how its value is known.
    """

    reference: Reference
    checked: str | None
    values: dict[str, Content]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A factbook: version, records by id in the order of table and id, and what it says of its history.

    `fields` are by table those that say something, and are published, not what proves or explains it.
    `retirements` has the heir, if any, and the reason of each record that is no more; `reasons` are those of
    corrections, by fact, field and version.
    """

    version: str
    records: dict[str, RecordContents]
    retirements: dict[str, tuple[str | None, str | None]]
    reasons: dict[str, dict[str, dict[str, str]]]
    fields: dict[str, tuple[str, ...]]


def load_snapshot(path: Path) -> Snapshot:
    """All that the factbook in `path` says; raises DatabaseError where the file is missing or is none."""
    if not path.is_file():
        raise DatabaseError(f"{path}: there is no such file")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return _snapshot(sqlite_utils.Database(connection, recursive_triggers=False, execute_plugins=False))
    except (sqlite3.Error, StopIteration, KeyError) as error:
        raise DatabaseError(f"{path}: not a compiled factbook: {error!r}") from error


def _snapshot(database: sqlite_utils.Database) -> Snapshot:
    tables = read_tables(database)
    version = next(iter(database.table("release").rows))["version"]
    retirements = {row["id"]: (row["merged_into"], row["reason"]) for row in _rows(database, tables, "retired")}
    reasons: dict[str, dict[str, dict[str, str]]] = {}
    for row in _rows(database, tables, "changes"):
        reasons.setdefault(row["fact"], {}).setdefault(row["field"], {})[row["version"]] = row["reason"]
    return Snapshot(version, _records(database, tables), retirements, reasons, fields_of(Schema("", tables, {})))


def _rows(database: sqlite_utils.Database, tables: Tables, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, none where an older factbook does not have it yet."""
    return iter(database.table(name).rows if name in tables else ())


def _records(database: sqlite_utils.Database, tables: Tables) -> dict[str, RecordContents]:
    register = {row["id"]: row for row in database.table(REGISTER).rows}
    owners = sorted(name for name, table in tables.items() if table.is_fact or name == ARTICLES)
    records = {
        row["id"]: _contents(tables[name], row, register.get(row["id"], {}))
        for name in owners
        for row in database.table(name).rows_where(order_by="id")
    }
    for table in tables.values():
        if table.owner and table.given and table.columns[table.owner].references in {REGISTER, *owners}:
            for row in database.table(table.name).rows:
                _add_row(records[row[table.owner]], table, row)
    for id, shown in load_shown(database.conn).items():
        records[id].shown = shown
    return records


def _contents(table: Table, row: dict[str, Any], entry: dict[str, Any]) -> RecordContents:
    label = str(entry.get("label") or row.get("title") or row["id"])
    # What the build works out follows from the others, and is no correction of its own.
    values = {name: row[name] for name in table.given if name != "id"}
    return RecordContents(Reference(row["id"], table.name, label), entry.get("checked"), values)


def _add_row(record: RecordContents, table: Table, row: dict[str, Any]) -> None:
    said = ", ".join(str(row[name]) for name in table.given if row[name] is not None)
    record.lists[table.key] = tuple(sorted((*record.lists.get(table.key, ()), said)))
