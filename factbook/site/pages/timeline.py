"""Every dated fact by year, as precise as its article, and the same as a strip of bars.

Reads the view `timeline`; a fact with a start and an end stands in both years.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from factbook.formats.wording import say_date
from factbook.record import Reference

_DATED = "select fact, kind, label, what, date, year from timeline where :kind = '' or kind = :kind"
_OF_YEAR = """
select fact, kind, label, what, date, year from timeline
where year = :year and (:kind = '' or kind = :kind) limit :limit offset :offset"""
#: Dates of one year that a page shows.
PAGE = 400
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


def load_years(conn: sqlite3.Connection, kind: str) -> list[Year]:
    """The years that have dated facts of the kind ('' for all), each with its events."""
    rows = conn.execute(_DATED, {"kind": kind})
    return [Year(year, tuple(map(_event, events))) for year, events in groupby(rows, key=lambda row: row[5])]


def load_year(conn: sqlite3.Connection, kind: str, year: int, page: int) -> list[Year]:
    """One year with the events of the kind ('' for all) that stand on its page of this number, from 1."""
    wanted = {"kind": kind, "year": year, "limit": PAGE, "offset": (page - 1) * PAGE}
    events = tuple(map(_event, conn.execute(_OF_YEAR, wanted)))
    return [Year(year, events)] if events else []


def strip_of(counts: Mapping[int, int]) -> Strip | None:
    """Bars for every year from the first to the last of the counts by year, or None where nothing is dated."""
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
