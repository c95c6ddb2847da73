"""Which records the rows of a table or query stand for, and the text that cites them.

Turns columns and rows into a `CiteRequest`, and that into one of the formats. A row that stands for no record is
reported, never dropped.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from factbook.formats import Edition, Entry, Format, entry_of_fact, entry_of_source
from factbook.locale import _
from factbook.record import Fact, load_facts, load_sources

#: Records in one file at most; more is what the downloads are for.
MOST = 800
# Columns that hold the id of a record, the surest first.
_ID_COLUMNS = ("fact", "id", "source")
# What has become of records: some of these are no more, and cannot be cited.
_OF_THE_PAST = ("changes", "retired", "updates")
# What a table's URL says of the page that is shown, not of the rows that match.
_OF_THE_PAGE = ("_next", "_size", "_col", "_nocol", "_shape", "_label", "_facet", "_trace", "_json", "_extra")
_WHOLE = (("_size", "max"), ("_nofacet", "1"), ("_nosuggest", "1"), ("_nocount", "1"), ("_shape", "objects"))


_Row = Mapping[str, Any]


class NotCitable(ValueError):
    """The rows cannot be cited; the message says why, in words for the reader."""


@dataclass(frozen=True, slots=True)
class CiteRequest:
    """Ids to cite, each once, in the order of the rows; `passages`, where given, are the only citations wanted."""

    ids: tuple[str, ...]
    passages: frozenset[str] | None = None


def id_columns(columns: Iterable[str], table: str | None) -> list[str]:
    """The column that holds the records' ids, and that of their passages, if there is one; empty without ids."""
    names = set(columns) if table not in _OF_THE_PAST else set()
    found = next(([name] for name in _ID_COLUMNS if name in names), [])
    passage = "id" if table == "citations" else "citation"
    return [*found, passage] if found == ["fact"] and passage in names else found


def whole_query(query_string: str, key: str | None, after: str = "") -> str:
    """A table's query string turned to all rows that match, every column, in pages as large as can be.

    `key` is the table's primary key, and the order of the pages: in any other, Datasette may skip rows that are equal
    in it where one page ends and the next begins. A view has none, and is counted off. `after` is the next page's mark.
    """
    asked = parse_qsl(query_string, keep_blank_values=True)
    dropped = (*_OF_THE_PAGE, "_sort") if key else _OF_THE_PAGE
    filters = [(name, value) for name, value in asked if not name.startswith(dropped)]
    order = [("_sort", key)] if key else []
    return urlencode([*filters, *order, *_WHOLE, *([("_next", after)] if after else [])])


def in_order(rows: Iterable[_Row], column: str | None, descending: bool) -> list[_Row]:
    """The rows sorted as SQLite does, by `column`: NULL first, then numbers, then text; equal ones stay as they are."""
    if column is None:
        return list(rows)
    return sorted(rows, key=lambda row: _rank(row[column]), reverse=descending)


def _rank(value: object) -> tuple[int, float, str]:
    if value is None:
        return (0, 0.0, "")
    return (1, float(value), "") if isinstance(value, int | float) else (2, 0.0, str(value))


def cite_request(rows: Iterable[_Row], columns: Sequence[str]) -> CiteRequest:
    """What rows stand for, by their `id_columns`; a row whose id is NULL stands for nothing."""
    given = [[str(row[column]) for column in columns] for row in rows if row[columns[0]] is not None]
    passages = frozenset(row[1] for row in given if len(row) > 1)
    return CiteRequest(tuple(dict.fromkeys(row[0] for row in given)), passages or None)


def cite(conn: sqlite3.Connection, wanted: CiteRequest, form: Format, edition: Edition) -> str:
    """The text in the format, the records in the order wanted.

    Raises NotCitable for an id that is neither a fact's nor an article's.
    """
    facts = {fact.id: fact for fact in load_facts(conn, wanted.ids)}
    others = [id for id in wanted.ids if id not in facts]
    sources = {source.id: source for source in load_sources(conn, others)}
    unknown = [id for id in others if id not in sources]
    if unknown:
        said = _("%(unknown)s of %(all)s ids are no record's, the first is %(first)s.")
        raise NotCitable(said % {"unknown": len(unknown), "all": len(wanted.ids), "first": repr(unknown[0])})
    entries = [
        _entry(facts[id], wanted, edition) if id in facts else entry_of_source(sources[id], edition)
        for id in wanted.ids
    ]
    return form.render(entries)


def _entry(fact: Fact, wanted: CiteRequest, edition: Edition) -> Entry:
    if wanted.passages is None:
        return entry_of_fact(fact, edition)
    kept = tuple(citation for citation in fact.citations if citation.id in wanted.passages)
    return entry_of_fact(replace(fact, citations=kept), edition)
