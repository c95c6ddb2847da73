"""Valid records into one SQLite file: the only writer of SQLite.

Rows sorted by primary key, one transaction, indexes after the rows, full text by `rebuild`: the same facts give
the same bytes on the same SQLite. The file is made aside and swapped in whole; when anything fails, what was there
stays.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from factbook.audit import audit
from factbook.database_rows import TableRow, insert_statement, own_rows
from factbook.problems import FactsRefused, WriteError
from factbook.quotes import Span, normalise
from factbook.read import Record
from factbook.rows import Row, Value
from factbook.schema import REGISTER, Schema
from factbook.validate.facts import Facts
from factbook.validate.proof import fields_of

Tables = dict[str, list[tuple[Value, ...]]]


class Release(NamedTuple):
    """What was compiled: version, digests, and rows by table."""

    version: str
    facts_sha256: str
    schema_sha256: str
    counts: dict[str, int]


def compile_facts(facts: Facts, version: str, target: Path) -> Release:
    """Write `target` from valid facts and return what it holds.

    Raises FactsRefused where the result does not hold together, WriteError where it cannot be written.
    """
    tables = to_tables(facts)
    release = _release(tables, facts.schema, version)
    with _swapped_in(target) as aside:
        database = sqlite3.connect(aside, isolation_level=None)
        try:
            _write(database, tables, release, facts.schema)
            if problems := audit(database, target.name):
                raise FactsRefused(problems)
        finally:
            database.close()
    return release


# ── records to sorted tables ──


def to_tables(facts: Facts) -> Tables:
    """The rows of every table but `release`, in the order of their primary keys."""
    tables: Tables = {name: [] for name in facts.schema.tables}
    for record in facts.records:
        for row in own_rows(record, facts.schema):
            if row.table == "citations":
                _add_citation(tables, row, record, facts)
            else:
                tables[row.table].append(row.values)
    for name, rows in tables.items():
        table = facts.schema.tables[name]
        places = [table.stored.index(column) for column in table.primary_key]
        rows.sort(key=lambda values: [str(values[p]) if isinstance(values[p], str) else values[p] for p in places])
    return tables


def _add_citation(tables: Tables, row: TableRow, record: Record, facts: Facts) -> None:
    """The citation with its place in the article, its quote normalised, and the fields that it proves."""
    assert isinstance(row.source, Row)
    stored = facts.schema.tables["citations"].stored
    values = dict(zip(stored, row.values, strict=True))
    span = facts.evidence.span(str(values["source"]), int(str(values["paragraph"])), str(values["quote"]))
    assert isinstance(span, Span)
    values |= {"start": span.start, "end": span.end, "quote": normalise(str(values["quote"]))}
    tables["citations"].append(tuple(values.values()))
    tables["citation_fields"] += [(values["id"], field) for field in fields_of(row.source, record, facts)]


def _release(tables: Tables, schema: Schema, version: str) -> Release:
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(f"{name} {' '.join(schema.tables[name].stored)}\n".encode())
        for row in tables[name]:
            digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    counts = {name: len(rows) for name, rows in tables.items() if name != "release"}
    return Release(version, digest.hexdigest(), schema.sha256, counts)


# ── tables to a file ──


def _write(database: sqlite3.Connection, tables: Tables, release: Release, schema: Schema) -> None:
    # secure_delete decides what freed pages hold, and so the bytes; the other two only save time on a file that is
    # thrown away when anything goes wrong.
    for pragma in ("secure_delete = on", "journal_mode = off", "synchronous = off"):
        database.execute(f"pragma {pragma}")
    declarations, indexes = split_statements(schema.sql)
    database.execute("begin")
    for statement in declarations:
        database.execute(statement)
    _insert(database, tables, schema)
    _insert_release(database, release)
    for statement in indexes:
        database.execute(statement)
    # Last: the words of a fact are gathered through the indexes.
    database.execute("insert into facts_fts(facts_fts) values ('rebuild')")
    database.execute("commit")
    database.execute("analyze")


def split_statements(sql: str) -> tuple[list[str], list[str]]:
    """The statements of a schema: declarations, and the CREATE INDEX statements, which wait until the rows are in."""
    declarations: list[str] = []
    indexes: list[str] = []
    pending = ""
    for line in sql.splitlines(keepends=True):
        if pending.strip() or not line.lstrip().startswith("--"):
            pending += line
        if pending.strip() and sqlite3.complete_statement(pending):
            (indexes if pending.lstrip().startswith("create index") else declarations).append(pending.strip())
            pending = ""
    return declarations, indexes


def _insert(database: sqlite3.Connection, tables: Tables, schema: Schema) -> None:
    numbers = {row[0]: number for number, row in enumerate(tables[REGISTER], 1)}
    for name, rows in tables.items():
        table = schema.tables[name]
        if table.is_fact or name == REGISTER:
            # The register's row number is the record's too: the one full-text index serves every table's search.
            numbered: Sequence[tuple[Value, ...]] = [(numbers[row[0]], *row) for row in rows]
            database.executemany(insert_statement(table, numbered=True), numbered)
        else:
            database.executemany(insert_statement(table), rows)


def _insert_release(database: sqlite3.Connection, release: Release) -> None:
    counts = (release.counts[name] for name in (REGISTER, "citations", "sources"))
    database.execute(
        "insert into release (version, facts_sha256, schema_sha256, facts, citations, sources) "
        "values (?, ?, ?, ?, ?, ?)",
        (release.version, release.facts_sha256, release.schema_sha256, *counts),
    )


@contextmanager
def _swapped_in(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; moved over it when all went well, removed when not."""
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    _clear_leftovers(target)
    try:
        if target.exists() and not target.is_file():
            raise OSError("not a regular file")  # a folder, or a device such as /dev/null that must not be replaced
        yield aside
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    except (OSError, sqlite3.OperationalError, sqlite3.DatabaseError) as error:
        raise WriteError(f"{target}: cannot be written: {error}; what was there before is untouched") from error
    finally:
        with suppress(OSError):  # where it could not be made, it cannot be removed
            aside.unlink()


def _clear_leftovers(target: Path) -> None:
    """Remove what builds that were killed have left; a build that still runs keeps its file."""
    for path in target.parent.glob(f"{target.name}.*.tmp"):
        pid = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        if pid.isdigit() and not _is_running(int(pid)):
            path.unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
