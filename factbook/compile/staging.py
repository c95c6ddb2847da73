"""Rows of facts set aside in an SQLite file of their own, in no order and without constraints, a fact file at a time.

So that no more than a file's records are ever held in memory. The compiler writes the database from here in one sweep,
and `rules.across` asks here what concerns several files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from factbook.compile.staged_rows import CITATIONS, StagedRow
from factbook.factfiles.rows import Value
from factbook.schema import REGISTER, Schema, Table
from factbook.schema.names import quote_name

#: Tables that the compiler fills by itself.
_COMPUTED = (REGISTER, "citation_fields", "proofs", "translations", "release")
#: Rows that wait in memory before they are written.
_WAITING = 4000
#: Rows that one statement writes, which is quicker than one by one.
_AT_ONCE = 50

_OWN = (
    "create table if not exists files (number integer primary key, path text not null unique, sha256 blob)",
    "create table if not exists ids (id, kind, in_file, in_record)",
    "create table if not exists locks (source text primary key, sha256 blob) without rowid",
    "create table if not exists asks (in_file, in_record, kind, cited blob)",
    "create table if not exists asked (id, in_file)",
    "create table if not exists translations (fact, field, item, language, text, is_current)",
    "create table if not exists known (what text primary key, sha256 blob) without rowid",
    "create temp table touched (number integer primary key)",
    "create temp table touched_sources (source text primary key) without rowid",
    "create temp table asked_now (id, in_file)",
    "create temp table gone (id, kind, primary key (id, kind)) without rowid",
    "create temp table were (id, cited blob)",
    "create temp table renamed (id)",
    "create temp table name_starts (word)",
)
#: What records were, as far as quotes are to prove them, that are dropped.
_WERE = "insert into temp.were select id, cited from ids join asks using (in_file, in_record) where in_file = ?"


class Staging:
    """The staged rows: for each table of the schema but the computed ones a table of that name.

    Beside the stored columns these have `in_file` and `in_record`, the record's place in its file; child tables have
    `at_row`, that of the row in its list; those of records `at_line`, `checked_on`, `folded` (the label's letters) and
    `digest`; citations have `fields` (the names that they prove, between spaces), `spans` and `context`.

    A staging may be kept from one run to the next (`is_kept`). Then all of it has been found right, and only what is
    touched, the files that are staged in this run and the articles that they cite, is asked about.
    """

    def __init__(self, schema: Schema, path: Path, *, is_kept: bool = False) -> None:
        """Stage in a new file at `path`, or go on with one that was kept there."""
        self.schema, self.path, self.is_kept = schema, path, is_kept
        #: Whether what is staged may be kept: it is what was kept before, or has been found right.
        self.is_good = is_kept
        self.database = sqlite3.connect(path, isolation_level=None)
        # What was kept is put back as it was where this run finds anything wrong.
        journal = "memory" if is_kept else "off"
        for pragma in (f"journal_mode = {journal}", "synchronous = off", "cache_size = -32768"):
            self.database.execute(f"pragma {pragma}")
        self.database.execute("begin")
        self._inserts = {name: self._declare(table) for name, table in self.tables().items()}
        self._waiting: dict[str, list[StagedRow]] = {name: [] for name in self._inserts}
        self._count = 0
        for statement in _OWN:
            self.database.execute(statement)
        self._sources_were = self._sources()

    def tables(self) -> dict[str, Table]:
        """The tables whose rows facts give."""
        return {name: table for name, table in self.schema.tables.items() if name not in _COMPUTED}

    def _extra(self, name: str) -> tuple[str, ...]:
        """The columns that a staged table has beside the stored ones."""
        if name in self.schema.roots:
            return ("in_file", "in_record", "at_line", "checked_on", "folded", "digest")
        return ("in_file", "in_record", "at_row", *(("fields", "spans", "context") if name == CITATIONS else ()))

    def _declare(self, table: Table) -> tuple[str, str]:
        """Create the staged table; returns the statements that add one row, and `_AT_ONCE` of them."""
        columns = [f"{quote_name(name)} {kind}" for name, kind in table.stored_types]
        extra = self._extra(table.name)
        self.database.execute(f"create table if not exists {quote_name(table.name)} ({', '.join((*columns, *extra))})")
        row = f"({', '.join('?' * (len(columns) + len(extra)))})"
        insert = f"insert into {quote_name(table.name)} values {row}"  # noqa: S608
        return insert, f"{insert}{f', {row}' * (_AT_ONCE - 1)}"

    # ── rows in ──

    def files(self) -> dict[str, bytes]:
        """Of each file that is staged, by its path, the SHA-256."""
        return dict(self.database.execute("select path, sha256 from files").fetchall())

    def last_file(self) -> int:
        """The number of the file that was noted last; 0 where there is none."""
        number: int = self.database.execute("select coalesce(max(number), 0) from files").fetchone()[0]
        return number

    def add_file(self, path: str, digest: bytes) -> int:
        """Take note of a fact file, by its path as problems name it; returns its number."""
        number = self.database.execute("insert into files (path, sha256) values (?, ?)", [path, digest]).lastrowid or 0
        self.database.execute("insert into temp.touched values (?)", [number])
        return number

    def drop_file(self, path: str) -> None:
        """Take out what a file gave, and take note of the ids and the articles that this concerns."""
        row = self.database.execute("select number from files where path = ?", [path]).fetchone()
        if row:
            self.touch_sources_of("select ?", row)
            self.database.execute("insert or ignore into temp.gone select id, kind from ids where in_file = ?", row)
            self.database.execute(_WERE, row)
            for name in ("ids", "asks", "asked", *self._inserts):
                self.database.execute(f"delete from {quote_name(name)} where in_file = ?", row)  # noqa: S608
            self.database.execute("delete from files where number = ?", row)

    def touch_sources_of(self, files: str, values: Sequence[Value] = ()) -> None:
        """Take note of the articles that files cite or hold the records of; `files` selects their numbers."""
        self.database.execute(
            f"insert or ignore into temp.touched_sources with chosen as ({files}) "  # noqa: S608
            "select source from citations where in_file in chosen and source is not null "
            "union select id from sources where in_file in chosen and id is not null",
            values,
        )

    def touch_sources(self, sources: Iterable[str]) -> None:
        """Take note of articles that are to be looked at again."""
        statement = "insert or ignore into temp.touched_sources values (?)"
        self.database.executemany(statement, [(source,) for source in sources])

    def add(self, rows: Mapping[str, Sequence[StagedRow]], questions: Sequence[tuple[int, int, str, bytes]]) -> None:
        """Stage what a file gives: rows by table, and what waits until the names of other records are known."""
        for name, found in rows.items():
            self._waiting[name] += found
            self._count += len(found)
        if questions:
            self.database.executemany("insert into asks values (?, ?, ?, ?)", questions)
        if self._count > _WAITING:
            self.flush()

    def note(self, what: str, digest: bytes) -> bool:
        """Take note of the digest of something; returns whether it is another than when this staging was kept."""
        was = self.database.execute("select sha256 from known where what = ?", [what]).fetchone()
        self.database.execute("insert or replace into known values (?, ?)", [what, digest])
        return bool(was is None or was[0] != digest)

    def flush(self) -> None:
        """Write what waits."""
        for name, rows in self._waiting.items():
            if rows:
                one, many = self._inserts[name]
                packed = len(rows) - len(rows) % _AT_ONCE
                packs = (rows[start : start + _AT_ONCE] for start in range(0, packed, _AT_ONCE))
                self.database.executemany(many, map(tuple, map(chain.from_iterable, packs)))
                self.database.executemany(one, rows[packed:])
                rows.clear()
        self._count = 0

    def finish(self) -> None:
        """Write what waits, and take up its ids: all files are in."""
        self.flush()
        roots = [table for table in self.schema.roots.values() if "id" in table.columns]
        scope = "where in_file in temp.touched" if self.is_kept else ""
        of_all = " union all ".join(
            f"select id, '{table.name}', in_file, in_record from {quote_name(table.name)} {scope}"  # noqa: S608
            for table in roots
        )
        self.database.execute(f"insert into ids select * from ({of_all}) where id is not null order by id")  # noqa: S608
        for index, table, columns in self._indexes():
            self.database.execute(f"create index if not exists {quote_name(index)} on {quote_name(table)} ({columns})")
        for name in ("ids", "asks", "asked", *self._inserts):
            index = quote_name(f"{name} of file")
            self.database.execute(f"create index if not exists {index} on {quote_name(name)} (in_file)")
        self.database.execute("delete from temp.gone where (id, kind) in (select id, kind from ids)")
        if self.is_kept:
            self.touch_sources_of("select number from temp.touched")
        else:
            self.database.execute(
                "insert or ignore into temp.touched_sources select id from sources where id is not null"
            )

    def _indexes(self) -> Iterable[tuple[str, str, str]]:
        """Name, table and columns of the indexes that questions go by."""
        yield "id", "ids", "id, kind"
        yield "citations of source", CITATIONS, "source, paragraph, spans"
        for name in ("source_no_facts", "source_uncited_numbers"):
            if name in self._inserts:
                yield f"{name} of source", name, "source"
        for name, table in self.schema.roots.items():
            if table.is_fact:
                yield f"{name} folded", name, "folded"

    def keep(self, locks: dict[str, bytes]) -> None:
        """Make ready to be gone on with: all is found right under these locks (SHA-256 by source)."""
        self.database.execute("delete from locks")
        self.database.executemany("insert into locks values (?, ?)", sorted(locks.items()))
        self.database.execute("create index if not exists asked_id on asked (id)")
        self.is_good = True

    def commit(self) -> None:
        """End the run's transaction, so that others can read."""
        if self.database.in_transaction:
            self.database.execute("commit")

    def note_asked(self) -> None:
        """Keep which file has asked for which id."""
        if not self.database.in_transaction:
            self.database.execute("begin")
        self.database.execute("insert into asked select * from temp.asked_now")

    def roll_back(self) -> None:
        """Put back what was kept, as it was."""
        self.is_good = self.is_kept
        if self.database.in_transaction:
            self.database.execute("rollback")

    # ── what was kept ──

    def has_touched(self) -> bool:
        """Whether any file says other things than when this staging was kept, or an id is no more."""
        touched = self.database.execute("select 1 from temp.touched").fetchone()
        return touched is not None or self.has_gone()

    def has_gone(self) -> bool:
        """Whether an id that was there in the last run is no more."""
        return self.database.execute("select 1 from temp.gone").fetchone() is not None

    def languages(self) -> dict[str, str]:
        """The language of each article."""
        self.flush()
        rows = self.database.execute("select id, language from sources where id is not null and language is not null")
        return dict(rows.fetchall())

    def captures(self) -> dict[str, str]:
        """Of each article that stands in the captured file of another, that other."""
        self.flush()
        return dict(self.database.execute("select id, part_of from sources where part_of is not null").fetchall())

    def speakers(self) -> dict[tuple[str, int], str]:
        """Who speaks in a paragraph of an article, by its id and the paragraph."""
        self.flush()
        rows = self.database.execute("select source, paragraph, speaker from source_speaks where source is not null")
        return {(source, paragraph): speaker for source, paragraph, speaker in rows if speaker}

    def locks(self) -> dict[str, bytes]:
        """By source, the SHA-256 of the lock under which its quotes were found right."""
        return dict(self.database.execute("select source, sha256 from locks").fetchall())

    def changed_sources(self) -> set[str]:
        """The articles whose records say other things than when this staging was kept."""
        self.flush()
        was, now = self._sources_were, self._sources()
        return {source for source in was.keys() | now.keys() if was.get(source) != now.get(source)}

    def _sources(self) -> dict[str, bytes]:
        """The digest of each article's record."""
        return dict(self.database.execute("select id, digest from sources where id is not null").fetchall())

    def files_citing(self, sources: Iterable[str]) -> set[str]:
        """The files that cite any of these articles."""
        found: set[str] = set()
        for source in sources:
            rows = self.database.execute(
                "select path from files where number in (select in_file from citations where source = ?)", [source]
            )
            found |= {path for (path,) in rows}
        return found

    # ── what was staged ──

    def count(self) -> int:
        """How many records there are."""
        counts = (f"select count(*) from {quote_name(name)}" for name in self.schema.roots)  # noqa: S608
        return sum(self.database.execute(count).fetchone()[0] for count in counts)

    def ids(self) -> list[tuple[str, str]]:
        """All ids with their tables, sorted."""
        return self.database.execute("select id, kind from ids order by id, kind").fetchall()

    def close(self) -> None:
        """Close the file."""
        self.database.close()
