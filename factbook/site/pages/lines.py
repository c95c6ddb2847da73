"""Records as lines of a list or a table: what each says in a line, and when.

Turns ids into `Line`s with a query a table and a few for all, whatever the number of records: no page asks for one
record at a time. Whose words they have and where they were read is asked apart, by those who show it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from factbook.formats.wording import say_amount, say_date, say_measured
from factbook.locale import _
from factbook.locale import say as in_language
from factbook.record import Reference, Scalar
from factbook.schema import Column, Table
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
T = TypeVar("T")


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

    `amount` is its number in words, `dates` are in the order of the schema, `awaited` is the status under which nothing
    has happened yet, `post` what the record is by the printed words, `differing` what other pages say otherwise, each
    with its publisher. What there is nothing of is empty.
    """

    record: Reference
    table: Table
    row: Row
    #: The day on which it was last held against its article (ISO 8601).
    checked: str
    amount: str = ""
    dates: tuple[Dated, ...] = ()
    awaited: str = ""
    post: str = ""
    differing: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """All its dates in words."""
        return _("; ").join(dated.words for dated in self.dates)

    @property
    def status(self) -> str:
        """Its status with the day by which it is so: "planned, as of 16 June 2025"; "" where it has none."""
        found = ((name, standing_of(self, name, self.table)) for name in self.table.dated)
        said = ((in_language(str(self.value(name))), _(", "), each.as_of) for name, each in found if each)
        return "".join(next(said, ()))

    def value(self, name: str) -> Scalar:
        """The value of a column; None where it is empty, or there is no such column."""
        value: Scalar = self.row.get(name)
        return value


def load_lines(conn: sqlite3.Connection, ids: Iterable[str], words: Names) -> list[Line]:
    """The records with these ids as lines, in their order; an id that is no record's is left out."""
    found = words.remembered.ask("line", ids, lambda missing: _read_lines(conn, missing, words))
    return list(found.values())


def _read_lines(conn: sqlite3.Connection, ids: Sequence[str], words: Names) -> dict[str, Line]:
    among = json.dumps(ids)
    records = {row[0]: row for row in conn.execute(_RECORDS, [among])}
    tables = [words.schema.tables[kind] for kind in sorted({row[1] for row in records.values()})]
    rows = {str(row["id"]): row for table in tables for row in _rows(conn, table, among)}
    differing = by_fact(conn, _DIFFERS, among)
    return {id: _line(records[id], rows[id], differing[id], words) for id in ids if id in records}


def load_speakers(conn: sqlite3.Connection, ids: Sequence[str], words: Names) -> Mapping[str, tuple[Reference, ...]]:
    """Whose words the passages of each record are, in the order of the passages; none where an article says it."""
    return words.remembered.ask("speakers", ids, lambda missing: _each(conn, _SAID, missing, Reference))


def load_articles_of(conn: sqlite3.Connection, ids: Sequence[str], words: Names) -> Mapping[str, tuple[ReadIn, ...]]:
    """The articles that each record was read in, the oldest first."""
    return words.remembered.ask("articles", ids, lambda missing: _each(conn, _READ, missing, ReadIn))


def _each(
    conn: sqlite3.Connection, query: str, ids: Sequence[str], made: Callable[..., T]
) -> Mapping[str, tuple[T, ...]]:
    found = by_fact(conn, query, json.dumps(ids))
    return {id: tuple(made(*row) for row in found[id]) for id in ids}


def _line(entry: Sequence[str], row: Row, differing: Iterable[Sequence[str]], words: Names) -> Line:
    record = Reference(*entry[:3])
    table = words.schema.tables[record.kind]
    return Line(
        record=record,
        table=table,
        row=row,
        checked=entry[3],
        amount=_amount(row, words, record.kind),
        dates=tuple(_dates(row, table)),
        awaited=next((value for column in table.tagged("awaited") if (value := _awaited(row, column))), ""),
        post=next((str(row[c.name]) for c in table.tagged("printed") if "search" in c.tags and row[c.name]), ""),
        differing=tuple(_("%(text)s (%(publisher)s)", text=text, publisher=publisher) for text, publisher in differing),
    )


def _rows(conn: sqlite3.Connection, table: Table, among: str) -> Iterator[Row]:
    query = f"select * from {q(table.name)} where id in (select value from json_each(?))"  # noqa: S608 - the schema's
    cursor = conn.cursor()
    # Rows for a CSV have whole numbers without a point: a line is for all forms.
    cursor.row_factory = None
    cursor.execute(query, [among])
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def by_fact(conn: sqlite3.Connection, query: str, among: str) -> defaultdict[str, list[tuple[str, ...]]]:
    """The rows of a query over the records in a JSON list, by the record, which is their first column."""
    found = defaultdict[str, list[tuple[str, ...]]](list)
    for fact, *rest in conn.execute(query, [among]):
        found[fact].append(tuple(rest))
    return found


def _amount(row: Row, words: Names, kind: str) -> str:
    if kind not in words.amounts:
        columns = words.schema.tables[kind].tagged("number")
        return next(filter(None, (say_measured(row[column.name], column.unit) for column in columns)), "")
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
