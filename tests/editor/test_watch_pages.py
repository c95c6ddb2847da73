"""The layer around a watched site, asked directly."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from factbook.editor.watch_pages import LiveReload, Status, problems_page
from factbook.problems import Problem

TYPO = Problem("facts/<b>.yml", 1, 2, "<i>", "choice", "<u>", "<s>")


async def test_an_open_page_gets_every_status_and_is_let_go_at_the_end() -> None:
    app, bodies = LiveReload(None, "/", 3), asyncio.Queue[bytes]()

    async def send(message: Any) -> None:
        if message.get("body", b"").startswith(b"data:") or message.get("more_body") is None:
            bodies.put_nowait(message.get("body", b""))

    scope = {"type": "http", "path": "/-/watch.events"}
    listening = asyncio.create_task(app(scope, bodies.get, send))  # type: ignore[arg-type]
    assert await bodies.get() == b""  # the head
    assert await bodies.get() == b'data: {"number": 3, "build": 3, "problems": 0, "error": false}\n\n'
    app.show(Status(4, 3, (TYPO,)))
    assert await bodies.get() == b'data: {"number": 4, "build": 3, "problems": 1, "error": false}\n\n'
    app.end(Status(5, 5))
    assert await bodies.get() == b'data: {"number": 5, "build": 5, "problems": 0, "error": false}\n\n'
    await listening


async def test_a_connection_that_was_kept_to_the_last_worker_is_sent_to_the_next_and_closed() -> None:
    app = LiveReload(None, "/", 3)
    app.end(Status(4, 4))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://site.example") as client:
        response = await client.get("/factbook/places?_sort=name")
    assert (response.status_code, response.headers["connection"]) == (307, "close")
    assert response.headers["location"] == "/factbook/places?_sort=name"


async def test_where_there_is_no_site_every_address_says_what_is_wrong_below_any_path() -> None:
    app = LiveReload(None, "/facts/", 1)
    app.show(Status(1, 1, (TYPO,)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://site.example") as client:
        response = await client.get("/facts/factbook/places")
    assert (response.status_code, response.headers["cache-control"]) == (503, "no-store")
    assert '<script src="/facts/-/watch.js" data-build="1" data-report="1" defer></script></body>' in response.text


def test_what_is_wrong_is_shown_as_text_whatever_signs_it_holds() -> None:
    page = problems_page(Status(problems=(TYPO,)), has_site=True)
    assert "<code>facts/&lt;b&gt;.yml:1:2</code><br>&lt;i&gt;<br><strong>&lt;u&gt;</strong><br>&lt;s&gt;" in page
    assert "<pre>&lt;b&gt;</pre>" in problems_page(Status(error="<b>"), has_site=False)
