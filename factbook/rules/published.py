"""What a release says is not changed without a word: values beside `facts/published.lock`, out of the staged rows.

A value that differs needs its entry in facts/changes.yml, of a later version. A reference that follows a record into
the one that it was merged into is no change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import product
from typing import NamedTuple

from factbook.factfiles.published_values import FieldDigests, PublishedValues, digest_of, version_key
from factbook.factfiles.rows import Value
from factbook.problems import Fault
from factbook.rules.across import StagedFault
from factbook.schema import Schema, Table
from factbook.schema.names import quote_name
from factbook.schema.published import fields_of, held_tables, own_lists

#: Where a record stands: the number of its file, and its place in it.
Place = tuple[int, int]
#: Digests that a row may have had: as it is, and with each reference as it was before a merger.
Forms = frozenset[str]


class Said(NamedTuple):
    """A record's id, and by field the forms of its rows; a column has one row, or none where nothing is given."""

    id: str
    rows: dict[str, list[Forms]]


@dataclass(frozen=True)
class PublishedCheck:
    """Staged facts beside what is published; `is_kept`: only files in temp.touched can have changed."""

    database: sqlite3.Connection
    schema: Schema
    published: PublishedValues
    is_kept: bool

    def faults(self) -> Iterator[StagedFault]:
        """Values that differ without an entry, and entries for values that are as they were."""
        if not self.published.records:
            return
        explained = explained_fields(self.database, self.published.version)
        changed, before = set[tuple[str, str]](), merged_ids(self.database)
        for table in held_tables(self.schema):
            fields = self.published.fields.get(table.name, ())
            for place, said in records_of(self.database, self.schema, table, before, self._scope()).items():
                for name in self._differing(said, fields):
                    changed.add((said.id, name))
                    if (said.id, name) not in explained:
                        yield StagedFault(*place, self._fault(said.id, name))
        if not self.is_kept:
            yield from self._needless(explained, changed)

    def _scope(self) -> str:
        return "where in_file in temp.touched" if self.is_kept else ""

    def _differing(self, said: Said, fields: tuple[str, ...]) -> list[str]:
        were = self.published.records.get(said.id)
        return [] if were is None else [name for name in fields if _differs(said.rows.get(name, []), name, were)]

    def _fault(self, id: str, name: str) -> Fault:
        message = f"{name!r} is not what release {self.published.version} says"
        reason = "was wrong there, say why: `build.py correct` and `build.py diff --write` write the entry"
        hint = f"put it back, or if it {reason} in facts/changes.yml (fact: {id}, field: {name})"
        return Fault("published", message, hint, (name,))

    def _needless(
        self, explained: dict[tuple[str, str], Place], changed: set[tuple[str, str]]
    ) -> Iterator[StagedFault]:
        fields = {name: set(names) for name, names in self.published.fields.items()}
        for (id, name), place in explained.items():
            kind = self.database.execute("select kind from ids where id = ?", [id]).fetchone()
            if id in self.published.records and kind and name in fields.get(kind[0], ()) and (id, name) not in changed:
                message = f"{name!r} of {id} is what release {self.published.version} says"
                yield StagedFault(*place, Fault("history", message, "remove the entry", ("field",)))


def _differs(rows: list[Forms], name: str, were: FieldDigests) -> bool:
    old = were.get(name, frozenset())
    return not all(forms & old for forms in rows) or not all(any(row in forms for forms in rows) for row in old)


def explained_fields(database: sqlite3.Connection, since: str) -> dict[tuple[str, str], Place]:
    """By fact and field, where the entry of a version later than `since` stands."""
    if not _exists(database, "changes"):
        return {}
    rows = database.execute("select fact, field, version, in_file, in_record from changes").fetchall()
    return {
        (fact, name): (file, record)
        for fact, name, version, file, record in rows
        if fact and name and version_key(version or "") > version_key(since)
    }


def records_of(
    database: sqlite3.Connection, schema: Schema, table: Table, before: dict[str, list[str]], scope: str = ""
) -> dict[Place, Said]:
    """The staged records of a table by their places.

    `before` has the ids of records that went into others, by these; `scope` is a condition on files.
    """
    names = [name for name in table.given if name != "id"]
    found: dict[Place, Said] = {}
    for file, record, id, *values in _rows(database, table, ["id", *names], scope):
        pairs = ((name, value) for name, value in zip(names, values, strict=True) if value is not None)
        own = {name: [_forms(table, [name], [value], before)] for name, value in pairs}
        found[file, record] = Said(str(id), own)
    for child in own_lists(schema, table):
        columns = list(child.given)
        for file, record, *values in _rows(database, child, columns, scope):
            if said := found.get((file, record)):
                said.rows.setdefault(child.key, []).append(_forms(child, columns, values, before))
    return found


def _rows(database: sqlite3.Connection, table: Table, columns: list[str], scope: str) -> list[tuple]:  # type: ignore[type-arg] # as many columns as asked for
    chosen = ", ".join(map(quote_name, ["in_file", "in_record", *columns]))
    return database.execute(f"select {chosen} from {quote_name(table.name)} {scope}").fetchall()  # noqa: S608


def _forms(table: Table, columns: list[str], values: list[Value], before: dict[str, list[str]]) -> Forms:
    """The digests of a row, with each reference as it is and as it was."""
    ways = [
        [value, *before.get(str(value), [])] if table.columns[name].references else [value]
        for name, value in zip(columns, values, strict=True)
    ]
    return frozenset(map(digest_of, product(*ways)))


def merged_ids(database: sqlite3.Connection) -> dict[str, list[str]]:
    """By id, the ids of the records that went into it, at once or by others."""
    if not _exists(database, "retired"):
        return {}
    into = dict(database.execute("select id, merged_into from retired where merged_into is not null").fetchall())
    found: dict[str, list[str]] = {}
    for id in into:
        heir, seen = into.get(id), {id}
        while heir and heir not in seen:
            found.setdefault(heir, []).append(id)
            seen.add(heir)
            heir = into.get(heir)
    return found


def history_digest(database: sqlite3.Connection) -> bytes:
    """A digest of what the facts say of corrections and mergers."""
    tables = (f"select * from {name} order by 1, 2, 3" for name in ("changes", "retired") if _exists(database, name))  # noqa: S608
    return sha256(repr([database.execute(rows).fetchall() for rows in tables]).encode()).digest()


def _exists(database: sqlite3.Connection, table: str) -> bool:
    return database.execute("select 1 from sqlite_master where name = ?", [table]).fetchone() is not None


def published_values(database: sqlite3.Connection, schema: Schema, version: str, facts_sha256: str) -> PublishedValues:
    """What the staged facts say, to be published as this version."""
    records = {
        said.id: {name: frozenset[str]().union(*rows) for name, rows in said.rows.items()}
        for table in held_tables(schema)
        for said in records_of(database, schema, table, {}).values()
    }
    return PublishedValues(version, facts_sha256, fields_of(schema), records)
