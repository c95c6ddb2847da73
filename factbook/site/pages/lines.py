"""Records as lines of a list or a table: what each says in a line, when, by whom, where it was read.

Turns ids into `Line`s with a query a table and a few for all, whatever the number of records: no page asks for one
record at a time.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from factbook.formats.wording import say_amount, say_date
from factbook.locale import _
from factbook.locale import say as in_language
from factbook.record import Reference, Scalar
from factbook.schema import Column, Table
from factbook.schema.core import EVIDENCE
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.standing import standing_of

_RECORDS = "select id, kind, label, checked from facts where id in (select value from json_each(?))"
_SAID = """
select citations.fact, speakers.id, speakers.kind, speakers.label from citations
join facts as speakers on speakers.id = citations.speaker
where citations.fact in (select value from json_each(?)) group by 1, 2 order by 1, min(citations.rowid)"""
_READ = """
select citations.fact, sources.id, sources.publisher, sources.published, sources.independence from citations
join sources on sources.id = citations.source
where citations.fact in (select value from json_each(?)) group by 1, 2
order by 1, coalesce(sources.published, '9999'), 2"""
_DIFFERS = """
select fact, elsewhere, publisher from cross_checks
where verdict = 'differs' and fact in (select value from json_each(?)) order by fact, length(id), id"""


Row = Mapping[str, Any]


class ReadIn(NamedTuple):
    """An article that a record was read in."""

    id: str
    publisher: str
    published: str | None
    independence: str


class Dated(NamedTuple):
    """A date of a record: what happened then ("signed"; "" where its column says it), and the day as EDTF."""

    what: str
    date: str

    @property
    def words(self) -> str:
        """Both in words: "signed 12 June 2014"; "by March 2021" needs no "as of" before it."""
        said = say_date(self.date)
        is_by = self.date.startswith("[..") and self.what.endswith("of")
        if is_by or not self.what:
            return said
        return _("%(what)s %(date)s", what=in_language(self.what), date=said)


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a line.

    `amount` is its number in words, `dates` are in the order of the schema, `status` is "planned, as of 16 June 2025",
    `awaited` is the status under which nothing has happened yet; `lists` are its lists by their key,
    `differing` what other pages say otherwise. What there is nothing of is empty.
    """

    record: Reference
    row: Row
    amount: str = ""
    dates: tuple[Dated, ...] = ()
    status: str = ""
    awaited: str = ""
    references: Mapping[str, Reference] = field(default_factory=dict)
    lists: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    said_by: tuple[Reference, ...] = ()
    read_in: tuple[ReadIn, ...] = ()
    differing: tuple[str, ...] = ()
    #: What the record is by the printed words: a person's post.
    post: str = ""

    @property
    def when(self) -> str:
        """All its dates in words."""
        return _("; ").join(dated.words for dated in self.dates)

    def value(self, name: str) -> Scalar:
        """The value of a column; None where it is empty, or there is no such column."""
        value: Scalar = self.row.get(name)
        return value


def load_lines(conn: sqlite3.Connection, ids: Iterable[str], words: Names) -> list[Line]:
    """The records with these ids as lines, in their order; an id that is no record's is left out."""
    wanted = list(dict.fromkeys(ids))
    found = _Found(conn, json.dumps(wanted), words)
    return [found.line(id) for id in wanted if id in found.records]


