"""Hostile words in the data itself: whatever the schema lets into a column is text on every page, and nothing else."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette

from factbook.schema import Column, Table, load_schema
from release_projects import newer
from site_pages import get, open_site
from this_project import ROOT

HOSTILE = "\"'></script></title></textarea><img src=x onerror=alert(1)>{{7*7}}&amp;<!--]]>"
#: Where reading begins; links lead to the rest, one page of each kind and a few of each table.
STARTS = [
    "/", "/factbook", "/search?q=img", "/timeline", "/charts", "/dictionary", "/about", "/downloads", "/nosuch",
    "/factbook?sql=select+*+from+facts", "/factbook/figures?_facet=indicator&_sort=label", "/factbook/sources",
    "/factbook/citations?_size=max", "/factbook/officials?_search=img", "/factbook/figures?label__contains=%3Cimg",
    "/factbook/sqlite_master", "/factbook/release",
]  # fmt: skip
FEW, MOST = 4, 130


class Page(HTMLParser):
    """What a browser would see: its links, its tags with their attributes, and its JSON."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.json: list[str] = []
        self._in_json = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_json = tag == "script" and ("type", "application/ld+json") in attrs
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.handlers += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._in_json:
            self.json.append(data)
            self._in_json = False


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release whose free texts all end in hostile signs, where a column's constraints let them."""
    database = newer(tmp_path_factory.mktemp("hostile") / "project")
    with closing(sqlite3.connect(database)) as connection:
        changed = sum(spoil(connection, table) for table in load_schema(ROOT / "schema.sql").tables.values())
        connection.execute("insert into facts_fts (facts_fts) values ('rebuild')")
        connection.commit()
    assert changed > 30, "there is hardly a column that takes free text: what is tested then?"
    return database


def spoil(connection: sqlite3.Connection, table: Table) -> int:
    """Put the signs at the end of each text of the table that may hold them; returns in how many columns they are."""
    done = 0
    for column in filter(is_free, table.columns.values()):
        try:
            connection.execute(f'update {table.name} set "{column.name}" = "{column.name}" || ?', [HOSTILE])
            done += 1
        except sqlite3.IntegrityError:
            continue
    return done


def is_free(column: Column) -> bool:
    """Whether a column takes any text: it is no date, no choice and no reference, and a person writes it."""
    is_written = not column.computed or column.name == "label"
    return is_written and column.type == "TEXT" and not (column.choices or column.references or "date" in column.tags)


@pytest.fixture(scope="module")
def site(hostile: Path) -> Datasette:
    return open_site(hostile)


async def pages(site: Datasette) -> dict[str, str]:
    """The HTML of pages by address: where reading begins, and what links lead to."""
    found: dict[str, str] = {}
    kinds: dict[str, int] = {}
    waiting = list(STARTS)
    while waiting and len(found) < MOST:
        address = waiting.pop(0)
        answer = await site.client.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        found[address] = answer.text
        for link in Page(answer.text).links:
            target = urlsplit(urljoin(address, link))
            path = target.path + (f"?{target.query}" if target.query else "")
            kind = re.sub(r"/[^/]*$", "", target.path) + ("?" if target.query else "")
            is_new = path not in found and path not in waiting and kinds.get(kind, 0) < FEW
            if is_new and target.netloc in ("", "localhost") and not re.search(r"^/(static|-)|\.\w+$", target.path):
                kinds[kind] = kinds.get(kind, 0) + 1
                waiting.append(path)
    return found


async def test_no_page_holds_a_tag_or_a_handler_or_a_link_from_the_data(site: Datasette) -> None:
    found = await pages(site)
    assert len(found) > 60
    assert sum("onerror=alert" in text for text in found.values()) > 30, "the hostile signs are on hardly a page"
    for address, text in found.items():
        page = Page(text)
        strange = [tag for tag, attributes in page.tags if tag == "img" and attributes.get("src") == "x"]
        assert not [*strange, *(each for each in page.handlers if "onerror" in each)], address
        assert not [link for link in page.links if re.match(r"\s*(javascript|data|vbscript):", link, re.I)], address
        assert "49&amp;amp;" not in text, f"{address}: a template within the data was carried out"


async def test_json_within_a_page_is_the_data_to_the_letter(site: Datasette) -> None:
    for path in ("/", "/factbook/figures/green-seed-farmers"):
        (text,) = Page(await get(site, path)).json
        assert json.loads(text)["@context"]


@pytest.mark.parametrize("path", ["/feeds/figures.atom", "/feeds/corrections.atom", "/sitemap.xml"])
async def test_xml_is_whole(site: Datasette, path: str) -> None:
    answer = await site.client.get(path)
    if answer.status_code == 200:
        ElementTree.fromstring(answer.text)  # noqa: S314 - our own, just made


@pytest.mark.parametrize("ending", ["json", "jsonld", "csljson"])
async def test_json_is_whole(site: Datasette, ending: str) -> None:
    text = await get(site, f"/factbook/figures/green-seed-farmers.{ending}")
    assert HOSTILE in json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')
