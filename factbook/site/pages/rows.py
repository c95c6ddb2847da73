"""Records as rows of a table: a line each, with all that a reader may choose to see beside it.

Turns ids into `TableRow`s with a query a table and a few for all, whatever the number of records.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factbook.record import Reference
from factbook.schema import Table
from factbook.schema.core import EVIDENCE
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.lines import Line, ReadIn, by_fact, load_articles_of, load_lines, load_speakers

_NAMED = "select id, kind, label from facts where id in (select value from json_each(?))"

Lists = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A record's line with what its columns refer to, its lists by their key, whose words it is, and its articles."""

    line: Line
    references: Mapping[str, Reference]
    lists: Mapping[str, tuple[Reference, ...]]
    said_by: tuple[Reference, ...]
    read_in: tuple[ReadIn, ...]


def load_rows(conn: sqlite3.Connection, ids: Iterable[str], table: Table, words: Names) -> Iterator[TableRow]:
    """The records of a table with these ids, in their order; an id that is no record's is left out."""
    lines = load_lines(conn, ids, words)
    wanted = [line.record.id for line in lines]
    lists = _lists(conn, words.schema.children(table.name), wanted)
    named = _named(conn, lines, lists)
    said, read = load_speakers(conn, wanted, words), load_articles_of(conn, wanted, words)
    for line in lines:
        id, refers = line.record.id, ((column.name, line.value(column.name)) for column in table.references)
        yield TableRow(
            line=line,
            references={name: named[str(value)] for name, value in refers if value in named},
            lists={key: _listed(found[id], named) for key, found in lists.items() if id in found},
            said_by=said[id],
            read_in=read[id],
        )


def _lists(conn: sqlite3.Connection, children: Mapping[str, Table], ids: Sequence[str]) -> Lists:
    """Of each list of records the ids in it, by the record that it belongs to."""
    found = {}
    for key, child in children.items():
        if child.owner and child.references and child.name not in EVIDENCE:
            owner, item = q(child.owner), q(child.references[0].name)
            query = f"select {owner}, {item} from {q(child.name)} where {owner} in (select value from json_each(?))"  # noqa: S608 - the schema's
            rows = by_fact(conn, query, json.dumps(ids))
            found[key] = {fact: [id for (id,) in same] for fact, same in rows.items()}
    return found


def _named(conn: sqlite3.Connection, lines: Iterable[Line], lists: Lists) -> dict[str, Reference]:
    """The records that the columns and the lists refer to."""
    named = (line.value(column.name) for line in lines for column in line.table.references)
    listed = (id for found in lists.values() for ids in found.values() for id in ids)
    wanted = sorted({str(id) for id in (*named, *listed) if id})
    return {row[0]: Reference(*row) for row in conn.execute(_NAMED, [json.dumps(wanted)])}


def _listed(ids: Iterable[str], named: Mapping[str, Reference]) -> tuple[Reference, ...]:
    return tuple(sorted((named[id] for id in ids if id in named), key=lambda each: each.label))