class _Found:
    """What the lines of the records in the JSON list `among` are made of, by record."""

    def __init__(self, conn: sqlite3.Connection, among: str, words: Names) -> None:
        self.words = words
        found = conn.execute(_RECORDS, [among]).fetchall()
        self.records = {row[0]: Reference(*row[:3]) for row in found}
        self.checked = {row[0]: str(row[3]) for row in found}
        kinds = sorted({record.kind for record in self.records.values()})
        self.rows = {str(row["id"]): row for kind in kinds for row in _rows(conn, words.schema.tables[kind], among)}
        self.lists = {kind: _lists(conn, words.schema.children(kind), among) for kind in kinds}
        self.said, self.read, self.differs = (_by_fact(conn, query, among) for query in (_SAID, _READ, _DIFFERS))
        self.named = {row[0]: Reference(*row[:3]) for row in conn.execute(_RECORDS, [json.dumps(self._targets())])}

    def line(self, id: str) -> Line:
        """The record as a line."""
        record, row = self.records[id], self.rows[id]
        table = self.words.schema.tables[record.kind]
        standing = _Standing(row, self.checked[id])
        status = next(_statuses(standing, table), "")
        return Line(
            record=record,
            row=row,
            amount=_amount(row, self.words, record.kind),
            dates=tuple(_dates(row, table)),
            status=status,
            awaited=next((value for column in table.tagged("awaited") if (value := _awaited(row, column))), ""),
            references=self._references(row, table),
            post=next((str(row[c.name]) for c in table.tagged("printed") if "search" in c.tags and row[c.name]), ""),
            lists={key: self._listed(ids[id]) for key, ids in self.lists[record.kind].items() if id in ids},
            said_by=tuple(Reference(*each) for each in self.said[id]),
            read_in=tuple(ReadIn(*each) for each in self.read[id]),
            differing=tuple(
                _("%(text)s (%(publisher)s)", text=elsewhere, publisher=publisher)
                for elsewhere, publisher in self.differs[id]
            ),
        )

    def _targets(self) -> list[str]:
        named = (row[c.name] for id, row in self.rows.items() for c in self._table(id).references)
        listed = (id for kind in self.lists.values() for ids in kind.values() for found in ids.values() for id in found)
        return sorted({str(id) for id in (*named, *listed) if id})

    def _table(self, id: str) -> Table:
        return self.words.schema.tables[self.records[id].kind]

    def _references(self, row: Row, table: Table) -> dict[str, Reference]:
        values = ((column.name, str(row[column.name])) for column in table.references)
        return {name: self.named[id] for name, id in values if id in self.named}

    def _listed(self, ids: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(sorted((self.named[id] for id in ids if id in self.named), key=lambda each: each.label))


class _Standing(NamedTuple):
    """What `standing_of` asks of a record."""

    row: Row
    checked: str

    def value(self, field: str) -> Scalar:
        value: Scalar = self.row[field]
        return value


def _rows(conn: sqlite3.Connection, table: Table, among: str) -> Iterator[Row]:
    query = f"select * from {q(table.name)} where id in (select value from json_each(?))"  # noqa: S608 - the schema's
    cursor = conn.execute(query, [among])
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _lists(conn: sqlite3.Connection, children: Mapping[str, Table], among: str) -> dict[str, dict[str, list[str]]]:
    """Of each list of records the ids in it, by the record that it belongs to."""
    found = dict[str, dict[str, list[str]]]()
    for key, child in children.items():
        if child.owner and child.references and child.name not in EVIDENCE:
            owner, item = q(child.owner), q(child.references[0].name)
            query = f"select {owner}, {item} from {q(child.name)} where {owner} in (select value from json_each(?))"  # noqa: S608 - the schema's
            ids = defaultdict[str, list[str]](list)
            for fact, id in conn.execute(query, [among]):
                ids[fact].append(id)
            found[key] = ids
    return found


def _by_fact(conn: sqlite3.Connection, query: str, among: str) -> defaultdict[str, list[tuple[str, ...]]]:
    found = defaultdict[str, list[tuple[str, ...]]](list)
    for fact, *rest in conn.execute(query, [among]):
        found[fact].append(tuple(rest))
    return found


def _amount(row: Row, words: Names, kind: str) -> str:
    if kind not in words.amounts:
        return ""
    number, unit, bound = (row[name] for name in words.amounts[kind])
    return say_amount(float(number) if isinstance(number, int | float) else None, str(unit), str(bound), short=True)


def _dates(row: Row, table: Table) -> Iterator[Dated]:
    """The dates that are stated, each with its word; but for the first that says of when a number is."""
    dated = [column for column in table.tagged("date") if "date" in column.words]
    bare = next((column.name for column in dated if "scope" in column.tags), None)
    for column in dated:
        date = row[column.name]
        if isinstance(date, str):
            yield Dated("" if column.name == bare else _happening(row, column, table), date)


def _happening(row: Row, column: Column, table: Table) -> str:
    """The word of a date, as the timeline has it: "signed", or the status of what has not happened."""
    word, _, other = (part.strip() for part in column.words["date"].partition("|"))
    return (_awaited(row, table.columns[other]) if other in table.columns else "") or word


def _awaited(row: Row, column: Column) -> str:
    """The value of a column, where it says that nothing has happened yet; else ""."""
    value = row[column.name]
    return str(value) if value and value in _listed(column, "awaited") else ""


def _listed(column: Column, tag: str) -> list[str]:
    return [value.strip() for value in column.words.get(tag, "").split(",")]


def _statuses(standing: _Standing, table: Table) -> Iterator[str]:
    """The record's status with the day by which it is so: "planned, as of 16 June 2025"."""
    for name in table.dated:
        if found := standing_of(standing, name, table):
            yield f"{in_language(str(standing.value(name)))}{_(', ')}{found.as_of}"
