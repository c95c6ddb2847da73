"""Staged rows into one SQLite file: the only writer of SQLite.

Rows sorted by primary key, one transaction, indexes after the rows, full text by `rebuild`: the same facts give
the same bytes on the same SQLite. SQLite itself moves the rows from the staging to the tables, so that none is held
here. The file is made aside and swapped in whole; when anything fails, what was there stays.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from factbook.compile.audit import audit
from factbook.compile.days import day_of, days_in, prepare_days
from factbook.compile.labels import compose_labels
from factbook.compile.proofs import insert_proofs
from factbook.compile.search_index import fill_search_index
from factbook.compile.showing import Said, Words
from factbook.compile.staging import Staging
from factbook.compile.translations import insert_translations
from factbook.files import replaced_atomically
from factbook.problems import FactsRefused, Problem
from factbook.schema import REGISTER, Schema, Table
from factbook.schema.core import RELEASE
from factbook.schema.names import quote_name
from factbook.text.lexicon import Lexicon
from factbook.text.vocabulary import Vocabulary

_COUNTED = (REGISTER, "citations", "sources")


class BuildResult(NamedTuple):
    """What was compiled: version, digests, rows by table, values by how they are known, and what held the quotes."""

    version: str
    facts_sha256: str
    schema_sha256: str
    counts: dict[str, int]
    known: dict[str, int]
    quotes_held_against: str


class Edition(NamedTuple):
    """What a database is told: its version, what quotes were held against, what shows a class, what words are alike."""

    version: str
    quotes_held_against: str
    lexicon: Lexicon
    vocabulary: Vocabulary = Vocabulary()


def write_database(staging: Staging, edition: Edition, target: Path) -> BuildResult:
    """Write `target` from the staged rows of valid facts and return what it holds; raises as `written`."""
    with written(staging, edition, target) as release:
        return release


@contextmanager
def written(staging: Staging, edition: Edition, target: Path) -> Iterator[BuildResult]:
    """What a database of the staged rows of valid facts holds; at the end of this it becomes `target`.

    Raises FactsRefused where the result does not hold together, WriteError where it cannot be written.
    """
    with replaced_atomically(target) as aside:
        with closing(sqlite3.connect(aside, isolation_level=None)) as database:
            database.execute("attach ? as staged", [str(staging.path)])
            release, problems = _write(database, staging, edition)
            database.execute("detach staged")
            problems += audit(database, target.name)
        if problems:
            raise FactsRefused(problems)
        yield release


def _write(database: sqlite3.Connection, staging: Staging, edition: Edition) -> tuple[BuildResult, list[Problem]]:
    database.execute("pragma page_size = 8192")  # half as many pages to fill and to split
    # secure_delete decides what freed pages hold, and so the bytes; the others only save time on a file that is
    # thrown away when anything goes wrong. The audit holds all rows to the CHECK constraints: once is enough.
    for pragma in ("secure_delete = on", "journal_mode = off", "synchronous = off", "cache_size = -65536"):
        database.execute(f"pragma {pragma}")
    database.execute("pragma ignore_check_constraints = on")
    declarations, indexes = split_statements(staging.schema.sql)
    database.execute("begin")
    for statement in declarations:
        database.execute(statement)
    release = _insert(database, staging, edition)
    for statement in indexes:
        database.execute(statement)
    # Last: the words of a fact are gathered through the indexes.
    problems = fill_search_index(database, staging.schema, edition.vocabulary)
    database.execute("commit")
    database.execute("analyze main")
    return release, problems


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


# ── rows, from the staging to the tables ──


def _insert(database: sqlite3.Connection, staging: Staging, edition: Edition) -> BuildResult:
    _insert_register(database, staging.schema)
    for name, table in staging.tables().items():
        database.execute(_move(table))
        if name == "citations":
            _insert_fields(database)
            prepare_days(database, staging.schema)
    compose_labels(database, staging.schema)
    insert_translations(database, staging.schema)
    known = insert_proofs(database, staging.schema, Words(edition.lexicon, Said(database)))
    counts = {name: _count(database, name) for name in staging.schema.tables if name != RELEASE}
    digests = (content_digest(database, staging.schema, "staged"), staging.schema.sha256)
    release = BuildResult(edition.version, *digests, counts, known, edition.quotes_held_against)
    _insert_release(database, release)
    return release


def _insert_release(database: sqlite3.Connection, release: BuildResult) -> None:
    row = {
        "version": release.version,
        "facts_sha256": release.facts_sha256,
        "schema_sha256": release.schema_sha256,
        **{name: release.counts[name] for name in _COUNTED},
        "quotes_held_against": release.quotes_held_against,
        **release.known,
    }
    columns, places = ", ".join(map(quote_name, row)), ", ".join("?" * len(row))
    database.execute(f"insert into {RELEASE} ({columns}) values ({places})", tuple(row.values()))  # noqa: S608


def _insert_register(database: sqlite3.Connection, schema: Schema) -> None:
    """An entry for each record of a fact table, in the order of their ids: its row number is its place in it."""
    entries = " union all ".join(
        f"select id, '{table.name}', {quote_name(table.label)}, checked_on from staged.{quote_name(table.name)}"  # noqa: S608 - names come from schema.sql, never from a fact; so below
        for table in schema.roots.values()
        if table.is_fact
    )
    database.execute(f"insert into facts (id, kind, label, checked) select * from ({entries}) order by 1")  # noqa: S608


def _move(table: Table) -> str:
    """The statement that moves a table's rows, in the order of its primary key."""
    columns = ", ".join(map(quote_name, table.stored))
    if table.is_fact:
        # The register's row number is the record's too: the one full-text index serves every table's search.
        days = days_in(table)
        rows = ", ".join(day_of(days[name]) if name in days else f"row.{quote_name(name)}" for name in table.stored)
        joined = f"staged.{quote_name(table.name)} as row join main.facts on facts.id = row.id order by facts.rowid"
        return f"insert into main.{quote_name(table.name)} (rowid, {columns}) select facts.rowid, {rows} from {joined}"  # noqa: S608
    sorted_rows = f"staged.{quote_name(table.name)} order by {', '.join(map(quote_name, table.primary_key))}"
    return f"insert into main.{quote_name(table.name)} ({columns}) select {columns} from {sorted_rows}"  # noqa: S608


