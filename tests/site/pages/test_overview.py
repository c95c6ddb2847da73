"""What the factbook holds of a place, a person or a body stands together, with amounts, in time, and as one CSV."""

from __future__ import annotations

import csv
import io
import sqlite3

from datasette.app import Datasette

from factbook.record import Reference
from factbook.site.names import Names
from factbook.site.pages.lines import Line, load_articles_of, load_lines
from factbook.site.pages.overview import Overview, load_overview
from factbook.site.pages.related import Section, all_entries
from site_pages import get

STATE = "/factbook/places/aguascalientes"


def overview(conn: sqlite3.Connection, words: Names, id: str) -> Overview:
    row = conn.execute("select id, kind, label from facts where id = ?", [id]).fetchone()
    return load_overview(conn, Reference(*row), words)


def line(found: Overview, id: str) -> Line:
    return next(entry.line for _, entry in all_entries(found.sections) if entry.line.record.id == id)


def section(found: Overview, id: str) -> Section:
    return next(section for section, entry in all_entries(found.sections) if entry.line.record.id == id)


def test_a_place_has_its_figures_with_amounts_times_and_sources(conn: sqlite3.Connection, words: Names) -> None:
    figure = line(overview(conn, words, "aguascalientes"), "aguascalientes-japanese-investment-2024")
    assert (figure.amount, figure.when) == ("411 million USD", "2024")
    read_in = load_articles_of(conn, [figure.record.id], words)[figure.record.id]
    assert [each.publisher for each in read_in] == ["Mexico Industry (promexicoindustry.com)"]


def test_each_record_stands_once(conn: sqlite3.Connection, words: Names) -> None:
    for id in ("aguascalientes", "mexico", "jica", "yasushi-takase"):
        ids = [entry.line.record.id for _, entry in all_entries(overview(conn, words, id).sections)]
        assert len(ids) == len(set(ids))


def test_what_is_about_a_part_counts_for_the_whole_and_says_so(conn: sqlite3.Connection, words: Names) -> None:
    found = overview(conn, words, "mexico")
    via = {entry.line.record.id: entry.via for _, entry in all_entries(found.sections)}
    part = via["aguascalientes-japanese-investment-2024"]
    assert part
    assert part.label == "Aguascalientes"


def test_a_possible_meeting_stands_apart_from_those_held(conn: sqlite3.Connection, words: Names) -> None:
    found = overview(conn, words, "aguascalientes")
    possible = section(found, "nagoya-chamber-companies-visit-aguascalientes")
    assert possible.title.endswith(": proposed")
    assert all(entry.line.awaited for entry in possible.entries)


def test_what_its_people_said_and_what_names_it_is_there(conn: sqlite3.Connection, words: Names) -> None:
    found = overview(conn, words, "aguascalientes")
    assert line(found, "eric-ramirez-aguascalientes-indispensable")
    assert line(found, "teresa-jimenez")


def test_events_are_in_order_of_time(conn: sqlite3.Connection, words: Names) -> None:
    days = [dated.date.lstrip("[./") for dated, _ in overview(conn, words, "mexico").events]
    assert len(days) > 10
    assert days == sorted(days)


async def test_its_csv_has_a_row_a_record_in_the_form_of_all_csv(
    published: Datasette, conn: sqlite3.Connection, words: Names
) -> None:
    answer = await published.client.get(f"{STATE}.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == overview(conn, words, "aguascalientes").total
    figure = next(row for row in rows if row["id"] == "aguascalientes-japanese-investment-since-1999")
    assert (figure["number"], figure["unit"], figure["dates"]) == ("8816000000", "USD", "1999/2024")
    assert figure["another_source_says"]


async def test_the_csv_of_no_record_is_not_found(published: Datasette) -> None:
    await get(published, "/factbook/places/atlantis.csv", 404)
    await get(published, "/factbook/places/yasushi-takase.csv", 404)


def test_all_records_are_lines_in_the_order_asked_for(conn: sqlite3.Connection, words: Names) -> None:
    ids = [row[0] for row in conn.execute("select id from facts order by label")]
    assert [line.record.id for line in load_lines(conn, [*ids, "no-such-record"], words)] == ids
