"""The rows of a chart: what its question answers, with what a drawing cannot work out for itself.

Adds to each row `amount`, the number with unit and bound in words; `<column>_said`, a date in words, or a value of a
closed list in the reader's language; `href`, the address of its record; and, where a row tells what another source
says, that as a number: `elsewhere_value` and `elsewhere_bound`. What cannot be read as one number is left out, and so
not drawn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from factbook.formats.wording import say_amount, say_date
from factbook.locale import language as spoken
from factbook.locale import say
from factbook.record import DATABASE
from factbook.schema import Schema
from factbook.text.dates import date_fault
from factbook.text.languages import language_of

#: Where the links of a drawing lead until it is served: no such host can be (RFC 6761).
BASE = "https://factbook.invalid"
#: Rows that a chart draws at most.
MOST = 200
Row = Mapping[str, Any]
_KIND = "select kind from facts where id = ?"
_TRANSLATED = "select 1 from translations where language = ? and text = ? and is_current"
#: What another source says, in a view or question that takes it from `cross_checks`.
ELSEWHERE = "elsewhere"
_ANY_BOUND = ("more than", "at least", "about", "less than", "up to", "nearly")


class Rows(NamedTuple):
    """The answer to a chart's question: its columns, and its rows, none where they are too `many` to draw."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    many: bool


def load_rows(conn: sqlite3.Connection, sql: str) -> Rows:
    """The rows that the question answers with, as they are."""
    cursor = conn.execute(sql)
    columns = tuple(column[0] for column in cursor.description)
    found = cursor.fetchmany(MOST + 1)
    rows = [dict(zip(columns, row, strict=True)) for row in found] if len(found) <= MOST else []
    return Rows(columns, tuple(rows), len(found) > MOST)


def drawn_rows(
    conn: sqlite3.Connection, rows: tuple[Row, ...], schema: Schema, declared: Row, language: str
) -> tuple[Row, ...]:
    """The rows as they are drawn, in their order, without those that it is to `skip` or that lack what it `needs`."""
    amounts, dates = tuple(_amount_columns(schema)), _date_columns(schema)
    closed = _closed_lists(schema)
    drawn = (
        {
            **row,
            **_amount(row, amounts),
            **_days(row, dates),
            **_classes(row, closed),
            **_elsewhere(conn, row, language),
            "href": _href(conn, row),
        }
        for row in rows
    )
    return tuple(row for row in drawn if _is_drawn(row, declared))


def count_undrawn(conn: sqlite3.Connection, found: Rows, schema: Schema, declared: Row, language: str) -> int:
    """How many of the rows are not drawn; only what that depends on is worked out."""
    decisive = {declared.get("needs"), *(declared.get("skip") or ())} - {None}
    if decisive <= {*found.columns}:
        return sum(not _is_drawn(row, declared) for row in found.rows)
    return len(found.rows) - len(drawn_rows(conn, found.rows, schema, declared, language))


def _is_drawn(row: Row, declared: Row) -> bool:
    """Whether the row has what the chart needs, and no value that it is to skip."""
    needs, skipped = declared.get("needs"), (declared.get("skip") or {}).items()
    is_whole = needs is None or row.get(needs) is not None
    return is_whole and not any(row.get(column) == value for column, value in skipped)


def _amount_columns(schema: Schema) -> Iterator[tuple[str, str, str]]:
    """Number, unit and bound of each table that has all three."""
    for table in schema.tables.values():
        named = [[c.name for c in table.columns.values() if tag in c.tags] for tag in ("number", "unit", "qualifier")]
        if all(named):
            yield named[0][0], named[1][0], named[2][0]


def _date_columns(schema: Schema) -> frozenset[str]:
    columns = (column for table in schema.tables.values() for column in table.columns.values())
    return frozenset(column.name for column in columns if "date" in column.tags)


def _closed_lists(schema: Schema) -> frozenset[str]:
    """Columns of closed lists and of our own classes, which catalogues hold."""
    columns = (column for table in schema.tables.values() for column in table.columns.values())
    return frozenset(c.name for c in columns if c.choices or c.tags & {"editorial", "unit"})


def _classes(row: Row, closed: frozenset[str]) -> dict[str, str]:
    """Each value of a closed list as the reader's language has it: for its `status`, `status_said`."""
    return {f"{name}_said": say(row[name]) for name in sorted(closed & row.keys()) if isinstance(row[name], str)}


def _days(row: Row, dates: frozenset[str]) -> dict[str, str]:
    """What a row says of each date in words: "by March 2021" for its `starts` is `starts_said`."""
    days = {name: row[name] for name in dates & row.keys() if isinstance(row[name], str)}
    return {f"{name}_said": say_date(day) for name, day in sorted(days.items()) if date_fault(day) is None}


def _amount(row: Row, amounts: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    """What a row says of its number in words: "more than 1,500 companies"."""
    for number, unit, bound in amounts:
        if {number, unit, bound} <= row.keys() and row[unit]:
            return {"amount": say_amount(row[number], row[unit], row[bound], short=True)}
    return {}


def _elsewhere(conn: sqlite3.Connection, row: Row, language: str) -> dict[str, Any]:
    """What another source says, as a number with its bound, where its words hold one number that is no date.

    They are read by the rules of the language that they are in: the project's, if nobody has translated them.
    """
    text = row.get(ELSEWHERE)
    if not isinstance(text, str):
        return {}
    translated = conn.execute(_TRANSLATED, [spoken(), text]).fetchone()
    return _read(text, spoken() if translated else language)


def _read(text: str, language: str) -> dict[str, Any]:
    reader = language_of(language)
    if reader is None:
        return {}
    days = reader.dates(text)
    numbers = [n for n in reader.numbers(text) if not any(day.start <= n.start < day.end for day in days)]
    if len(numbers) != 1 or numbers[0].value is None:
        return {}
    bounds = reader.bounds(text, numbers[0])
    bound = next((each for each in _ANY_BOUND if each in bounds), "as printed")
    return {"elsewhere_value": numbers[0].value, "elsewhere_bound": bound}


def _href(conn: sqlite3.Connection, row: Row) -> str | None:
    """Where a mark leads: the page that the row names as `path`, else the record that it is of."""
    if path := row.get("path"):
        return f"{BASE}{path}"
    kind = conn.execute(_KIND, [row.get("fact")]).fetchone()
    return f"{BASE}/{DATABASE}/{kind[0]}/{row['fact']}" if kind else None
