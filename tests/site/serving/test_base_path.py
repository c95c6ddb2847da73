"""The site below a path: every link stays below it, has it once, and answers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from example_projects import lay_out
from release_projects import compiled
from site_pages import open_site

HOST, BELOW = "http://facts.example", "/some/path"
START = (
    "/", "/factbook", "/factbook/figures", "/factbook/figures/trade-2023", "/factbook/places/arcadia",
    "/factbook/disputed", "/factbook/figures?_sort=value&_size=2", "/factbook?sql=select+id+from+facts",
    "/search?q=trade", "/timeline", "/downloads", "/changes", "/feeds",
)  # fmt: skip
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    lay_out(root)
    return compiled(root)


@pytest.fixture
async def http(database: Path) -> AsyncIterator[httpx.AsyncClient]:
    site = open_site(database, root=database.parent, settings={"base_url": f"{BELOW}/"})
    await site.invoke_startup()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site.app()), base_url=HOST) as client:
        yield client


async def test_every_link_stays_below_the_path_has_it_once_and_answers(http: httpx.AsyncClient) -> None:
    links = {BELOW + path for path in START}
    for path in START:
        answer = await http.get(BELOW + path)
        assert answer.status_code == 200, path
        whole = {urljoin(HOST + BELOW + path, unescape(link)).partition("#")[0] for link in LINK.findall(answer.text)}
        links |= {link.removeprefix(HOST) for link in whole if link.startswith(f"{HOST}/")}
    outside = {link for link in links if not urlsplit(link).path.startswith(BELOW) or link.count(BELOW) > 1}
    assert len(links) > 100
    assert outside == set()
    dead = {link for link in sorted(links) if (await http.get(link)).status_code >= 400}
    assert dead == set()


async def test_what_is_said_to_programs_has_the_path_once(http: httpx.AsyncClient) -> None:
    page = await http.get(f"{BELOW}/factbook/figures/trade-2023")
    assert page.headers["link"].startswith(f"<{HOST}{BELOW}/factbook/figures/trade-2023.json>;")
    rows = (await http.get(f"{BELOW}/factbook/figures.json?_size=2")).json()
    assert rows["next_url"].startswith(f"{HOST}{BELOW}/factbook/figures.json?")
    assert (await http.get(rows["next_url"])).json()["rows"]


async def test_a_redirect_stays_below_the_path(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{BELOW}/factbook/figures/trade-2023/")
    assert answer.headers["location"] == f"{BELOW}/factbook/figures/trade-2023"
