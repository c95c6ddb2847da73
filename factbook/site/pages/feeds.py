"""Feeds and the calendar: from the finished database to their texts.

Each function takes a connection, the edition and the names, and gives the document, or None where there is none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factbook.formats import atom, ical
from factbook.formats.atom import Feed, FeedEntry, feed_entry_of, to_atom
from factbook.formats.entry import Edition
from factbook.formats.ical import Kept, to_ical
from factbook.formats.identity import identity
from factbook.locale import _
from factbook.record import DATABASE, Slice, load_facts, load_updates
from factbook.site.languages import language_path
from factbook.site.names import Names
from factbook.site.totals import Totals

#: Entries of a page of a feed.
PAGE = 100
#: The day of a feed of a factbook that holds nothing and does not say when it was released: Atom wants one.
_LONG_AGO = "0001-01-01"
_DATED = "select distinct fact from timeline where kind = ? order by ltrim(date, '[./'), fact"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a feed, for the head of a page; `path` from the root of the site."""

    title: str
    path: str
    media_type: str


def feed_links(table: str | None, words: Names, totals: Totals | None) -> list[Link]:
    """The feeds that a page leads to: those of everything, and those of the table that it shows, if it has any.

    A calendar is one of them where an event of it has a day.
    """
    links = [Link(_("New, corrected and withdrawn facts"), "/feeds/all.atom", atom.MEDIA_TYPE)]
    links.append(Link(_("Corrected and withdrawn facts"), "/feeds/changes.atom", atom.MEDIA_TYPE))
    if table in (*words.kinds(), "sources"):
        title = _("%(table)s: new, corrected and withdrawn", table=words.title(table))
        links.append(Link(title, f"/feeds/{table}.atom", atom.MEDIA_TYPE))
    if table and totals and table == words.with_role("calendar") and totals.days.get(table):
        title = _("Dated %(table)s as a calendar", table=words.title(table).lower())
        links.append(Link(title, f"/feeds/{table}.ics", ical.MEDIA_TYPE))
    return links


def feed(
    conn: sqlite3.Connection, edition: Edition, words: Names, totals: Totals, name: str, number: int
) -> str | None:
    """A page (from 1) of the Atom feed of that name: `all`, `changes` (without what is new or checked), or a kind."""
    kinds = [*words.kinds(), "sources"]
    if name not in ("all", "changes", *kinds):
        return None
    edition = _in_language(edition)
    wanted = Slice(name if name in kinds else "", only_changes=name == "changes")
    last = max(1, -(-totals.count_updates(wanted) // PAGE))
    if not 1 <= number <= last:
        return None
    items = _items(conn, edition, words, wanted, number)
    page = Feed(
        id=identity(edition, f"feeds/{name}"),
        day=max((item.day for item in items), default=totals.checked or edition.released or _LONG_AGO),
        title=edition.title + _(": ") + _title(name, words),
        subtitle=_subtitle(name, edition),
        page=f"{edition.base_url}/{f'{DATABASE}/{name}' if name in kinds else ''}",
        pages={relation: _address(edition, name, at) for relation, at in _relations(number, last)},
        items=items,
    )
    return to_atom(page, edition)


def _title(name: str, words: Names) -> str:
    fixed = {"all": _("new, corrected and withdrawn facts"), "changes": _("corrected and withdrawn facts")}
    return fixed.get(name) or words.title(name)


def _subtitle(name: str, edition: Edition) -> str:
    version = edition.release.version
    changes = _("Corrections, mergers and withdrawals, with their reasons. Release %(version)s.", version=version)
    checked = _("Facts by the day on which they were last checked against their articles.")
    return changes if name == "changes" else f"{checked} {changes}"


def _in_language(edition: Edition) -> Edition:
    """The edition with the addresses of the pages in the reader's language: feeds lead there."""
    return replace(edition, base_url=f"{edition.base_url}{language_path()}")


def _address(edition: Edition, name: str, number: int) -> str:
    return f"{edition.base_url}/feeds/{name}.atom{f'?page={number}' if number > 1 else ''}"


def _relations(number: int, last: int) -> Iterator[tuple[str, int]]:
    """The pages that a page of a feed links to, by RFC 5005."""
    yield "self", number
    yield "first", 1
    if number > 1:
        yield "previous", number - 1
    if number < last:
        yield "next", number + 1
    yield "last", last


def _items(conn: sqlite3.Connection, edition: Edition, words: Names, wanted: Slice, number: int) -> list[FeedEntry]:
    updates = load_updates(conn, wanted, PAGE, (number - 1) * PAGE)
    facts = {fact.id: fact for fact in load_facts(conn, (update.record.id for update in updates))}
    return [
        feed_entry_of(
            update, facts.get(update.record.id), edition, words.label(update.record.kind, update.field).lower()
        )
        for update in updates
    ]


def calendar(conn: sqlite3.Connection, edition: Edition, words: Names, name: str) -> str | None:
    """The iCalendar of the dated records of the table that has this role; None for any other table."""
    if name != words.with_role("calendar"):
        return None
    kept = Kept(name, words.title(name).lower(), words.with_role("place"))
    return to_ical(load_facts(conn, (row[0] for row in conn.execute(_DATED, [name]))), _in_language(edition), kept)
