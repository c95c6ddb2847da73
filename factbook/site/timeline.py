"""Every dated fact by year, as precise as its article, and the same as a strip of bars.

Reads the view `timeline`; a fact with a start and an end stands in both years.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from factbook.formats.wording import say_date
from factbook.record import Reference

_DATED = """
select fact, kind, label, what, date, year from timeline
where (?1 = '' or kind = ?1) and (?2 is null or year = ?2)"""
_PER_YEAR = "select year, count(*) from timeline where ?1 = '' or kind = ?1 group by year order by year"
_PER_KIND = "select kind, count(*) from timeline group by kind order by kind"
_STRIP_WIDTH, _STRIP_HEIGHT = 1000, 90


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact: what happened to it ("signed") and when, in words."""

    record: Reference
    what: str
    date: str
    when: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its events in order."""

    year: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's bar in the strip, in the strip's own units."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Facts a year as bars; `decades` are ticks with their place."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    decades: tuple[tuple[int, float], ...]


def load_counts(conn: sqlite3.Connection, kind: str) -> dict[int, int]:
    """How many dated facts of the kind ('' for all) each year has, in order; years without any are left out."""
    return {row[0]: row[1] for row in conn.execute(_PER_YEAR, [kind])}


def load_years(conn: sqlite3.Connection, kind: str, year: int | None) -> list[Year]:
    """The years, or the one year, that have dated facts of the kind ('' for all), each with its events."""
    rows = conn.execute(_DATED, [kind, year]).fetchall()
    return [Year(year, tuple(map(_event, events))) for year, events in groupby(rows, key=lambda row: row[5])]


def load_kinds(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """The kinds that have dated facts, with how many."""
    return [(row[0], row[1]) for row in conn.execute(_PER_KIND)]


def load_strip(conn: sqlite3.Connection) -> Strip | None:
    """Bars for every year from the first to the last, or None where nothing is dated."""
    counts = load_counts(conn, "")
    if not counts:
        return None
    first, last, most = min(counts), max(counts), max(counts.values())
    step = _STRIP_WIDTH / (last - first + 1)
    bars = tuple(_bar(year, count, (year - first) * step, step, most) for year, count in counts.items())
    decades = tuple((year, (year - first) * step) for year in range(-(-first // 10) * 10, last + 1, 10))
    return Strip(_STRIP_WIDTH, _STRIP_HEIGHT, bars, decades)


def _event(row: sqlite3.Row) -> Event:
    return Event(Reference(row[0], row[1], row[2]), row[3], row[4], say_date(row[4]))


def _bar(year: int, count: int, x: float, step: float, most: int) -> Bar:
    height = round(6 + (_STRIP_HEIGHT - 6) * count / most, 1)
    return Bar(year, count, round(x, 1), round(_STRIP_HEIGHT - height, 1), round(max(2.0, step * 0.72), 1), height)
