"""Dates as a text prints them, and what of an EDTF date they show.

Day, month and year of one date are of one expression: the day of another clause is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from factbook.text.dates import MONTHS, Day, days_of
from factbook.text.late import pattern


class PrintedDate(NamedTuple):
    """A date in a text: as precise as it is printed there (year None: not printed), and where it stands.

    `last` is the end of a period that one expression names ("the 1990s", "first quarter of 2024"); `part` is "early",
    "mid" or "late" where only that part of it is meant, "some" where the year is named for a part of it only.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    last: Day | None = None
    part: str = ""


@dataclass(frozen=True)
class DateWords:
    """What a language says where a date is about, doubtful, open, or the end of a period."""

    about: re.Pattern[str]
    doubt: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    by: re.Pattern[str]
    span: re.Pattern[str]
    #: What opens a period right before a date, or behind it; what links the two ends of one; what begins one.
    opens: re.Pattern[str]
    runs_on: re.Pattern[str]
    link: re.Pattern[str]
    begins: re.Pattern[str]


#: A date by itself: no interval, and neither about, nor doubtful, nor open.
_ONE = pattern(r"\d{4}(?:-\d\d){0,2}")
_PARTS = {"early": range(0, 4), "mid": range(4, 7), "late": range(6, 10), "some": range(0)}
#: How many letters beside a date tell whether it opens or ends a period.
_BESIDE = 24


def with_years(text: str, dates: Iterable[PrintedDate], link: re.Pattern[str]) -> list[PrintedDate]:
    """The dates, each without a year given that of the one it is linked to: "16 March to 20 June 2025"."""
    found: list[PrintedDate] = []
    for date in reversed(list(dates)):
        follows = found[-1] if found else None
        if date.year is None and follows and follows.year and link.fullmatch(text[date.end : follows.start]):
            date = date._replace(year=follows.year, month=date.month or follows.month)
        found.append(date)
    return found[::-1]


def period_fault_in(edtf: str, text: str, dates: list[PrintedDate], words: DateWords) -> str | None:
    """What of a period that the dates show is only a part or an end of one that is printed: "since 2015"."""
    if not _ONE.fullmatch(edtf):
        return None
    day = days_of(edtf)[0]
    same = [d for d in dates if d[:3] == day and not (d.last or d.part == "some")]
    return None if any(not _is_end(date, text, dates, words) for date in same) else f"all of {edtf}, and no more,"


def _is_end(date: PrintedDate, text: str, dates: list[PrintedDate], words: DateWords) -> bool:
    """Whether a period begins or ends with the date: "since 2015", "between 2015 and 2018"."""
    if words.opens.search(text[max(0, date.start - _BESIDE) : date.start]) or words.runs_on.match(text, date.end):
        return True
    for other in dates:
        if other.start == date.start:
            if other[:3] != date[:3] and not other.last:
                return True  # both ends of one expression
            continue
        first, second = (date, other) if date.start < other.start else (other, date)
        if _linked(first, second, text, words):
            return True
    return False


def _linked(first: PrintedDate, second: PrintedDate, text: str, words: DateWords) -> bool:
    gap = words.link.fullmatch(text[first.end : second.start])
    return bool(gap and (gap.lastgroup or words.begins.search(text[max(0, first.start - _BESIDE) : first.start])))


def date_fault_in(edtf: str, text: str, dates: list[PrintedDate], words: DateWords) -> str | None:
    """What of a valid EDTF date the dates of a text do not show ("the year 2014", "March"); None if all is shown."""
    days = days_of(edtf)
    if edtf.startswith("[.."):
        return _first(_missing(days[0], dates), words.by.search(text), "a word for 'by' (by, before)")
    first, slash, last = edtf.partition("/")
    if not slash:
        return _missing_or_marks(edtf, days[0], text, dates, words)
    if first == "..":
        return _first(_missing(days[0], dates), words.until.search(text), "a word for 'until'")
    if last == "..":
        return _first(_missing(days[0], dates), words.since.search(text), "a word for 'since'")
    if any((d.year, d.month, d.day) == days[0] and d.last == days[1] and not d.part for d in dates):
        return None
    missing = _missing(days[0], dates) or _missing(days[1], dates)
    if not missing and any(_are_days_running(*pair, days) for pair in pairwise(dates)):
        return _marks(edtf, text, words)
    return _first(missing, words.span.search(text), "words for a period (from, to)") or _marks(edtf, text, words)


def _are_days_running(one: PrintedDate, other: PrintedDate, days: Sequence[Day]) -> bool:
    """Whether the two are these days, printed together, and one follows the other: "Feb. 17 and 18"."""
    if one[:3] != days[0] or other[:3] != days[1] or not (one.day and other.day):
        return False
    return one.start == other.start and one.month == other.month and other.day - one.day == 1


def _first(missing: str | None, word: object, wanted: str) -> str | None:
    return missing or (None if word else wanted)


def _missing_or_marks(edtf: str, day: Day, text: str, dates: list[PrintedDate], words: DateWords) -> str | None:
    if edtf.endswith("~") and day.month is None and any(_in_part(day.year, date) for date in dates):
        return None
    return _missing(day, dates) or _marks(edtf, text, words)


def _in_part(year: int, date: PrintedDate) -> bool:
    return bool(date.year and date.part and date.year // 10 == year // 10 and year % 10 in _PARTS[date.part])


def _marks(edtf: str, text: str, words: DateWords) -> str | None:
    if ("~" in edtf or "%" in edtf) and not words.about.search(text):
        return "a word for '~' (about)"
    return "a word for '?' (perhaps)" if ("?" in edtf or "%" in edtf) and not words.doubt.search(text) else None


def _missing(day: Day, dates: list[PrintedDate]) -> str | None:
    """What of a day no date shows, the most precise that comes near."""
    same = [date for date in dates if date.year == day.year and not date.last]
    if not same:
        return f"the year {day.year}"
    same = [date for date in same if day.month in (None, date.month)]
    if not same:
        return MONTHS[(day.month or 1) - 1]
    return None if any(day.day in (None, date.day) for date in same) else f"the day {day.day}"
