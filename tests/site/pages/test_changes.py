"""The page of recent changes: by day, corrections with their reason, pages that lead on."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from datasette.app import Datasette
from lxml import html

from site_pages import get


async def test_every_update_is_on_one_of_its_pages(published: Datasette, database: Path) -> None:
    with closing(sqlite3.connect(database)) as conn:
        (wanted,) = conn.execute("select count(*) from updates").fetchone()
    path, found = "/changes", 0
    while path:
        page = html.fromstring(await get(published, path))
        found += len(page.xpath("//ul[@class='changes']/li"))
        path = "".join(f"/changes{link}" for link in page.xpath("//a[@rel='next']/@href"))
    assert found == wanted > 100


async def test_corrections_stand_alone_with_their_reason(published: Datasette, database: Path) -> None:
    with closing(sqlite3.connect(database)) as conn:
        reasons = [row[0] for row in conn.execute("select reason from updates where what <> 'checked'")]
    page = html.fromstring(await get(published, "/changes?only=corrections"))
    items = [" ".join(item.text_content().split()) for item in page.xpath("//ul[@class='changes']/li")]
    assert len(items) == len(reasons)
    assert all(any(" ".join(reason.split()) in item for item in items) for reason in reasons)


async def test_it_is_in_the_navigation_and_leads_to_the_feeds(published: Datasette) -> None:
    page = html.fromstring(await get(published, "/changes?kind=figures&page=zzz"))
    assert page.xpath("//header//a[@href='/changes']/@aria-current") == ["page"]
    assert page.xpath("//main//a[@href='/feeds']")
    assert all(re.match("/factbook/figures/", link) for link in page.xpath("//ul[@class='changes']/li/a[1]/@href"))
