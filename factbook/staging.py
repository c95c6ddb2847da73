"""Rows of facts set aside in an SQLite file of their own, in no order and without constraints, a fact file at a time.

Turns the rows that fact files give into tables from which the compiler writes the database in one sweep, and of which
it is asked what concerns several files: ids that stand twice, references, names, constraints. So that no more than a
file's records are ever held in memory. What is asked here only says which files are in doubt; the checks say why.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path

from factbook.accept import Rows
from factbook.rows import Value
from factbook.schema import REGISTER, Schema, Table
from factbook.text.names import fold
from factbook.text.normalise import Span

_CITATIONS, _FIELDS, _RELEASE = "citations", "citation_fields", "release"
#: Rows that wait in memory before they are written.
_WAITING = 4000
#: Rows that one statement writes, which is quicker than one by one.
_AT_ONCE = 50

#: The staging's own tables: those that are kept, and what is noted in a run.
_OWN = (
    "create table if not exists files (number integer primary key, path text not null unique, sha256 blob, clear)",
    "create table if not exists ids (id, kind, in_file)",
    "create table if not exists articles (source text primary key, lines blob) without rowid",
    "create table if not exists lock (sha256 blob)",
    "create temp table touched (number integer primary key)",
    "create temp table touched_sources (source text primary key) without rowid",
    "create temp table gone (id, kind, primary key (id, kind)) without rowid",
)
#: Take note of the articles that files cite, or hold the records of.
_TOUCH = """
insert or ignore into temp.touched_sources
select source from citations where in_file in ({files}) and source is not null
union select id from sources where in_file in ({files}) and id is not null
"""


def _as_text(table: str, rows: Rows, children: Iterable[tuple[str, tuple[Value, ...]]]) -> str:
    """What a record says, as one text of which its digest is made: its rows, each behind the name of its table.

    Values are in the order of the stored columns, NULL as nothing, with U+001F between them and U+001E behind each row;
    no value of a fact has such characters. The day of its check stands before its own row, the fields that it proves
    behind a citation's; citations are in their order, other rows sorted by table and primary key.
    """
    lines = [(table, rows.checked, *rows.own)]
    lines += [("citations", *row, fields) for row, fields in rows.cited]
    lines += [(name, *row) for name, row in children]
    return "\x1e".join(
        ["\x1f".join([v if type(v) is str else "" if v is None else str(v) for v in line]) for line in lines]
    )


def quoted(name: str) -> str:
    """A name of schema.sql as SQL writes it."""
    return f'"{name}"'


class Staging:
    """The staged rows: for each table of schema.sql but the computed ones a table of that name.

    Beside the stored columns these have `in_file`; those of records have `checked_on`, `folded` (the label's letters)
    and `digest`; citations have `fields`, the names of the fields that they prove, between spaces. `files` has the
    SHA-256 of each fact file, and whether it was in no doubt when it was last looked at.

    A staging may be kept from one run to the next. Then only what is touched, the files that are staged in this run
    and the articles that these or their last versions cite, is asked about where no more can have changed.
    """

    def __init__(self, schema: Schema, path: Path, *, kept: bool = False) -> None:
        """Stage in a new file at `path`, or go on with one that was kept there."""
        self.schema, self.path, self.kept = schema, path, kept
        self.database = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -32768"):
            self.database.execute(f"pragma {pragma}")
        self._inserts = {name: self._declare(table) for name, table in self.tables().items()}
        self._waiting: dict[str, list[Sequence[Value | bytes]]] = {name: [] for name in self._inserts}
        self._label_at = {
            name: table.stored.index(table.label) for name, table in schema.roots.items() if table.is_fact
        }
        self._count = 0
        self.touched = "and in_file in temp.touched" if kept else ""
        self.references = self.touched
        self.is_kept = False
        for statement in _OWN:
            self.database.execute(statement)
        self.database.execute("begin")

    def tables(self) -> dict[str, Table]:
        """The tables whose rows facts give."""
        computed = (REGISTER, _FIELDS, _RELEASE)
        return {name: table for name, table in self.schema.tables.items() if name not in computed}

    def _extra(self, name: str) -> tuple[str, ...]:
        """The columns that a staged table has beside the stored ones."""
        of_record = ("checked_on", "folded", "digest") if name in self.schema.roots else ()
        return ("in_file", *of_record, *(("fields",) if name == _CITATIONS else ()))

    def _declare(self, table: Table) -> tuple[str, str]:
        """Create the staged table; returns the statements that add one row, and `_AT_ONCE` of them."""
        columns = [f"{quoted(name)} {kind}" for name, kind in table.stored_types]
        extra = self._extra(table.name)
        self.database.execute(f"create table if not exists {quoted(table.name)} ({', '.join((*columns, *extra))})")
        row = f"({', '.join('?' * (len(columns) + len(extra)))})"
        insert = f"insert into {quoted(table.name)} values {row}"  # noqa: S608
        return insert, f"{insert}{f', {row}' * (_AT_ONCE - 1)}"

    # ── rows in ──

    def files(self) -> dict[str, tuple[bytes, bool]]:
        """Of each file that is staged the SHA-256, and whether it was in no doubt."""
        rows = self.database.execute("select path, sha256, clear from files")
        return {path: (digest, bool(clear)) for path, digest, clear in rows}

    def add_file(self, path: str, digest: bytes) -> int:
        """Take note of a fact file, by its path as problems tell it; returns its number."""
        statement = "insert into files (path, sha256, clear) values (?, ?, 0)"
        number = self.database.execute(statement, [path, digest]).lastrowid or 0
        self.database.execute("insert into temp.touched values (?)", [number])
        return number

    def drop_file(self, path: str) -> None:
        """Take out what a file gave, and take note of the ids and the articles that this concerns."""
        row = self.database.execute("select number from files where path = ?", [path]).fetchone()
        if row:
            self.database.execute("insert or ignore into temp.gone select id, kind from ids where in_file = ?", row)
            self.database.execute(_TOUCH.format(files="?1"), row)
            for name in ("ids", *self._inserts):
                self.database.execute(f"delete from {quoted(name)} where in_file = ?", row)  # noqa: S608
            self.database.execute("delete from files where number = ?", row)

    def add(self, file: int, table: Table, rows: Rows) -> None:
        """Stage what a record gives."""
        waiting, own = self._waiting, rows.own
        label = own[self._label_at[table.name]] if table.is_fact else None
        children = sorted(rows.children, key=self._place_of_child) if rows.children else rows.children
        digest = sha256(_as_text(table.name, rows, children).encode()).digest()
        waiting[table.name].append((*own, file, rows.checked, fold(str(label)) if label else None, digest))
        for row, fields in rows.cited:
            waiting[_CITATIONS].append((*row, file, fields))
        for name, row in rows.children:
            waiting[name].append((*row, file))
        self._count += 1 + len(rows.cited)
        if self._count > _WAITING:
            self.flush()

    def _place_of_child(self, child: tuple[str, tuple[Value, ...]]) -> tuple[str, list[str]]:
        table = self.schema.tables[child[0]]
        return table.name, [str(child[1][table.stored.index(name)]) for name in table.primary_key]

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

    def settle(self) -> None:
        """Write what waits, and take up its ids: all files are in."""
        self.flush()
        roots = [table for table in self.schema.roots.values() if "id" in table.columns]
        scope = "where in_file in temp.touched" if self.kept else ""
        of_all = " union all ".join(
            f"select id, '{table.name}', in_file from {quoted(table.name)} {scope}"  # noqa: S608
            for table in roots
        )
        self.database.execute(f"insert into ids select * from ({of_all}) where id is not null order by id")  # noqa: S608
        self.database.execute("create index if not exists id on ids (id, kind)")
        self.database.execute("delete from temp.gone where (id, kind) in (select id, kind from ids)")
        if self.kept:
            self.database.execute(_TOUCH.format(files="select number from temp.touched"))
            # Where an id is gone, any file may have referred to it.
            self.references = "" if self._asks("select 1 from temp.gone") else self.touched
        self.database.execute("commit")

    def keep(self, in_doubt: Iterable[str]) -> None:
        """Make ready to be gone on with: all files but those in doubt need not be looked at again as they are."""
        self.database.execute("begin")
        self.database.execute("update files set clear = 1 where number in temp.touched")
        self.database.executemany("update files set clear = 0 where path = ?", [(path,) for path in in_doubt])
        for index, table, column in self._indexes():
            self.database.execute(f"create index if not exists {quoted(index)} on {quoted(table)} ({column})")
        self.database.execute("commit")
        self.is_kept = True

    def _indexes(self) -> Iterator[tuple[str, str, str]]:
        """Name, table and column of the indexes that only a staging needs that is gone on with."""
        for name in ("ids", *self._inserts):
            yield f"{name} of file", name, "in_file"
        for name, table in self.schema.roots.items():
            if table.is_fact:
                yield f"{name} folded", name, "folded"
        yield "citations of source", _CITATIONS, "source"

    def _asks(self, sql: str) -> bool:
        return self.database.execute(sql).fetchone() is not None

    # ── the lock under which the facts held ──

    def lock_digest(self) -> bytes | None:
        """SHA-256 of the lock under which all facts held in the last run; None where they did not."""
        row = self.database.execute("select sha256 from lock").fetchone()
        return row[0] if row else None

    def articles(self) -> list[tuple[str, bytes]]:
        """The articles with SHA-256 of their lines in that lock, in the order of their ids."""
        return self.database.execute("select source, lines from articles order by source").fetchall()

    def sources(self) -> list[str]:
        """The ids of all articles, in order."""
        return [id for (id,) in self.database.execute("select id from ids where kind = 'sources' order by id")]

    def has_lost_sources(self) -> bool:
        """Whether an article that was there in the last run is no more."""
        return self._asks("select 1 from temp.gone where kind = 'sources'")

    def touch_sources(self, sources: Iterable[str]) -> set[str]:
        """Take note of articles that the lock says other things of, and return the files that cite them."""
        found: set[str] = set()
        for source in sources:
            self.database.execute("insert or ignore into temp.touched_sources values (?)", [source])
            rows = self.database.execute(
                "select path from files where number in (select in_file from citations where source = ?)", [source]
            )
            found |= {path for (path,) in rows}
        return found

    def hold_lock(self, digest: bytes | None, articles: Iterable[tuple[str, bytes]]) -> None:
        """Keep under which lock all facts hold, and what it says of articles; None where they do not."""
        self.database.execute("delete from lock")
        if digest is None:
            self.database.execute("delete from articles")
        else:
            self.database.execute("insert into lock values (?)", [digest])
            self.database.executemany("insert or replace into articles values (?, ?)", articles)

    # ── what the checks ask ──

    def quoted(self, source: str) -> dict[int, list[Span]]:
        """By paragraph of the article, the stretches that facts quote; none where a quote was not found in it."""
        found: dict[int, list[Span]] = {}
        rows = self.database.execute('select paragraph, start, "end" from citations where source = ?', [source])
        for paragraph, start, end in rows:
            found.setdefault(paragraph, []).extend([Span(start, end)] if start is not None else [])
        return found

    def kind_of(self, id: str) -> str | None:
        """The table of the record with that id; None where there is none."""
        row = self.database.execute("select kind from ids where id = ?", [id]).fetchone()
        return row[0] if row else None

    def count(self) -> int:
        """How many records there are."""
        counts = (f"select count(*) from {quoted(name)}" for name in self.schema.roots)  # noqa: S608
        return sum(self.database.execute(count).fetchone()[0] for count in counts)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def ids(self) -> Iterator[tuple[str, str]]:
        """All ids with their tables, sorted."""
        return self.database.execute("select id, kind from ids order by id, kind")
