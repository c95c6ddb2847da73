"""The search of the frozen edition finds what the site's finds: the same index, the same statement, the same order."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page

from factbook.record.search import find
from factbook.site.assets import static_files
from factbook.site.freezing.browser import browser_files
from file_host import hosted
from site_pages import open_site
from this_project import ROOT

QUERIES = yaml.safe_load((ROOT / "tests/facts/queries.yml").read_text(encoding="utf-8"))
MORE = [
    "12 de marzo de 2025",
    "June 16, 2025",
    "2020年11月24日",
    "invesment Aguascalientes",
    "日産 投資",
    "US",
    "x y z",
    "?!",
]
ASK = """async (queries) => {
  const database = await openDatabase();
  return queries.map((query) => find(asker(database), query).hits.slice(0, 5).map((hit) => hit[1]));
}"""


@pytest.fixture(scope="module")
def served(published: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The edition's page of search, over the published database."""
    database = Path(published.execute("pragma database_list").fetchone()[2])
    static = {f"static/{name}": data for name, data in static_files(ROOT).items()}
    files = static | asyncio.run(_pages(database)) | {"factbook.db": database.read_bytes()}
    with hosted(files, tmp_path_factory.mktemp("host")) as address:
        yield address


async def _pages(database: Path) -> dict[str, bytes]:
    site = open_site(database)
    await site.invoke_startup()
    return await browser_files(site, lambda html, *_: html)


def made_up(conn: sqlite3.Connection) -> list[str]:
    """300 queries of the index's own words and terms, in any order, some of them misspelt; the same each time."""
    chance = random.Random(17)  # noqa: S311 - no secret
    words = [row[0] for row in conn.execute("select word from facts_fts_spellings order by word")]
    terms = [row[0] for row in conn.execute("select distinct term from facts_fts_terms order by term")]
    queries = []
    while len(queries) < 300:
        parts = [chance.choice(chance.choice((words, terms))) for _ in range(chance.randint(1, 4))]
        at = chance.randrange(len(parts))
        if chance.random() < 0.3 and len(parts[at]) > 5:
            cut = chance.randrange(1, len(parts[at]))
            parts[at] = parts[at][:cut] + parts[at][cut + 1 :]
        queries.append(" ".join(parts))
    return queries


def test_the_first_five_are_those_of_the_site(published: sqlite3.Connection, served: str, page: Page) -> None:
    queries = [*(str(query) for listed in QUERIES.values() for query in listed), *MORE, *made_up(published)]
    page.goto(f"{served}/search/")
    page.wait_for_function("setting")
    here = page.evaluate(ASK, queries)
    there = [[hit.record.id for hit in find(published, query).hits[:5]] for query in queries]
    other = {query: (one, two) for query, one, two in zip(queries, here, there, strict=True) if one != two}
    assert not other
