"""What records are called, by id, out of the staging: for rules that ask it when all files are in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from functools import cached_property

from factbook.rules.rule import Reference
from factbook.schema import Schema, Table
from factbook.schema.names import quote_name

#: Names that are held in memory.
_HELD = 50_000
#: How far up it is looked for the larger places that a place lies in.
_DEEPEST = 5
#: What an article says of itself.
_SOURCE, _OF_ARTICLES = "sources", ("author", "publisher", "published")
_ALIASES = "select in_file, in_record, alias from fact_aliases where alias is not null order by at_row"
_NAMES = "select in_file, in_record, name from fact_names where name is not null order by at_row"
#: The articles whose citations prove the aliases of a record.
_SOURCES = """
select source from citations
where in_file = ? and in_record = ? and ' ' || fields || ' ' like '% aliases %' and source is not null
"""


class Names:
    """What records are called, by id."""

    def __init__(self, database: sqlite3.Connection, schema: Schema) -> None:
        """Of these staged rows."""
        self._database, self._schema = database, schema
        self._queries = {name: _query(table) for name, table in schema.roots.items() if "id" in table.columns}
        # At once: nearly each record that is referred to has some.
        self._aliases, self._names = _by_place(database, _ALIASES), _by_place(database, _NAMES)
        self._held: dict[str, Reference | None] = {}

    def of(self, id: str) -> Reference | None:
        """What the record is called; None where there is none of that id."""
        try:
            return self._held[id]
        except KeyError:
            if len(self._held) >= _HELD:
                self._held.clear()
            found = self._held[id] = self._look(id)
            return found

    def _look(self, id: str) -> Reference | None:
        row = self._database.execute("select kind, in_file, in_record from ids where id = ?", [id]).fetchone()
        if row is None or row[0] not in self._queries:
            return None
        kind, *place = row
        aliases, more = (found.get(tuple(place), []) for found in (self._aliases, self._names))
        label, *rest = self._database.execute(self._queries[kind], place).fetchone()
        table = self._schema.tables[kind]
        at = len(name_columns(table))
        others, values = rest[:at], tuple(_as_printed(value) for value in rest[at:] if value is not None)
        own = [alias for alias in aliases if alias.islower()] if table.needs_proof else []
        names = [label, *others, *(a for a in aliases if a not in own), *more]
        sources = frozenset(source for (source,) in self._database.execute(_SOURCES, place)) if own else frozenset()
        within = tuple(self._larger(id))
        distinct = tuple(dict.fromkeys(str(name) for name in names if name))
        scoped = tuple((alias, sources) for alias in own)
        return Reference(kind, str(label or ""), distinct, scoped, values, self._is_person(table), within)

    @cached_property
    def _places(self) -> dict[str, tuple[str | None, str]]:
        """Of each place the one that it is part of, and its label, by id."""
        table = self._schema.role("place")
        part = next((c.name for c in table.given.values() if c.references == table.name), None) if table else None
        if table is None or part is None:
            return {}
        columns = ", ".join(map(quote_name, ("id", part, table.label)))
        rows = self._database.execute(f"select {columns} from {quote_name(table.name)}")  # noqa: S608
        return {id: (larger, str(label or "")) for id, larger, label in rows if id}

    def _larger(self, id: str) -> Iterator[str]:
        """What the places are called that a place lies in, the nearest first: of geography no article says a word."""
        for _ in range(_DEEPEST):
            id = self._places.get(id, (None, ""))[0] or ""
            if id in self._places:
                yield self._places[id][1]

    def _is_person(self, table: Table) -> bool:
        return table is self._schema.role("person")

    def all(self, *, with_caseless: bool = False) -> dict[str, list[str]]:
        """All names that are not our own words, by id; aliases and others in scripts without case only if asked."""
        found: dict[str, list[str]] = {}
        for name, table in self._schema.roots.items():
            if not table.is_fact:
                continue
            label = () if "words" in table.columns[table.label].tags else (table.label,)
            for column in (*label, *name_columns(table)):
                sql = f"select id, {quote_name(column)} from {quote_name(name)} where {quote_name(column)} is not null"  # noqa: S608
                self._gather(sql, found)
        for others, column in (("fact_aliases", "alias"), ("fact_names", "name")):
            caseless = f"or {column} = upper({column})" if with_caseless else ""
            # What is in small letters is no name for the eye.
            sql = f"select fact, {column} from {others} where {column} <> lower({column}) {caseless}"  # noqa: S608
            self._gather(sql, found)
        return found

    def lands(self) -> list[str]:
        """The ids of places that are part of no other."""
        return [id for id, (larger, _) in self._places.items() if larger is None]

    def _gather(self, sql: str, found: dict[str, list[str]]) -> None:
        for id, name in self._database.execute(sql):
            if id is not None:
                found.setdefault(id, []).append(str(name))


def _by_place(database: sqlite3.Connection, sql: str) -> dict[tuple[int, ...], list[str]]:
    """Names by the file and the record in which they stand, in their order."""
    found: dict[tuple[int, ...], list[str]] = {}
    for file, record, name in database.execute(sql):
        found.setdefault((file, record), []).append(str(name))
    return found


def name_columns(table: Table) -> list[str]:
    """The columns that hold names of a record beside its label."""
    return [c.name for c in table.given.values() if "name" in c.tags and c.name != table.label]


def _value_columns(table: Table) -> list[str]:
    """The columns that say something of a record and are neither our words nor names, references or closed lists."""
    if table.name == _SOURCE:
        return list(_OF_ARTICLES)
    others = {"id", table.label, *name_columns(table)}
    plain = (c for c in table.given.values() if not (c.references or c.choices or "words" in c.tags))
    return [c.name for c in plain if c.name not in others]


def _as_printed(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _query(table: Table) -> str:
    """The label of a staged record, its other names and its values, by its place."""
    columns = ", ".join(map(quote_name, [table.label, *name_columns(table), *_value_columns(table)]))
    return f"select {columns} from {quote_name(table.name)} where in_file = ? and in_record = ?"  # noqa: S608


class References(Mapping[str, Reference]):
    """What other records are called, by id; `asked` are the ids that were asked for."""

    def __init__(self, names: Names) -> None:
        """Look them up among these."""
        self._names = names
        self.asked: set[str] = set()

    def __getitem__(self, id: str) -> Reference:
        """What the record is called; raises KeyError where there is none of that id."""
        self.asked.add(id)
        found = self._names.of(id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        """The ids that were asked for."""
        return iter(sorted(self.asked))

    def __len__(self) -> int:
        """How many ids were asked for."""
        return len(self.asked)