def _insert_fields(database: sqlite3.Connection) -> None:
    """A row for each field that a citation proves. Many citations prove the same fields: these are parted once."""
    sets = [fields for (fields,) in database.execute("select distinct fields from staged.citations")]
    database.execute("create temp table parted (fields text, field text, primary key (fields, field)) without rowid")
    database.executemany("insert into parted values (?, ?)", [(text, field) for text in sets for field in text.split()])
    database.execute(
        "insert into citation_fields (citation, field) select row.id, parted.field "
        "from staged.citations as row cross join temp.parted using (fields) order by 1, 2"
    )


def _count(database: sqlite3.Connection, name: str) -> int:
    count: int = database.execute(f"select count(*) from main.{quote_name(name)}").fetchone()[0]  # noqa: S608
    return count


def content_digest(database: sqlite3.Connection, schema: Schema, place: str) -> str:
    """`release.facts_sha256`, of the rows that are staged in the attached database `place`.

    SHA-256 over the name of each table that has records and the digests of these, in the order of primary keys; then
    the translations, each value behind U+001F, each row before U+001E.
    """
    digest = sha256()
    for name, table in sorted(schema.roots.items()):
        digest.update(f"{name}\n".encode())
        order = ", ".join(map(quote_name, table.primary_key))
        for (record,) in database.execute(f"select digest from {place}.{quote_name(name)} order by {order}"):  # noqa: S608
            digest.update(record)
    # A factbook in one language has none.
    order = "fact, language, field, item"
    for row in database.execute(f"select * from {place}.translations order by {order}"):  # noqa: S608 - our own name
        digest.update("\x1f".join("" if value is None else str(value) for value in row).encode() + b"\x1e")
    return digest.hexdigest()
