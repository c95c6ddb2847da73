"""Dates as EDTF (ISO 8601-2, level 1 without seasons, and `[..2021-03]`): as precise as what is known, and no more.

The forms of one pattern are taken, and each day and month is held against the calendar.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from factbook.text.late import pattern

_PLAIN = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
#: How a date may look; what it says is held against the calendar.
PROFILE = pattern(
    r"(?:(?:{day}[~?%]?|\.\.)(?:/(?:{day}[~?%]?|\.\.))?|\[\.\.{day}\])".replace("{day}", r"\d{4}(?:-\d{2}){0,2}"), re.A
)
#: Seasons, quarters and the like, which EDTF writes as months from 21 on, and which no reader here reads.
_SEASON = pattern(r"\d{4}-(?:2[1-9]|3\d|4[01])", re.A)
_EARLIER = "[.."  # of a day not known but for its last: EDTF level 2, "one of a set"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Day(NamedTuple):
    """One end of a date: month and day are None where they are not known."""

    year: int
    month: int | None
    day: int | None


@lru_cache(maxsize=50_000)
def date_fault(text: str) -> str | None:
    """Why `text` is no date that the factbook takes; None where it is one."""
    if not PROFILE.fullmatch(text) or text in ("..", "../.."):
        return "not an EDTF date such as 2010, 2020-12, 2025-06-16, 2018/2023, 1986~ or [..2021-03]"
    parts = text.removeprefix(_EARLIER).removesuffix("]").split("/")
    if any(_SEASON.fullmatch(part.rstrip("~?%")) for part in parts):
        return "a season or a quarter: give its months, such as 2010-03/2010-05, or the year alone"
    if not all(_in_calendar(part.rstrip("~?%")) for part in parts if part != ".."):
        return "no such day or month in the calendar"
    ends = days_of(text)
    if len(ends) == 2 and parts[0] == parts[1]:
        return "starts and ends on the same: give it once"
    return "ends before it starts" if len(ends) == 2 and _key(ends[1]) < _key(ends[0])[: len(_key(ends[1]))] else None


def _in_calendar(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _key(day: Day) -> tuple[int, ...]:
    return tuple(part for part in day if part is not None)


@lru_cache(maxsize=50_000)
def days_of(text: str) -> tuple[Day, ...]:
    """The ends of a valid date that are given: one, or two of an interval; open ends are left out."""
    return tuple(
        Day(int(year), int(month) if month else None, int(day) if day else None)
        for year, month, day in _PLAIN.findall(text)
    )
