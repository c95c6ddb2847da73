"""The charts: what metadata.yml declares, filled with every row of the question that each one draws.

A question with more rows than a drawing can show is not drawn: the page says so, and leads to its answer.
Turns a declaration and the rows into a Vega-Lite specification, a table for those who cannot see it, and the articles
that the numbers come from.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from factbook.formats.wording import say_amount
from factbook.record import DATABASE, Source, load_facts, load_sources
from factbook.site.cells import find_record, record_named, show_cell, show_record
from factbook.site.names import Names

_VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"

#: Rows that a chart draws at most.
MOST = 200
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as the page shows it; `spec` is JSON that is safe in a script element, `rows` are cells in words.

    There are no rows where they are too many to draw: `many`.
    """

    id: str
    title: str
    unit: str
    note: str
    query: str
    many: bool
    spec: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    sources: tuple[Source, ...]


def load_charts(conn: sqlite3.Connection, words: Names, metadata: Mapping[str, Any]) -> list[Chart]:
    """Every chart that metadata.yml declares, in order."""
    queries = metadata["databases"][DATABASE]["queries"]
    return [_chart(conn, words, declared, queries[declared["query"]]) for declared in metadata.get("charts") or []]


def _chart(conn: sqlite3.Connection, words: Names, declared: Mapping[str, Any], query: Mapping[str, Any]) -> Chart:
    cursor = conn.execute(query["sql"])
    columns = tuple(column[0] for column in cursor.description)
    found = cursor.fetchmany(MOST + 1)
    rows: list[Row] = [dict(zip(columns, row, strict=True)) for row in found] if len(found) <= MOST else []
    return Chart(
        id=declared["id"],
        title=declared["title"],
        unit=declared["unit"],
        note=declared["note"],
        query=declared["query"],
        many=len(found) > MOST,
        spec=_spec(declared, [{**row, **_amount(row, words)} for row in rows]),
        columns=tuple(words.label(None, column) for column in columns),
        rows=tuple(tuple(_cell(conn, value, column, words) for column, value in row.items()) for row in rows),
        sources=_sources(conn, rows),
    )


def _spec(declared: Mapping[str, Any], rows: list[Row]) -> Markup:
    spec = {
        "$schema": _VEGA_LITE,
        "description": declared["title"],
        "width": "container",
        "data": {"values": rows},
        **declared["spec"],
    }
    return Markup(json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 - no "<" is left


def _amount(row: Row, words: Names) -> dict[str, str]:
    """What a row says of its number in words, as `amount`: "more than 1,500 companies"."""
    for number, unit, bound in words.amounts.values():
        if {number, unit, bound} <= row.keys():
            return {"amount": say_amount(row[number], row[unit], row[bound], short=True)}
    return {}


def _cell(conn: sqlite3.Connection, value: Any, column: str, words: Names) -> Any:
    record = find_record(conn, value, column) if record_named(value, column, None, words) else None
    return show_record(record) if record else show_cell(value, column, None, words) or value


def _sources(conn: sqlite3.Connection, rows: Iterable[Row]) -> tuple[Source, ...]:
    """The articles that prove the rows' facts, or that the rows are of, in order of publication."""
    listed = list(rows)
    facts = load_facts(conn, (row["fact"] for row in listed if "fact" in row))
    cited = [citation.source.id for fact in facts for citation in fact.citations]
    sources = load_sources(conn, [*cited, *(row["source"] for row in listed if "source" in row)])
    return tuple(sorted(sources, key=lambda source: (source.published or "9999", source.id)))


def charts_page(conn: sqlite3.Connection, words: Names, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of the page of charts."""
    return {"charts": load_charts(conn, words, metadata)}
