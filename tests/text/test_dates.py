"""Dates as EDTF: what is a date, and what of it a quote shows."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.text.dates import MONTHS, date_fault, days_of, missing_in

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


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_is_shown_by_the_words_that_print_it(day: datetime.date) -> None:
    month = MONTHS[day.month - 1]
    for words in (f"on {month} {day.day}, {day.year}", f"the {day.day} {month[:3]} {day.year}"):
        assert missing_in(day.isoformat(), words) is None


@pytest.mark.parametrize(
    ("date", "quote", "missing"),
    [
        ("2014", "signed in 2014", None),
        ("2014", "signed in 2015", "the year 2014"),
        ("2014", "signed in the 2014s", "the year 2014"),
        ("2014", "some 12014 people", "the year 2014"),
        ("2014-03", "signed in 2014", "March"),
        ("2014-03", "they march in 2014", "March"),
        ("2014-05", "they may sign in 2014", "May"),
        ("2014-05", "in MAY 2014", None),
        ("2014-03-16", "on March 16, 2014", None),
        ("2014-03-16", "on March 15, 2014", "the day 16"),
        ("2014-03-06", "on the sixth of March, 2014", None),
        ("2018/2023", "from 2018 on", "the year 2023"),
        ("2018/2023", "between 2018 and 2023", None),
        ("../2023", "by 2023", None),
        ("1986~", "around 1986", None),
    ],
)
def test_what_of_a_date_a_quote_does_not_show_is_told(date: str, quote: str, missing: str | None) -> None:
    assert missing_in(date, quote) == missing
