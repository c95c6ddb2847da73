"""iCalendar (RFC 5545, with the names of RFC 7986) of dated meetings, as precise as their dates and no more.

A meeting whose date is a day, or days, is an all-day event. One that is known by its month or year, or about, or
without an end, is no event, since that needs a day: it is a journal entry without a date, which calendars keep off the
days, and says in words when it was.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from factbook.formats.entry import Edition
from factbook.formats.urls import clean_url
from factbook.formats.wording import say, say_date
from factbook.record import Fact

MEDIA_TYPE = "text/calendar"
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_LINE_BYTES = 75
_STATUS = {"held": "CONFIRMED"}

_Line = tuple[str, str | None]


def to_ical(meetings: Sequence[Fact], edition: Edition) -> str:
    """A calendar of the meetings that have a date, in their order; lines end with CR LF, as the format has it."""
    dated = [meeting for meeting in meetings if meeting.value("date")]
    events = sum(1 for meeting in dated if _days(meeting))
    description = (
        f"{events} of {len(dated)} dated meetings are events on their days. The others are known only by their month "
        "or year, or without an end: they are journal entries without a date."
    )
    lines: list[_Line] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", _text(f"-//{edition.title}//{edition.release.version}//EN")),
        *((name, _text(f"{edition.title}: meetings")) for name in ("NAME", "X-WR-CALNAME")),
        *((name, _text(description)) for name in ("DESCRIPTION", "X-WR-CALDESC")),
        ("URL", f"{edition.base_url}/factbook/meetings"),
        *(line for meeting in dated for line in _component(meeting, edition)),
        ("END", "VCALENDAR"),
    ]
    return "".join(_folded(f"{name}:{value}") for name, value in lines if value)


def _component(meeting: Fact, edition: Edition) -> Iterator[_Line]:
    days, when = _days(meeting), say_date(str(meeting.value("date")))
    kind = "VEVENT" if days else "VJOURNAL"
    url = clean_url(edition.base_url + meeting.path)
    checked = meeting.checked.replace("-", "") + "T000000Z"
    yield from (("BEGIN", kind), ("UID", url), ("DTSTAMP", checked), ("LAST-MODIFIED", checked))
    yield "SUMMARY", _text(meeting.label if days else f"{meeting.label} ({when})")
    yield "DESCRIPTION", _text(_description(meeting, when))
    yield from (("CATEGORIES", _text(str(meeting.value("kind")))), ("URL", url))
    if days:
        yield from (("DTSTART;VALUE=DATE", days[0]), ("DTEND;VALUE=DATE", days[1]), ("LOCATION", _place(meeting)))
        yield from (("STATUS", _STATUS.get(str(meeting.value("status")), "TENTATIVE")), ("TRANSP", "TRANSPARENT"))
    yield "END", kind


def _days(meeting: Fact) -> tuple[str, str] | None:
    """The first day and the day after the last, as iCalendar writes them; None where the date is less than days."""
    found = _DAYS.fullmatch(str(meeting.value("date")))
    if not found:
        return None
    after = datetime.date.fromisoformat(found[2] or found[1]) + datetime.timedelta(days=1)
    return found[1].replace("-", ""), after.isoformat().replace("-", "")


def _place(meeting: Fact) -> str | None:
    return next((_text(say(value)) for value in meeting.values if value.field == "place" and value.target), None)


def _description(meeting: Fact, when: str) -> str:
    subject = [f"{meeting.value('subject')}"] if meeting.value("subject") else []
    return "\n".join([*subject, f"Date as the articles give it: {when}. Status: {meeting.value('status')}."])


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
