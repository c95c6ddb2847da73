"""Dates as EDTF: what is a date."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.text.dates import date_fault, days_of

GOOD = [
    "2010",
    "2020-12",
    "2025-06-16",
    "2024-02-29",
    "2018/2023",
    "1986~",
    "2019?",
    "../2021-03",
    "1999/..",
    "2018-06/2018",
    "[..2021-03]",
]
BAD = [
    "", "..", "../..", "/", "2025-02-30", "2023-02-29", "2025-13", "2025-00", "2025-01-00", "0000", "201", "20100",
    "-2010", "2025-2-6", "20250616", "2025-06-16T10:00", "2025/", "2019/2018", "2019-03/2019-02", "2018/2019/2020",
    "[..2021", "[2021]",
    "[..2021-13]", "[..2021~]", "..2021",
    "201X", "199u", "June 2025", "16/06/2025", "２０２０", " 2020", "2020 ", "2020\n", "open/2020", "unknown",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_what_edtf_takes_and_the_calendar_has_is_a_date(text: str) -> None:
    assert date_fault(text) is None


@pytest.mark.parametrize("text", BAD)
def test_everything_else_is_none_and_says_why(text: str) -> None:
    assert date_fault(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date_and_is_read_back(day: datetime.date) -> None:
    assert date_fault(day.isoformat()) is None
    assert days_of(day.isoformat()) == ((day.year, day.month, day.day),)


def test_a_season_is_told_what_to_write_instead() -> None:
    for season in ("2010-21", "2010-33~", "2009/2010-24"):
        assert "give its months, such as 2010-03/2010-05" in (date_fault(season) or "")
