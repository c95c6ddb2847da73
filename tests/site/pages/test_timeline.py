"""The timeline: every dated fact in order, a year at a time where there are too many."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from datasette.app import Datasette

from citable import add_figures, make_citable
from site_pages import get, open_site


async def test_the_timeline_holds_every_dated_fact_in_order(published: Datasette, conn: sqlite3.Connection) -> None:
    html = await get(published, "/timeline")
    years = [int(year) for year in re.findall(r'id="y(\d+)"', html)]
    assert years == sorted(year for (year,) in conn.execute("select distinct year from timeline"))
    one = await get(published, "/timeline?kind=agreements")
    assert set(re.findall(r'<li><a href="/factbook/(\w+)/', one)) == {"agreements"}


async def test_a_timeline_too_long_for_a_page_has_pages_a_year(tmp_path: Path) -> None:
    path = make_citable(tmp_path / "factbook.db")
    add_figures(path, 2_100)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update figures set period = '2019'")
    site = open_site(path)
    assert "too many dates for one page" in await get(site, "/timeline")
    pages = [await get(site, f"/timeline?year=2019&kind=figures&page={number}") for number in range(1, 7)]
    figures = [id for html in pages for id in re.findall(r'href="/factbook/figures/([^"]+)"', html)]
    assert len(figures) == len(set(figures)) > 2_100, "each stands on one page"
    assert ["More of 2019" in html for html in pages] == [True] * 5 + [False]
