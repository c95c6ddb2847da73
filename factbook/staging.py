"""Rows of facts set aside in an SQLite file of their own, in no order and without constraints, a fact file at a time.

Turns the rows that fact files give into tables from which the compiler writes the database in one sweep, and of which
it is asked what concerns several files: ids that stand twice, references, names, constraints. So that no more than a
file's records are ever held in memory. What is asked here only says which files are in doubt; the checks say why.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from factbook.accept import Rows
from factbook.accept.ledger import Account
from factbook.quotes import Span
from factbook.rows import Value
from factbook.schema import REGISTER, Schema, Table
from factbook.validate.ids import fold

_CITATIONS, _FIELDS, _RELEASE = "citations", "citation_fields", "release"
#: Rows that wait in memory before they are written.
_WAITING = 4000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: Files with records of one table whose labels are the same once folded.
_TWICE = """
select in_file from {table} where folded in (select folded from {table} group by folded having count(*) > 1)
"""
#: Files with a reference to no record of the tables that are due.
_NOWHERE = """
select distinct in_file from {table} as row where {column} is not null
and not exists (select 1 from ids where ids.id = row.{column} and ids.kind in ({kinds}))
"""

_SOURCES = "select id, sha256, paragraphs from sources where id is not null order by id"
_QUOTED = 'select source, paragraph, start, "end" from citations where start is not null group by 1, 2, 3, 4 order by 1'
_WITHOUT_FACT = "select source, paragraph from source_no_facts order by source"
_NUMBERS = "select source, paragraph, number from source_uncited_numbers order by source"


class _Following:
    """Rows sorted by their first column, given out with the rows of one key after the other."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, key: str) -> list[tuple[Any, ...]]:
        """The rest of the rows with that key; those of keys before it are passed over."""
        found = []
        while self._next is not None and self._next[0] <= key:
            if self._next[0] == key:
                found.append(self._next[1:])
            self._next = next(self._rows, None)
        return found


def quoted(name: str) -> str:
    """A name of schema.sql as SQL writes it."""
    return f'"{name}"'


class Staging:
    """The staged rows: for each table of schema.sql but the computed ones a table of that name.

    Beside the stored columns these have `in_file`; those of records have `checked_on`, `folded` (the label's letters)
    and `digest`; citations have `fields`, the names of the fields that they prove, between spaces.
    """

    def __init__(self, schema: Schema, path: Path) -> None:
        """Stage in a new file at `path`."""
        self.schema, self.path = schema, path
        self.database = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -32768"):
            self.database.execute(f"pragma {pragma}")
        self._inserts = {name: self._declare(table) for name, table in self.tables().items()}
        self._waiting: dict[str, list[Sequence[Value | bytes]]] = {name: [] for name in self._inserts}
        self._label_at = {
            name: table.stored.index(table.label) for name, table in schema.roots.items() if table.is_fact
        }
        self._count = 0
        self.database.execute("create table files (number integer primary key, path text not null)")
        self.database.execute("begin")

    def tables(self) -> dict[str, Table]:
        """The tables whose rows facts give."""
        computed = (REGISTER, _FIELDS, _RELEASE)
        return {name: table for name, table in self.schema.tables.items() if name not in computed}

    def _extra(self, name: str) -> tuple[str, ...]:
        """The columns that a staged table has beside the stored ones."""
        of_record = ("checked_on", "folded", "digest") if name in self.schema.roots else ()
        return ("in_file", *of_record, *(("fields",) if name == _CITATIONS else ()))

    def _declare(self, table: Table) -> str:
        """Create the staged table and return the statement that adds a row."""
        columns = [f"{quoted(name)} {kind}" for name, kind in table.stored_types]
        extra = self._extra(table.name)
        self.database.execute(f"create table {quoted(table.name)} ({', '.join((*columns, *extra))})")
        return f"insert into {quoted(table.name)} values ({', '.join('?' * (len(columns) + len(extra)))})"  # noqa: S608

    # ── rows in ──

    def add_file(self, path: str) -> int:
        """Take note of a fact file, by its path as problems tell it; returns its number."""
        return self.database.execute("insert into files (path) values (?)", [path]).lastrowid or 0

    def add(self, file: int, table: Table, rows: Rows) -> None:
        """Stage what a record gives."""
        waiting, own = self._waiting, rows.own
        label = own[self._label_at[table.name]] if table.is_fact else None
        children = sorted(rows.children, key=self._place_of_child) if rows.children else rows.children
        digest = sha256(_encode((table.name, rows.checked, own, rows.cited, children)).encode()).digest()
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
                self.database.executemany(self._inserts[name], rows)
                rows.clear()
        self._count = 0

    def settle(self) -> None:
        """Write what waits, and index the ids: all files are in."""
        self.flush()
        roots = [table for table in self.schema.roots.values() if "id" in table.columns]
        of_all = " union all ".join(f"select id, '{t.name}' as kind, in_file from {quoted(t.name)}" for t in roots)  # noqa: S608
        self.database.execute(f"create table ids as select * from ({of_all}) where id is not null order by id")  # noqa: S608
        self.database.execute("create index id on ids (id, kind)")
        self.database.execute("commit")

    # ── what concerns several files ──

    def files_in_doubt(self) -> set[str]:
        """The files in which an id, a name or a row may stand twice, or that may refer to what is not there."""
        found = self._asked("select in_file from ids where id in (select id from ids group by id having count(*) > 1)")
        for table in self.schema.roots.values():
            if table.is_fact:
                found |= self._asked(_TWICE.format(table=quoted(table.name)))
        for table in self.tables().values():
            for column in table.columns.values():
                if column.references and column.name not in ("id", table.owner) and not column.computed:
                    kinds = self._kinds(column.references)
                    found |= self._asked(
                        _NOWHERE.format(table=quoted(table.name), column=quoted(column.name), kinds=kinds)
                    )
        return found

    def files_refused(self) -> set[str]:
        """The files that give a row for which a CHECK constraint of schema.sql does not hold."""
        found: set[str] = set()
        for table in self.tables().values():
            for check in table.expressions:
                found |= self._asked(f"select distinct in_file from {quoted(table.name)} where not ({check})")  # noqa: S608
        return found

    def _kinds(self, target: str) -> str:
        """The tables whose records a reference to `target` may be to, as a list for SQL."""
        tables = [t.name for t in self.schema.roots.values() if t.is_fact] if target == REGISTER else [target]
        return ", ".join(f"'{name}'" for name in tables)

    def _asked(self, sql: str) -> set[str]:
        asked = f"select path from files where number in ({sql})"  # noqa: S608
        return {path for (path,) in self.database.execute(asked)}

    def files_of_sources(self, sources: Iterable[str]) -> set[str]:
        """The files that hold the records of these articles."""
        return {path for id in sources for path in self._paths(id)}

    def _paths(self, id: str) -> list[str]:
        rows = self.database.execute(
            "select path from files join ids on in_file = number where id = ? and kind = 'sources'", [id]
        )
        return [path for (path,) in rows]

    def accounts(self) -> Iterator[Account]:
        """What the facts say of each article, in the order of their ids."""
        quoted_of = _Following(self.database.execute(_QUOTED))
        without_fact = _Following(self.database.execute(_WITHOUT_FACT))
        numbers = _Following(self.database.execute(_NUMBERS))
        for id, sha256_of, paragraphs in self.database.execute(_SOURCES):
            yield Account(
                id, sha256_of, paragraphs, quoted_of.of(id), [p for (p,) in without_fact.of(id)], numbers.of(id)
            )

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
