"""Dates as people of a language write them: EDTF to "16 June 2025", "junio de 2025", "2021年3月まで".

As precise as the date is, and no more. The order of day, month and year is Unicode's (CLDR, by Babel); what stands
around a date ("by", "from … on") is in the catalogue. In English the day stands first.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_day_names, get_month_names

from factbook.locale.catalogue import SOURCE, load_catalogue
from factbook.locale.reader import N_, Reader, message

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TO, _BY = N_("%(first)s to %(last)s"), N_("by %(date)s")
_UNTIL, _FROM = N_("until %(date)s"), N_("from %(date)s on")
_DOUBTS = {"~": N_("about %(date)s"), "?": N_("perhaps %(date)s"), "%": N_("perhaps about %(date)s")}
_Width = Literal["abbreviated", "wide"]
_SKELETONS = {1: "y", 2: "yMMMM", 3: "yMMMMd"}


def say_date(edtf: str, reader: Reader, month_first: bool = False) -> str:
    """A valid EDTF date in words: "16 June 2025", "2018 to 2023", "from 1999 on", "about 1986", "by March 2021".

    With `month_first`, as American styles write it: "June 16, 2025"; only in English.
    """

    def form(text: str, **days: str) -> str:
        return message(reader.catalogue, text, {name: _say(day, reader, month_first) for name, day in days.items()})

    if edtf.startswith("[.."):
        return form(_BY, date=edtf[3:-1])
    first, slash, last = edtf.partition("/")
    if not slash:
        return _say(first, reader, month_first)
    if first == "..":
        return form(_UNTIL, date=last)
    return form(_FROM, date=first) if last == ".." else form(_TO, first=first, last=last)


def _say(text: str, reader: Reader, month_first: bool) -> str:
    """A day, month or year, and how sure it is."""
    said = say_day(text.rstrip("~?%"), reader.language, month_first)
    doubt = _DOUBTS.get(text[-1])
    return message(reader.catalogue, doubt, {"date": said}) if doubt else said


@lru_cache(maxsize=20_000)
def say_day(text: str, language: str, month_first: bool = False) -> str:
    """A date without its signs, `2025-06-16`, as the language writes it."""
    parts = [int(part) for part in text.split("-")]
    locale = locale_of(language)
    if locale.language != SOURCE:
        whole = datetime.date(*parts, *(1,) * (3 - len(parts)))
        return str(format_skeleton(_SKELETONS[len(parts)], whole, locale=locale))
    year, *rest = parts
    month = get_month_names("wide", locale=locale)[rest[0]] if rest else ""
    day = str(rest[1]) if len(rest) == 2 else ""
    if month_first and day:
        return f"{month} {day}, {year}"
    return " ".join(part for part in (day, month, str(year)) if part)


def say_month(edtf: str | None, language: str) -> str | None:
    """A valid EDTF date to the month: "November 2020", "2018 to 2023"; None for none."""
    if not edtf:
        return None
    days = [say_day("-".join(part for part in found if part), language) for found in _months(edtf)]
    if len(days) == 1:
        return days[0]
    return message(load_catalogue(None, language), _TO, {"first": days[0], "last": days[1]})


def _months(edtf: str) -> list[tuple[str, str]]:
    return [(year, month) for year, month, _day in _DAY.findall(edtf)]


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """What Unicode knows of the language; English where it knows none of that name."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(SOURCE)


def names_of_days(language: str) -> dict[str, object]:
    """The names of days and months in a language, Sunday and January first, as d3-time-format takes them."""
    locale = locale_of(language)

    def days(width: _Width) -> list[str]:
        found = get_day_names(width, locale=locale)
        return [str(found[(number + 6) % 7]) for number in range(7)]

    def months(width: _Width) -> list[str]:
        return [str(name) for _number, name in sorted(get_month_names(width, locale=locale).items())]

    return {
        "dateTime": "%x, %X", "date": "%Y-%m-%d", "time": "%H:%M:%S", "periods": ["AM", "PM"],
        "days": days("wide"), "shortDays": days("abbreviated"),
        "months": months("wide"), "shortMonths": months("abbreviated"),
    }  # fmt: skip
