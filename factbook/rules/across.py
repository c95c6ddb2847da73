"""Rules on several records at once, as SQL over the staged rows: each row that a query gives is a fault.

Where a staging was kept, what was not touched since has been found right: only that is asked which can have changed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from factbook.factfiles.published_ids import PublishedId
from factbook.factfiles.rows import columns_of
from factbook.problems import Fault, FaultPath, Key, RowKey, did_you_mean
from factbook.schema import REGISTER, Column, Schema, Table
from factbook.schema.names import quote_name as q

#: Constraints of which a rule of form says it better.
_SAID_BETTER = (
    "_is_a_slug",
    "checked_is_a_day",
    "citations_paragraph_is_positive",
    "citations_speaker_only_of_a_speaker",
)
#: Records in the order of their files, with the place of the first one of each key.
_REPEATED = """
select in_file, in_record, {key}, first from (
  select in_file, in_record, {names}, path || ':' || at_line as place,
    first_value(path || ':' || at_line) over same as first, row_number() over same as nth
  from ({records}) join files on number = in_file
  window same as (partition by {names} order by path, in_record)
) where nth > 1
"""
_NOWHERE = """
select in_file, in_record, {place}, {column}, (select min(kind) from ids where id = row.{column})
from {table} as row where {column} is not null {scope}
and not exists (select 1 from ids where ids.id = row.{column} and ids.kind in ({kinds}))
"""


class StagedFault(NamedTuple):
    """A fault of a staged record: the number of its file, its place there, and the fault."""

    file: int
    record: int
    fault: Fault


@dataclass(frozen=True)
class Across:
    """What is asked of the staged rows: over this connection, of the tables of this schema.

    `is_kept`: only files in temp.touched have changed since all was right; `has_gone`: but ids are gone that any file
    may refer to. `broken` are records, by file and place, that have values which could not be read as such.
    """

    database: sqlite3.Connection
    schema: Schema
    tables: Mapping[str, Table]
    is_kept: bool
    has_gone: bool
    broken: frozenset[tuple[int, int]]

    def faults(self) -> Iterator[StagedFault]:
        """All that is wrong between records."""
        yield from self._repeated_ids()
        yield from self._repeated_rows()
        yield from self._repeated_names()
        yield from self._references()
        yield from self._constraints()

    # ── what is there twice ──

    def _repeated_ids(self) -> Iterator[StagedFault]:
        twice = "select id from ids group by id having count(*) > 1"
        if self.database.execute(f"{twice} limit 1").fetchone() is None:
            return
        records = " union all ".join(
            f"select in_file, in_record, at_line, id from {q(table.name)} where id in ({twice})"  # noqa: S608
            for table in self.schema.roots.values()
            if "id" in table.columns
        )
        for file, record, id, first in self._asked(_REPEATED.format(key="id", names="id", records=records)):
            yield StagedFault(file, record, Fault("duplicate-id", f"{id!r} is taken", f"by {first}", ("id",)))

    def _repeated_rows(self) -> Iterator[StagedFault]:
        """Records without an id that are there twice."""
        for table in self.schema.roots.values():
            if "id" not in table.primary_key:
                names = ", ".join(map(q, table.primary_key))
                records = f"select in_file, in_record, at_line, {names} from {q(table.name)}"  # noqa: S608
                sql = _REPEATED.format(key="1", names=names, records=records)
                for file, record, _, first in self._asked(sql):
                    fault = Fault("duplicate-row", "this row is there twice", f"in {first} too", table.primary_key[:1])
                    yield StagedFault(file, record, fault)

    def _repeated_names(self) -> Iterator[StagedFault]:
        for table in self.schema.roots.values():
            if table.is_fact:
                yield from self._repeated_names_of(table)

    def _repeated_names_of(self, table: Table) -> Iterator[StagedFault]:
        """Records whose label is, once folded, that of an earlier one, unless either says that it is distinct."""
        name, label = q(table.name), q(table.label)
        rows = self._asked(
            f"select in_file, in_record, folded, id, {label}, path || ':' || at_line from {name} "  # noqa: S608
            f"join files on number = in_file where folded in "
            f"(select folded from {name} where folded is not null group by folded having count(*) > 1) "
            "order by path, in_record"
        )
        first: dict[str, tuple[str, str]] = {}
        for file, record, folded, id, text, place in rows:
            known, where = first.setdefault(folded, (id, place))
            if where != place and not self._are_distinct(id, known):
                hint = f"{where} has it; keep one record, or say `distinct_from`"
                fault = Fault("duplicate-name", f"{text!r} is the name of two records", hint, (table.label,))
                yield StagedFault(file, record, fault)

    def _are_distinct(self, id: str, other: str) -> bool:
        sql = "select 1 from fact_distinct_from where (fact, other) in (values (?, ?), (?, ?))"
        return self.database.execute(sql, (id, other, other, id)).fetchone() is not None

    # ── references ──

    def _references(self) -> Iterator[StagedFault]:
        scope = "" if self.has_gone or not self.is_kept else "and in_file in temp.touched"
        for table in self.tables.values():
            for column in table.columns.values():
                if column.references and column.name not in ("id", table.owner) and not column.computed:
                    yield from self._references_of(table, column, scope)

    def _references_of(self, table: Table, column: Column, scope: str) -> Iterator[StagedFault]:
        targets = self.schema.targets(table.name, column)
        kinds = ", ".join(f"'{name}'" for name in targets)
        sql = _NOWHERE.format(
            table=q(table.name), column=q(column.name), scope=scope,
            kinds=kinds, place=_place(table, self.schema),
        )  # fmt: skip
        for file, record, place, value, kind in self._asked(sql):
            path = _path(table, place, column.name, self.schema)
            yield StagedFault(file, record, self._reference_fault(column, value, kind, targets).at(*path))

    def _reference_fault(self, column: Column, value: str, kind: str | None, targets: tuple[str, ...]) -> Fault:
        if kind is None:
            ids = (id for (id,) in self.database.execute("select distinct id from ids order by id"))
            hint = did_you_mean(value, ids) or _where_to_add(str(column.references))
            return Fault("reference", f"there is no record {value!r}", hint)
        due = REGISTER if set(targets) == set(self.schema.fact_tables) else ", ".join(targets)
        return Fault("reference", f"{value!r} is in {kind}; one of {due} is due", column.comment)

    # ── constraints ──

    def _constraints(self) -> Iterator[StagedFault]:
        """Rows for which a CHECK constraint of the schema does not hold."""
        for table in self.tables.values():
            for name, check in zip(table.checks, table.expressions, strict=True):
                if not name.endswith(_SAID_BETTER):
                    yield from self._violations(table, name, check)

    def _violations(self, table: Table, name: str, check: str) -> Iterator[StagedFault]:
        """The rows that do not hold to a constraint: at the first column that it names and the row gives."""
        scope = "and in_file in temp.touched" if self.is_kept else ""
        named = [column for column in table.given if re.search(rf"\b{re.escape(column)}\b", check)]
        columns = "".join(f", {q(column)}" for column in named)
        place = _place(table, self.schema)
        sql = f"select in_file, in_record, {place}{columns} from {q(table.name)} where not ({check}) {scope}"  # noqa: S608
        for file, record, at, *values in self._asked(sql):
            if (file, record) in self.broken:
                continue
            given = {column: value for column, value in zip(named, values, strict=True) if value is not None}
            first = next(iter(given), None)
            said = ", ".join(f"{column} is {value!r}" for column, value in given.items())
            about = f"{table.columns[first].comment} " if first else ""
            asked = " ".join(check.split())
            fault = Fault("constraint", f"`{asked}` does not hold: {said}", f"{about}schema.sql has it as {name}")
            yield StagedFault(file, record, fault.at(*_path(table, at, first, self.schema)))

    def _asked(self, sql: str) -> list[tuple]:  # type: ignore[type-arg] # as many columns as the query has
        return self.database.execute(sql).fetchall()


def _where_to_add(table: str) -> str:
    return "add the record under facts/" if table == REGISTER else f"add the record to facts/{table}/"


def _place(table: Table, schema: Schema) -> str:
    """The column that says where in its record a staged row stands."""
    return "null" if table.name in schema.roots else "at_row"


def _path(table: Table, place: str | int | None, column: str | None, schema: Schema) -> FaultPath:
    """Where in its record a row, or a column of it, stands."""
    if table.name in schema.roots:
        return (column,) if column else ()
    if isinstance(place, int):
        return (table.key, place, column) if column else (table.key, place)
    row = (table.key, RowKey(str(place)))
    if column is None:
        return row
    return (*row, Key(column) if column == columns_of(table)[0] else column)


class GoneId(NamedTuple):
    """A published id that is not where it was: the id, its line in the file of published ids, message and hint."""

    id: str
    line: int
    fault: Fault


def gone_ids(database: sqlite3.Connection, published: Mapping[str, PublishedId]) -> Iterator[GoneId]:
    """Published ids that no record has, or one of another table, and that are not retired."""
    if not published:
        return
    # The first record of an id is the last one here.
    found = "select id, kind from ids join files on number = in_file order by path desc, in_record desc"
    kinds: dict[str, str] = dict(database.execute(found).fetchall())
    for id, entry in published.items():
        if kinds.get(id) not in ("retired", entry.table):
            where = f"now stands in {kinds[id]}" if id in kinds else "has no record any more"
            hint = "bring it back, or say in facts/retired.yml why it is gone"
            yield GoneId(id, entry.line, Fault("id-gone", f"published in {entry.table}, it {where}", hint))
