"""The layer around a watched site, asked directly."""

from __future__ import annotations

from pathlib import Path

import httpx

from factbook.problems import Problem
from factbook.watch.pages import Watched, problems_page
from factbook.watch.status import Status, read_status, write_status


async def test_a_generation_that_is_ending_sends_requests_on_to_the_next(tmp_path: Path) -> None:
    ending = Watched(None, tmp_path / "status.json", 1, "/", lambda: True)
    transport = httpx.ASGITransport(ending)
    async with httpx.AsyncClient(transport=transport, base_url="http://site.example") as client:
        response = await client.get("/factbook/places?name=Port%20Alba")
    assert (response.status_code, response.headers["location"]) == (307, "/factbook/places?name=Port%20Alba")
    assert (response.headers["connection"], response.headers["cache-control"]) == ("close", "no-store")


def test_what_is_wrong_is_shown_as_text_whatever_signs_it_holds() -> None:
    page = problems_page(
        Status(problems=[Problem("facts/<b>.yml", 1, 2, "<i>", "choice", "<u>", "<s>")]), has_site=True
    )
    assert "<code>facts/&lt;b&gt;.yml:1:2</code><br>&lt;i&gt;<br><strong>&lt;u&gt;</strong><br>&lt;s&gt;" in page
    assert "<pre>&lt;b&gt;</pre>" in problems_page(Status(error="<b>"), has_site=False)


def test_a_status_is_read_as_it_was_written_and_is_empty_before(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    assert read_status(path) == Status()
    status = Status(3, 2, [Problem("facts/x.yml", 1, 2, "x", "choice", "y", "z")], "error")
    write_status(path, status)
    assert read_status(path) == status
