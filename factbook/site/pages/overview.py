"""The overview of a place, a person or a body: all that the factbook holds of it, in sections, in time, and as CSV.

What is about something inside it (a city of a state) counts; so does what its people and bodies said, and what was said
with its name in it. Which tables have overviews follows from the roles of tables, never from their names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factbook.record import Reference
from factbook.schema import Table
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.lines import Dated, Line, load_lines
from factbook.site.pages.related import NAMED, SPEAKER, THEIRS, Section, Way, all_entries, load_ways, sections

#: Lines of a section that a page shows before it folds the rest away.
SHOWN = 12
_INSIDE_MOST, _NAMED_MOST = 500, 60
_INSIDE = """
with recursive inside(id, depth) as (
  select :id, 0 union select {table}.id, depth + 1 from {table} join inside on {table}.{column} = inside.id limit :most
) select id from inside order by depth, id"""
_NAMED = """
select facts.id, facts.kind, ?, ?, null from facts_fts join facts on facts.rowid = facts_fts.rowid
where facts_fts match ? limit ?"""


@dataclass(frozen=True, slots=True)
class Overview:
    """`sections` of what refers to the record, `events` in time, and how many records there are in all."""

    sections: tuple[Section, ...]
    events: tuple[tuple[Dated, Line], ...]
    total: int


def has_overview(table: Table) -> bool:
    """Whether the records of a table have an overview: places, persons, and bodies that speak."""
    return bool(table.tags & {"place", "person", "speaker"})


def load_overview(conn: sqlite3.Connection, record: Reference, words: Names) -> Overview:
    """The overview of a record; empty where nothing refers to it."""
    inside = list(_inside(conn, record, words))
    ways = load_ways(conn, inside, words)
    if not _is_root(conn, record, inside, words):
        ways = [*ways, *_new(ways, _naming(conn, record))]
    theirs = _speakers(conn, ways, words)
    ways = [*ways, *_new(ways, _words_of(conn, theirs, words))]
    lines = {line.record.id: line for line in load_lines(conn, [*inside, *theirs, *(w.fact for w in ways)], words)}
    found = sections([way for way in ways if way.fact != record.id], lines, record.id, words)
    return Overview(tuple(found), tuple(_events(found)), sum(len(section.entries) for section in found))


def _inside(conn: sqlite3.Connection, record: Reference, words: Names) -> Iterator[str]:
    """The record, and those of its table that are part of it, the nearest first."""
    column = whole_column(record, words)
    if column is None:
        yield record.id
        return
    query = _INSIDE.format(table=q(record.kind), column=q(column))
    yield from (row[0] for row in conn.execute(query, {"id": record.id, "most": _INSIDE_MOST}))


def whole_column(record: Reference, words: Names) -> str | None:
    """The column by which records of the table are part of one another."""
    columns = words.schema.tables[record.kind].references
    return next((column.name for column in columns if column.references == record.kind), None)


def _speakers(conn: sqlite3.Connection, ways: Sequence[Way], words: Names) -> list[str]:
    """The persons and bodies that belong to what the ways lead to, and the persons of these bodies."""
    among = [table for table in words.schema.speakers if table in words.schema.fact_tables]
    own = [way.fact for way in ways if _belongs(way, among, words)]
    further = [way.fact for way in load_ways(conn, own, words) if _belongs(way, among, words)] if own else []
    return list(dict.fromkeys([*own, *further]))


def _belongs(way: Way, among: Sequence[str], words: Names) -> bool:
    """Whether a column of a person or body refers so; a person's post may also name a place or a body."""
    table = words.schema.tables[way.kind]
    return way.kind in among and (way.field in table.columns or (way.field == NAMED and "person" in table.tags))


def _words_of(conn: sqlite3.Connection, speakers: Sequence[str], words: Names) -> list[Way]:
    """What these persons and bodies are the speakers of."""
    found = load_ways(conn, speakers, words) if speakers else []
    return [way._replace(field=THEIRS) for way in found if way.field == SPEAKER]


def _is_root(conn: sqlite3.Connection, record: Reference, inside: Sequence[str], words: Names) -> bool:
    """Whether the record is a whole of others and no part: what has its name in it is then much else."""
    column = whole_column(record, words)
    if column is None or len(inside) == 1:
        return False
    query = f"select {q(column)} from {q(record.kind)} where id = ?"  # noqa: S608 - the schema's own names
    return conn.execute(query, [record.id]).fetchone()[0] is None


def _naming(conn: sqlite3.Connection, record: Reference) -> list[Way]:
    """Records that have the record's name in their label, or in the words that they are found by."""
    name = " ".join(record.label.replace('"', " ").split())
    rows = conn.execute(_NAMED, [NAMED, record.id, f'{{label words}} : "{name}"', _NAMED_MOST]) if name else []
    return [Way(*row) for row in rows]


def _new(ways: Sequence[Way], more: Sequence[Way]) -> list[Way]:
    """Those of the others whose record is in none of the ways, each once."""
    known = {way.fact for way in ways}
    return list({way.fact: way for way in more if way.fact not in known}.values())


def _events(found: Sequence[Section]) -> list[tuple[Dated, Line]]:
    dated = [(each, entry.line) for _, entry in all_entries(found) for each in entry.line.dates]
    return sorted(dated, key=lambda pair: (pair[0].date.lstrip("[./"), pair[1].record.label))
