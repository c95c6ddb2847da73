"""The overview of a place, a person or a body: all that the factbook holds of it, in sections, in time, and as CSV.

What is about something inside it (a city of a state) counts; so does what its people and bodies said, and what was said
with its name in it. Which tables have overviews follows from the roles of tables, never from their names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from factbook.record import Fact, Reference
from factbook.schema import Table
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.lines import Dated, Line, load_lines
from factbook.site.pages.related import Section, all_entries, sections
from factbook.site.pages.ways import (
    MOST,
    NAMED,
    SPEAKER,
    THEIRS,
    Way,
    beside,
    load_ways,
    measuring,
    naming,
    new,
    ordered,
    read_ways,
    sharing,
)

#: Lines of a section that a page shows before it folds the rest away.
SHOWN = 12
_INSIDE_MOST = 500
_INSIDE = """
with recursive inside(id, depth) as (
  select :id, 0 union select {table}.id, depth + 1 from {table} join inside on {table}.{column} = inside.id limit :most
) select id from inside order by depth, id"""


@dataclass(frozen=True, slots=True)
class Overview:
    """`sections` of what refers to the record, `events` in time, and how many records there are in all."""

    sections: tuple[Section, ...]
    events: tuple[tuple[Dated, Line], ...]
    total: int
    #: Whether there are more, which a page leaves to the file.
    is_cut: bool = False

    @property
    def kinds(self) -> list[tuple[str, int, tuple[Section, ...]]]:
        """The sections by table, in order, each with how many records it has."""
        parted = [(kind, tuple(found)) for kind, found in groupby(self.sections, key=lambda section: section.kind)]
        return [(kind, sum(len(section.entries) for section in found), found) for kind, found in parted]


def has_overview(table: Table) -> bool:
    """Whether the records of a table have an overview: places, persons, and bodies that speak."""
    return bool(table.tags & {"place", "person", "speaker"})


def load_overview(conn: sqlite3.Connection, record: Reference, words: Names, most: int = MOST) -> Overview:
    """The overview of a record, of so many records that refer to it; empty where nothing does."""
    inside = list(_inside(conn, record, words))
    found = read_ways(conn, inside, words, most)
    ways = ordered(found, inside, words)
    if not _is_root(conn, record, inside, words):
        ways = [*ways, *new(ways, naming(conn, record))]
    theirs = _speakers(conn, ways, words)
    ways = [*ways, *new(ways, _words_of(conn, theirs, words))]
    return replace(_overview(conn, record.id, ways, words), is_cut=len(found) >= most)


def load_related(conn: sqlite3.Connection, fact: Fact, words: Names) -> Overview:
    """What is related to a record that has no overview of its own, the nearest first."""
    ways = measuring(conn, fact, words)
    for more in (load_ways(conn, [fact.id], words), naming(conn, fact.reference), sharing(conn, fact, words)):
        ways = [*ways, *new(ways, more)]
    stated = {value.target.id for value in fact.values if value.target}
    ways = [way for way in [*ways, *new(ways, beside(conn, fact))] if way.fact not in stated]
    return _overview(conn, fact.id, ways, words)


def _overview(conn: sqlite3.Connection, id: str, ways: Sequence[Way], words: Names) -> Overview:
    wanted = [id, *(way.fact for way in ways), *(way.target for way in ways)]
    lines = {line.record.id: line for line in load_lines(conn, wanted, words)}
    found = sections([way for way in ways if way.fact != id], lines, id, words)
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


def _events(found: Sequence[Section]) -> list[tuple[Dated, Line]]:
    dated = [(each, entry.line) for _, entry in all_entries(found) for each in entry.line.dates]
    return sorted(dated, key=lambda pair: (pair[0].date.lstrip("[./"), pair[1].record.label))
