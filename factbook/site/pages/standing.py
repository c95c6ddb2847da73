"""A value that is so as of its article, in words: the day, and whether time may have overtaken it since.

From the tags of its column and of the one that holds its day; "since" is before the day on which the record was last
held against its article, for a page knows no other today.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from factbook.formats.wording import say_date
from factbook.locale import N_, _
from factbook.record import Scalar
from factbook.schema import Column, Table
from factbook.text.dates import days_of

NO_DAY = N_("as of an undated article")


class Checked(Protocol):
    """A record: its values, and the day on which it was last held against its article (ISO 8601)."""

    @property
    def checked(self) -> str:
        """The day."""

    def value(self, field: str) -> Scalar:
        """The value of a column."""


class Standing(NamedTuple):
    """`as_of`: "as of 24 November 2020"; `remark`: a sentence where time may have overtaken it, else empty."""

    as_of: str
    remark: str

    @property
    def notice(self) -> str:
        """Both as sentences."""
        return _("This status is %(as_of)s. %(remark)s", as_of=self.as_of, remark=self.remark)


def standing_of(fact: Checked, field: str, table: Table) -> Standing | None:
    """How the value of a column stands; None where it is bound to no day, or there is no value."""
    day = table.days.get(field)
    value = fact.value(field)
    if day is None or value is None:
        return None
    column, as_of = table.columns[field], fact.value(day)
    remark = _remark(fact, column, table) if str(value) in _values(column, "open") else ""
    return Standing(_("as of %(date)s", date=say_date(str(as_of))) if as_of else _(NO_DAY), remark)


def _values(column: Column, tag: str) -> list[str]:
    return [value.strip() for value in column.words.get(tag, "").split(",")]


def _remark(fact: Checked, column: Column, table: Table) -> str:
    passed = [date for date in _dates(fact, column, table) if _is_before(date, fact.checked)]
    if passed:
        return _(
            "The time that is given, %(date)s, has passed since; what came of it the article cannot say.",
            date=say_date(passed[-1]),
        )
    return _("This may have changed since.")


def _dates(fact: Checked, column: Column, table: Table) -> Iterator[str]:
    """The dates at which what is awaited was to happen, or what was going on was to end."""
    dated = [(c.name, "|" in c.words["date"]) for c in table.tagged("date") if "date" in c.words]
    is_awaited = str(fact.value(column.name)) in _values(column, "awaited")
    for name, is_happening in dated:
        date = fact.value(name)
        if isinstance(date, str) and any(bar for _, bar in dated) and (is_awaited or not is_happening):
            yield date


def _is_before(date: str, day: str) -> bool:
    """Whether all of the date is over on a day; what has no end never is."""
    last = days_of(date)[-1]
    text = "-".join([str(last.year), *(f"{part:02}" for part in (last.month, last.day) if part)])
    return not date.endswith("..") and text < day[: len(text)]
