"""iCalendar (RFC 5545, with the names of RFC 7986) of a table's dated records, as precise as their dates and no more.

The tags of the columns say which is the date, the category, what is awaited, and what a record is about. A record whose
date is a day, or days, is an all-day event. One that is known by its month or year, or about, or without an end, is no
event, since that needs a day: it is a journal entry without a date, which calendars keep off the days, and says in
words when it was.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factbook.formats.entry import Edition
from factbook.formats.identity import identity
from factbook.formats.urls import clean_url
from factbook.formats.wording import say, say_date
from factbook.locale import _, language
from factbook.locale import say as in_language
from factbook.locale.signs import gap, set_signs
from factbook.record import DATABASE, Fact

MEDIA_TYPE = "text/calendar"
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_LINE_BYTES = 75

_Line = tuple[str, str | None]


class Kept(NamedTuple):
    """What a calendar is of: a table, its name for people, and the table of places, if there is one."""

    table: str
    title: str
    places: str | None


def to_ical(facts: Sequence[Fact], edition: Edition, kept: Kept) -> str:
    """A calendar of the records that have a date, in their order; lines end with CR LF, as the format has it."""
    dated = [fact for fact in facts if _date(fact)]
    events = sum(1 for fact in dated if _days(fact))
    title = edition.title + _(": ") + kept.title
    description = _(
        "%(events)s of %(dated)s dated %(kind)s are events on their days. The others are known only by their month or "
        "year, or without an end: they are journal entries without a date.",
        events=events,
        dated=len(dated),
        kind=kept.title,
    )
    lines: list[_Line] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", _text(f"-//{edition.title}//{edition.release.version}//{language().upper()}")),
        *((name, _text(title)) for name in ("NAME", "X-WR-CALNAME")),
        *((name, _text(description)) for name in ("DESCRIPTION", "X-WR-CALDESC")),
        ("URL", f"{edition.base_url}/{DATABASE}/{kept.table}"),
        *(line for fact in dated for line in _component(fact, edition, kept)),
        ("END", "VCALENDAR"),
    ]
    return "".join(_folded(f"{name}:{value}") for name, value in lines if value)


def _component(fact: Fact, edition: Edition, kept: Kept) -> Iterator[_Line]:
    days, when = _days(fact), say_date(_date(fact))
    kind = "VEVENT" if days else "VJOURNAL"
    url = clean_url(edition.base_url + fact.path)
    checked = fact.checked.replace("-", "") + "T000000Z"
    yield from (("BEGIN", kind), ("UID", identity(edition, fact.id)), ("DTSTAMP", checked), ("LAST-MODIFIED", checked))
    yield "SUMMARY", _text(fact.label if days else set_signs(f"{fact.label} ({when})", language()))
    yield "DESCRIPTION", _text(_description(fact, when))
    yield from (("CATEGORIES", _text(in_language(_tagged(fact, "class")))), ("URL", url))
    if days:
        yield from (("DTSTART;VALUE=DATE", days[0]), ("DTEND;VALUE=DATE", days[1]), ("LOCATION", _place(fact, kept)))
        yield from (("STATUS", "TENTATIVE" if _is_awaited(fact) else "CONFIRMED"), ("TRANSP", "TRANSPARENT"))
    yield "END", kind


def _tagged(fact: Fact, tag: str, besides: str = "") -> str:
    """The first value, in the order of the schema, whose column has the tag and not the other one; "" if not stated."""
    columns = (value for value in fact.values if tag in value.tags and besides not in value.tags)
    return next((str(value.value) for value in columns if value.value is not None), "")


def _date(fact: Fact) -> str:
    """The first of its dates: that of the column that stands first, "" where it is not stated."""
    return next((str(value.value or "") for value in fact.values if value.is_date), "")


def _is_awaited(fact: Fact) -> bool:
    """Whether it has not taken place yet, or may not have: what its `[awaited: ...]` says."""
    status = next((value for value in fact.values if "awaited" in value.tags), None)
    awaited = [word.strip() for word in status.tags["awaited"].split(",")] if status else []
    return status is not None and (status.value is None or status.value in awaited)


def _days(fact: Fact) -> tuple[str, str] | None:
    """The first day and the day after the last, as iCalendar writes them; None where the date is less than days."""
    found = _DAYS.fullmatch(_date(fact))
    if not found:
        return None
    after = datetime.date.fromisoformat(found[2] or found[1]) + datetime.timedelta(days=1)
    return found[1].replace("-", ""), after.isoformat().replace("-", "")


def _place(fact: Fact, kept: Kept) -> str | None:
    places = (value for value in fact.values if kept.places and value.target and value.target.kind == kept.places)
    return next((_text(say(value)) for value in places), None)


def _description(fact: Fact, when: str) -> str:
    subject, status = _tagged(fact, "words", "label"), _tagged(fact, "awaited")
    said = _("Date as the articles give it: %(date)s.", date=when)
    said += gap(language()) + _("Status: %(status)s.", status=in_language(status)) if status else ""
    return "\n".join([*([subject] if subject else []), said])


def _text(text: str) -> str:
    """The text as a TEXT value: backslash, semicolon, comma and line break escaped."""
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, escaped)
    return text


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, none of which cuts a character, each but the first after a space."""
    pieces, piece = [], ""
    for character in line:
        if len(f"{piece}{character}".encode()) > _LINE_BYTES:
            pieces.append(piece)
            piece = " "
        piece += character
    return "\r\n".join([*pieces, piece]) + "\r\n"
