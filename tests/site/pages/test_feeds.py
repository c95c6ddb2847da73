"""Atom and iCalendar, read back by parsers that others wrote; and the addresses that give them."""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest
from datasette.app import Datasette

from factbook.formats import Edition
from factbook.formats.ical import Kept, to_ical
from factbook.locale import speaking
from factbook.record import Fact, Release, Value, load_fact
from factbook.site.pages.feeds import PAGE
from release_projects import newer, site_over

EDITION = Edition("Seeds, and more", "https://facts.example", Release("1.2.3", "0" * 64, "0" * 64, 1, 1, 1))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newer(tmp_path_factory.mktemp("newer"))


@pytest.fixture(scope="module")
def site(new: Path) -> Datasette:
    return site_over(new, site_url="https://facts.example")


async def read(site: Datasette, path: str) -> Any:
    """The feed as feedparser reads it; fails at anything that is not well formed."""
    answer = await site.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def terms(entry: Any) -> list[str]:
    return [tag.term for tag in entry.tags]


# ── Atom ──


async def test_the_whole_feed_has_every_record_and_all_that_became_of_records(site: Datasette, new: Path) -> None:
    feed = await read(site, "/feeds/all.atom")
    with closing(sqlite3.connect(new)) as database:
        (wanted,) = database.execute(
            "select (select count(*) from facts) + (select count(*) from changes) + (select count(*) from retired)"
        ).fetchone()
    assert len(feed.entries) == wanted
    assert {terms(entry)[0] for entry in feed.entries} == {"checked", "corrected", "merged", "withdrawn"}


