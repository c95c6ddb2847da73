"""Validators, cache, gate and headers: the same bytes with and without, and pages that people's SQL cannot starve."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from asked import answer_of
from commands import run_command
from factbook.site.serving import gate
from factbook.site.serving.asgi import Application, Receive, Scope, Send, send_response
from factbook.site.serving.gate import PLACES, WAITING, sql_limiter
from factbook.site.serving.response_cache import with_response_cache
from factbook.site.serving.security_headers import csp_for
from factbook.site.serving.site_digest import site_digest
from this_project import ROOT, build

FACT = "/factbook/figures/aguascalientes-japanese-investment-2024"
PAGES = [
    "/",
    FACT,
    FACT + ".json",
    "/factbook/figures",
    "/factbook/figures.json?_size=5",
    "/search?q=jica",
    "/timeline",
]
HEAVY = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c, c as d"


def counting(body: bytes = b"a page " * 200, status: int = 200) -> tuple[Application, list[str]]:
    """An application that says the same to all, and the paths that it was asked for."""
    asked: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await send_response(send, status, [(b"content-type", b"text/html; charset=utf-8")], body)

    return app, asked


def client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://factbook.test")


async def test_a_page_asked_twice_is_made_once() -> None:
    app, asked = counting()
    async with client(with_response_cache(app, "v1", 10_000)) as http:
        first, second = await http.get("/a"), await http.get("/a")
    assert first.content == second.content
    assert first.headers == second.headers
    assert asked == ["/a"]


async def test_a_reader_who_has_the_page_is_answered_304_and_nothing_is_asked() -> None:
    app, asked = counting()
    async with client(with_response_cache(app, "v1", 0)) as http:
        tag = (await http.get("/a")).headers["etag"]
        again = await http.get("/a", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert asked == ["/a"]


async def test_two_sites_never_share_a_validator() -> None:
    app, _ = counting()
    async with client(with_response_cache(app, "v1", 0)) as old, client(with_response_cache(app, "v2", 0)) as new:
        tag = (await old.get("/a")).headers["etag"]
        assert (await new.get("/a", headers={"If-None-Match": tag})).status_code == 200


async def test_each_coding_has_its_own_validator_and_the_same_text() -> None:
    app, _ = counting()
    async with client(with_response_cache(app, "v1", 10_000)) as http:
        plain = await http.get("/a", headers={"Accept-Encoding": "identity"})
        zipped = await http.get("/a", headers={"Accept-Encoding": "gzip"})
    assert plain.content == zipped.content
    assert zipped.headers["content-encoding"] == "gzip"
    assert plain.headers["etag"] != zipped.headers["etag"]
    assert plain.headers["vary"] == zipped.headers["vary"] == "Accept-Encoding"


async def test_errors_and_peoples_sql_have_no_validator_and_are_not_kept() -> None:
    for path, status in (("/missing", 404), ("/factbook?sql=select+random()", 200)):
        app, asked = counting(status=status)
        async with client(with_response_cache(app, "v1", 10_000)) as http:
            first = await http.get(path)
            await http.get(path)
        assert "etag" not in first.headers
        assert len(asked) == 2


async def test_the_cache_lets_go_of_what_was_not_asked_for_longest() -> None:
    app, asked = counting(body=b"x" * 400)
    async with client(with_response_cache(app, "v1", 4_500)) as http:
        for path in ("/a", "/b", "/a", "/c", "/a", "/b"):
            await http.get(path)
    assert asked == ["/a", "/b", "/c", "/b"]


async def test_a_long_answer_is_passed_on_whole_and_not_kept() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
        for _ in range(30):
            await send({"type": "http.response.body", "body": b"row\n" * 50_000, "more_body": True})
        await send({"type": "http.response.body", "body": b"end"})

    async with client(with_response_cache(app, "v1", 100_000_000)) as http:
        answer = await http.get("/rows.csv")
    assert answer.content == b"row\n" * 1_500_000 + b"end"
    assert answer.headers["etag"]


async def test_head_says_what_get_says_without_the_body() -> None:
    app, asked = counting()
    async with client(with_response_cache(app, "v1", 10_000)) as http:
        head, get = await http.head("/a"), await http.get("/a")
    assert head.content == b""
    assert head.headers == get.headers
    assert asked == ["/a"]


async def test_the_gate_lets_few_through_and_says_503_to_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE", 60.0)
    release = Event()
    inside: list[int] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        inside.append(1)
        while not release.is_set():
            await asyncio.sleep(0.01)
        await send_response(send, 200, [])

    async with client(sql_limiter(slow)) as http:
        asks = [asyncio.ensure_future(http.get("/factbook?sql=select+1")) for _ in range(20)]
        while sum(task.done() for task in asks) < len(asks) - PLACES - WAITING:
            await asyncio.sleep(0.01)
        assert len(inside) == PLACES
        page = asyncio.ensure_future(http.get("/factbook/figures"))
        while len(inside) == PLACES:
            assert not page.done(), "a page does not wait at the gate"
            await asyncio.sleep(0.01)
        release.set()
        statuses = [answer.status_code for answer in await asyncio.gather(*asks, page)]
    assert statuses.count(200) == PLACES + WAITING + 1
    busy = next(answer for answer in [task.result() for task in asks] if answer.status_code == 503)
    assert busy.headers["retry-after"]


def test_no_page_may_hold_a_script_and_only_where_vega_draws_may_one_compile() -> None:
    assert b"script-src 'self';" in csp_for(FACT, 3)
    assert b"script-src 'self';" in csp_for("/", 1)
    assert b"script-src 'self' 'unsafe-eval';" in csp_for("/factbook/figures", 2)
    assert b"script-src 'self';" in csp_for("/charts", 1)


# ── the real site ──


@pytest.mark.parametrize("path", PAGES)
def test_the_same_bytes_are_answered_first_and_from_the_cache(site: str, path: str) -> None:
    first, second = answer_of(site + path), answer_of(site + path)
    assert first.status_code == 200
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]
    assert answer_of(site + path, **{"If-None-Match": first.headers["etag"]}).status_code == 304


def test_every_response_carries_the_security_headers_and_no_cookie(site: str) -> None:
    for path in [*PAGES, "/no-such-page", "/factbook?sql=select+1"]:
        headers = answer_of(site + path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers.get_list("referrer-policy") == ["strict-origin-when-cross-origin"], path
        assert headers["permissions-policy"], path
        assert "set-cookie" not in headers, path


@pytest.mark.parametrize(
    "sql",
    [
        "attach database '/etc/passwd' as x",
        "select load_extension('x')",
        "pragma writable_schema = on",
        "select readfile('/etc/passwd')",
        "insert into facts values ('a', 'b', 'c', '2026-01-01')",
        "drop table facts",
        "vacuum into '/tmp/x.db'",
    ],
)
def test_sql_can_neither_write_nor_reach_a_file(site: str, sql: str) -> None:
    answer = answer_of(f"{site}/factbook.json?sql={quote(sql)}")
    assert 400 <= answer.status_code < 500, answer.text


def test_a_changed_fact_changes_the_fingerprint_and_an_equal_build_does_not(project: Path, database: Path) -> None:
    again = database.with_name("again.db")
    run_command(build(project, "--output", str(again)), check=True)
    changed = database.with_name("changed.db")
    shutil.copy(database, changed)
    connection = sqlite3.connect(changed)
    with connection:
        connection.execute("update release set facts_sha256 = 'other'")
    connection.close()
    assert site_digest(ROOT, again) == site_digest(ROOT, database)
    assert site_digest(ROOT, changed) != site_digest(ROOT, database)


def ask_all(urls: list[str]) -> set[int]:
    """The statuses of the answers to all of them, twenty at once."""
    with ThreadPoolExecutor(20) as pool:
        return {answer.status_code for answer in pool.map(answer_of, urls)}


def test_heavy_sql_is_refused_or_cut_short_while_pages_are_answered(site: str) -> None:
    """Twenty askers of endless SQL: each gets 400 (cut short) or 503 (no place), and pages are 200 all the while."""
    attack = [f"{site}/factbook.json?sql={quote(HEAVY)}&n={n}" for n in range(40)]
    with ThreadPoolExecutor(1) as other:
        attacked = other.submit(ask_all, attack)
        pages = [answer_of(site + path).status_code for path in (FACT, "/", "/search?q=nissan") * 5]
    assert set(pages) == {200}
    assert {503} <= attacked.result() <= {400, 503}