async def test_the_feed_has_what_atom_requires_and_ids_that_are_never_twice(site: Datasette) -> None:
    feed = await read(site, "/feeds/all.atom")
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.title
    assert feed.feed.author == "Mexico–Japan Factbook"
    assert feed.feed.license == "https://creativecommons.org/licenses/by/4.0/"
    assert all(entry.title and entry.updated and entry.link and entry.summary for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


async def test_a_site_that_moves_tells_nobody_everything_once_more(site: Datasette, new: Path) -> None:
    moved = site_over(new, site_url="https://elsewhere.example")
    for path in ("/feeds/all.atom", "/feeds/changes.atom"):
        before, after = await read(site, path), await read(moved, path)
        assert (after.feed.id, [e.id for e in after.entries]) == (before.feed.id, [e.id for e in before.entries])
        assert all(entry.link.startswith("https://elsewhere.example/") for entry in after.entries)


async def test_a_feed_in_another_language_is_another_feed(site: Datasette) -> None:
    here, there = await read(site, "/feeds/all.atom"), await read(site, "/es/feeds/all.atom")
    assert there.feed.language == "es"
    assert there.feed.id != here.feed.id
    assert not {entry.id for entry in here.entries} & {entry.id for entry in there.entries}
    assert {entry.link.partition("/factbook/")[0] for entry in there.entries} == {"https://facts.example/es"}
    assert {link.href for link in there.feed.links if link.rel == "alternate"} == {"https://facts.example/es/"}
    assert {link.href for link in there.feed.links if link.rel == "self"} == {"https://facts.example/es/feeds/all.atom"}


async def test_a_feed_without_entries_is_as_old_as_the_last_check(tmp_path: Path) -> None:
    database = newer(tmp_path / "quiet")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("delete from changes")
        connection.execute("delete from retired")
    feed = await read(site_over(database), "/feeds/changes.atom")
    assert not feed.entries
    assert feed.feed.updated == "2026-11-24T00:00:00Z"


async def test_the_newest_comes_first_and_the_feed_is_as_new_as_it(site: Datasette) -> None:
    """Days come from the facts: there is no clock, so that the same release gives the same feed."""
    feed = await read(site, "/feeds/all.atom")
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == days[0] == "2026-11-24T00:00:00Z"


async def test_a_fact_is_told_with_its_claim_and_its_proof(site: Datasette) -> None:
    feed = await read(site, "/feeds/figures.atom")
    entry = next(entry for entry in feed.entries if entry.link.endswith("/figures/seed-bank-cost"))
    assert entry.link == "https://facts.example/factbook/figures/seed-bank-cost"
    assert "about 40,000,000 dollars" in entry.summary
    assert "“a seed bank in Port Alba for about 40 million dollars” (Norland Post, paragraph 2)" in entry.summary


async def test_a_correction_says_what_was_what_is_and_why(site: Datasette) -> None:
    entry = next(e for e in (await read(site, "/feeds/changes.atom")).entries if "trade-2023" in e.link)
    assert entry.title == "Corrected: Trade between Arcadia and Norland in 2023"
    assert entry.summary == (
        "Corrected in release 0.1.0: place. Before: Port Alba. Now: Arcadia. "
        "Reason: The agency speaks for the whole country."
    )


async def test_mergers_and_withdrawals_say_why_and_where_the_fact_is_now(site: Datasette) -> None:
    ends = {terms(e)[0]: e for e in (await read(site, "/feeds/changes.atom")).entries}
    assert ends["withdrawn"].title == "Withdrawn: It tests engines in Port Alba"
    assert "“Cost of the seed bank in Port Alba” now. Reason: It is the cost" in ends["merged"].summary


async def test_a_feed_of_a_kind_has_that_kind_alone(site: Datasette) -> None:
    for kind in ("figures", "statements", "sources"):
        feed = await read(site, f"/feeds/{kind}.atom")
        assert {terms(entry)[1] for entry in feed.entries} == {kind}


async def test_the_feed_of_changes_leaves_out_what_was_only_checked(site: Datasette) -> None:
    feed = await read(site, "/feeds/changes.atom")
    assert {terms(entry)[0] for entry in feed.entries} == {"corrected", "merged", "withdrawn"}


async def test_a_long_feed_comes_in_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    root = tmp_path / "long"
    database = newer(root)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany(
            "insert into changes (fact, field, version, date, reason) values ('arcadia', ?, '1.0.0', '2026-01-01', '')",
            [(f"field{number}",) for number in range(2 * PAGE)],
        )
    site = site_over(database)
    path, seen = "/feeds/changes.atom", list[str]()
    while path:
        feed = await read(site, path)
        seen += [entry.id for entry in feed.entries]
        path = next((link.href for link in feed.feed.links if link.rel == "next"), "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == 2 * PAGE + 6
    assert (await site.client.get("/feeds/changes.atom?page=4")).status_code == 404


@pytest.mark.parametrize("path", ["/feeds/nothing.atom", "/feeds/all.atom?page=0", "/feeds/all.atom?page=x"])
async def test_a_feed_that_does_not_exist_is_a_404(site: Datasette, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404


async def linked(site: Datasette, path: str) -> list[str]:
    """The addresses of the feeds that a page's head leads to, as feed readers look for them."""
    page = (await site.client.get(path)).text.partition("</head>")[0]
    links = re.findall(r"<link [^>]*>", page)
    feeds = [link for link in links if 'rel="alternate"' in link and ("atom+xml" in link or "calendar" in link)]
    return [re.findall(r'href="([^"]+)"', link)[0] for link in feeds]


async def test_every_page_leads_to_the_feeds_of_everything_and_a_table_to_its_own(site: Datasette) -> None:
    everything = ["/feeds/all.atom", "/feeds/changes.atom"]
    assert await linked(site, "/") == await linked(site, "/about") == everything
    assert await linked(site, "/factbook/figures/kita-jobs") == [*everything, "/feeds/figures.atom"]
    assert await linked(site, "/factbook/meetings") == [*everything, "/feeds/meetings.atom"]
    for path in await linked(site, "/factbook/meetings"):
        assert (await site.client.get(path)).status_code == 200


async def test_a_page_lists_every_feed_once(site: Datasette) -> None:
    links = re.findall(r'<li><a href="(/feeds/[^"]+)"', (await site.client.get("/feeds")).text)
    assert links[:2] == ["/feeds/all.atom", "/feeds/changes.atom"]
    assert len(links) == len(set(links)) > 8
    for link in links:
        assert (await site.client.get(link)).status_code == 200


async def test_a_calendar_is_offered_once_one_of_its_events_has_a_day(tmp_path: Path) -> None:
    database = newer(tmp_path / "days")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update meetings set date = '2025-06-16' where id = 'crop-forum-6'")
    site = site_over(database)
    assert "/feeds/meetings.ics" in await linked(site, "/factbook/meetings")
    assert "BEGIN:VEVENT" in (await site.client.get("/feeds/meetings.ics")).text


async def test_signs_of_markup_in_a_fact_stay_text(tmp_path: Path) -> None:
    database = newer(tmp_path / "markup")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("update facts set label = '<b>A & B</b> ]]> \"' where id = 'arcadia'")
    feed = await read(site_over(database), "/feeds/places.atom")
    assert '<b>A & B</b> ]]> "' in {entry.title for entry in feed.entries}


# ── iCalendar ──


@pytest.fixture(scope="module")
def forum(new: Path) -> Fact:
    with closing(sqlite3.connect(new)) as connection:
        found = load_fact(connection, "crop-forum-6")
    assert found
    return found


def on(forum: Fact, date: str | None, **others: str) -> Fact:
    """The meeting on another date."""
    given: dict[str, str | None] = {"date": date, **others}

    def changed(value: Value) -> Value:
        return replace(value, value=given[value.field], is_date=value.is_date) if value.field in given else value

    return replace(forum, values=tuple(map(changed, forum.values)))


def calendar(meetings: Sequence[Fact]) -> icalendar.Calendar:
    text = to_ical(meetings, EDITION, Kept("meetings", "meetings", "places"))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    found = icalendar.Calendar.from_ical(text)
    assert isinstance(found, icalendar.Calendar)
    assert not found.errors
    assert not [problem for part in found.walk() for problem in part.errors]
    return found


def test_a_meeting_on_a_day_is_an_all_day_event(forum: Fact) -> None:
    (event,) = calendar([on(forum, "2025-06-16")]).walk("VEVENT")
    assert event.decoded("dtstart") == datetime.date(2025, 6, 16)
    assert event.decoded("dtend") == datetime.date(2025, 6, 17)
    assert (event["summary"], event["location"], event["status"]) == ("Crop Forum", "Port Alba", "CONFIRMED")
    assert event["url"] == "https://facts.example/factbook/meetings/crop-forum-6"
    assert event["uid"].startswith("urn:uuid:")


def test_a_meeting_over_days_ends_after_its_last_one(forum: Fact) -> None:
    (event,) = calendar([on(forum, "2024-02-28/2024-02-29")]).walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(days=2)


def test_what_is_only_planned_is_tentative(forum: Fact) -> None:
    (event,) = calendar([on(forum, "2027-06-16", status="planned")]).walk("VEVENT")
    assert event["status"] == "TENTATIVE"


@pytest.mark.parametrize("date", ["2021", "2025-06", "2025-06-16~", "2025-06-16/..", "2024/2025-06-16", "../2021-03"])
def test_a_date_that_is_less_than_a_day_is_never_put_on_a_day(forum: Fact, date: str) -> None:
    found = calendar([on(forum, date)])
    (entry,) = found.walk("VJOURNAL")
    assert not found.walk("VEVENT")
    assert "dtstart" not in entry
    assert "Date as the articles give it: " in entry["description"]


def test_the_calendar_says_how_many_meetings_it_could_not_place(forum: Fact) -> None:
    found = calendar([on(forum, "2025-06-16"), on(forum, "2021"), on(forum, None)])
    assert found["description"].startswith("1 of 2 dated meetings are events on their days.")
    assert found["name"].replace("\\", "") == "Seeds, and more: meetings"


def test_a_calendar_is_told_in_the_reader_s_language(forum: Fact) -> None:
    with speaking("ja"):
        found = calendar([on(forum, "2025-06-16"), on(forum, "2021")])
    assert found["prodid"].endswith("//JA")
    assert str(found["description"]).startswith("日付のあるmeetings2件のうち1件は、その日の予定です。")
    assert [str(each["summary"])[-7:] for each in found.walk("VJOURNAL")] == ["（2021年）"]


def test_long_texts_in_any_script_come_through_whole(forum: Fact) -> None:
    subject = '第34回日墨経済協議会; mesa, á, \\ and "more" ' * 6
    (event,) = calendar([on(forum, "2025-06-16", subject=subject)]).walk("VEVENT")
    assert event["description"].startswith(subject)


async def test_the_calendar_of_the_site_has_every_dated_meeting(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (dated,) = connection.execute("select count(*) from meetings where date is not null").fetchone()
    answer = await site_over(database).client.get("/feeds/meetings.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(answer.text)
    assert dated == len(found.walk("VEVENT")) + len(found.walk("VJOURNAL")) > 0
