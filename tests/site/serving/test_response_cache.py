"""What is kept and what is not: long pages, people's SQL, pages made in haste; and two releases in one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import shake_128
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from datasette.app import Datasette
from datasette.database import QueryInterrupted

from factbook.site.serving.asgi import Application, Receive, Scope, Send, send_response
from factbook.site.serving.executor import ContextExecutor
from factbook.site.serving.immutable_assets import with_immutable_assets
from factbook.site.serving.page_bounds import LARGE, SHOWN, with_page_bounds
from factbook.site.serving.recorder import MAX_BODY, MAX_PACKED
from factbook.site.serving.response_cache import with_response_cache
from release_projects import newer, older, site_over

PAGES = [
    "/", "/about", "/search?q=seed", "/timeline", "/charts", "/dictionary", "/downloads", "/factbook",
    "/factbook/facts",
    "/factbook/figures", "/factbook/figures?_facet=unit", "/factbook/figures.json", "/factbook/figures.csv",
    "/factbook/figures/kita-jobs", "/factbook/figures/kita-jobs.json", "/factbook/figures/kita-jobs.bib",
    "/factbook/sources/harbor-herald-2024", "/factbook/figures_of_a_place", "/feeds/all.atom", "/sitemap.xml",
    "/factbook.json?sql=select+id+from+facts+order+by+id",
]  # fmt: skip


def client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://factbook.test")


def counting(pieces: list[bytes], media_type: bytes = b"text/csv") -> tuple[Application, list[str]]:
    """An application that answers in pieces, and what it was asked for."""
    asked: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", media_type)]})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app, asked


# ── long pages ──


@pytest.mark.parametrize("coding", ["identity", "gzip"])
async def test_a_long_page_is_made_once_and_has_the_same_bytes_again(coding: str) -> None:
    pieces = [str(number).encode() * 1_000 for number in range(MAX_BODY // 2_000)]
    app, asked = counting(pieces)
    async with client(with_response_cache(app, "v1", 64_000_000)) as http:
        answers = [await http.get("/rows.csv", headers={"Accept-Encoding": coding}) for _ in range(3)]
        tag = answers[0].headers["etag"]
        again = await http.get("/rows.csv", headers={"Accept-Encoding": coding, "If-None-Match": tag})
    assert {answer.content for answer in answers} == {b"".join(pieces)}
    assert {answer.headers["etag"] for answer in answers} == {tag}
    assert (again.status_code, again.headers["etag"]) == (304, tag)
    assert asked == ["/rows.csv"]


async def test_what_is_too_long_even_packed_is_passed_on_whole_and_made_anew() -> None:
    pieces = [str(number).encode() for number in range(MAX_PACKED // 800_000 + 2)]
    noise = [shake_128(piece).digest(800_000) for piece in pieces]
    app, asked = counting(noise)
    async with client(with_response_cache(app, "v1", 64_000_000)) as http:
        answers = [await http.get("/rows.csv") for _ in range(2)]
    assert {answer.content for answer in answers} == {b"".join(noise)}
    assert len(asked) == 2


# ── people's SQL ──


@pytest.mark.parametrize("sql", ["select count(*) from facts", "select id from figures where value > 5 limit 3"])
async def test_sql_that_can_only_have_one_answer_is_kept(sql: str) -> None:
    app, asked = counting([b"{}"], b"application/json")
    async with client(with_response_cache(app, "v1", 10_000)) as http:
        answers = [await http.get(f"/factbook.json?sql={quote(sql)}") for _ in range(2)]
    assert len(asked) == 1
    assert answers[0].headers["etag"] == answers[1].headers["etag"]


@pytest.mark.parametrize(
    "sql",
    ["select random()", "select RANDOMBLOB(4)", 'select "random"()', "select date()", "select datetime('now')",
     "select current_timestamp", "select unixepoch()", "select strftime('%s')", "select changes()",
     "select * from pragma_data_version", "select sqlite_version()", "select :_random_chars_8"],
)  # fmt: skip
@pytest.mark.parametrize("argument", ["sql", "_where"])
async def test_sql_that_may_ask_for_time_or_chance_is_never_kept(sql: str, argument: str) -> None:
    app, asked = counting([b"{}"], b"application/json")
    async with client(with_response_cache(app, "v1", 10_000)) as http:
        answers = [await http.get(f"/factbook.json?{argument}={quote(sql)}") for _ in range(2)]
    assert len(asked) == 2
    assert "etag" not in answers[0].headers


# ── queries that take too long ──


def interrupted() -> None:
    raise QueryInterrupted(Exception("interrupted"), "select 1", {})


async def test_a_page_with_an_interrupted_query_is_kept_by_nobody() -> None:
    """As Datasette does it: a count that takes too long is left out, and the page has status 200 all the same."""
    pool = ContextExecutor(1)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        with pytest.raises(QueryInterrupted):
            pool.submit(interrupted).result()
        await send_response(send, 200, [(b"content-type", b"text/html")], b"without a count")

    async with client(with_response_cache(app, "v1", 10_000)) as http:
        answer = await http.get("/factbook/figures")
    assert (answer.status_code, answer.content) == (200, b"without a count")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


async def test_a_long_answer_that_cannot_be_finished_is_never_taken_for_whole() -> None:
    pool = ContextExecutor(1)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
        await send({"type": "http.response.body", "body": b"x" * (MAX_BODY + 1), "more_body": True})
        with pytest.raises(QueryInterrupted):
            pool.submit(interrupted).result()
        await send({"type": "http.response.body", "body": b"an error"})

    async with client(with_response_cache(app, "v1", 10_000)) as http:
        with pytest.raises(Exception, match="took too long"):
            await http.get("/rows.csv")


async def test_each_request_has_its_own_haste(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as other:
        with pytest.raises(QueryInterrupted):
            other.submit(interrupted).result()
        app, _ = counting([b"a page"], b"text/html")
        async with client(with_response_cache(app, "v1", 10_000)) as http:
            assert (await http.get("/")).headers["etag"]


# ── large tables ──


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("/factbook/figures?_size=max", "_size=200"),
        ("/factbook/figures?_size=50&unit=jobs", "_size=50&unit=jobs&_nofacet=on&_sort=id"),
        ("/factbook/figures?_size=x", "_size=x"),
        ("/factbook/figures.json?_size=max", "_size=max"),
        ("/factbook/figures", ""),
        ("/factbook/figures?_sort=unit", "_sort=unit"),
        ("/factbook/figures?unit=jobs&_facet=unit", "unit=jobs&_facet=unit&_sort=id"),
        ("/factbook/figures?unit=jobs&_sort=value", "unit=jobs&_sort=value&_nofacet=on"),
        ("/factbook/plants?status=planned", "status=planned"),
        ("/factbook/timeline", "_nofacet=on"),
        ("/about", ""),
    ],
)
async def test_pages_of_large_tables_are_bounded_and_counted_on_demand(asked: str, read: str) -> None:
    queries: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        queries.append(scope["query_string"].decode())
        await send_response(send, 200, [])

    counts = {"figures": LARGE + 1, "timeline": LARGE + 1, "plants": LARGE}
    async with client(with_page_bounds(app, "", lambda: counts, ["timeline"], ["figures"])) as http:
        await http.get(asked)
    assert queries == [read]
    assert SHOWN == 200


# ── files that last ──


async def test_a_file_asked_under_its_digest_lasts_and_under_another_it_does_not() -> None:
    app, _ = counting([b"body {}"], b"text/css")
    async with client(with_immutable_assets(app, "", {"/static/site.css": "abc"})) as http:
        named, bare, stale = [await http.get(f"/static/site.css{query}") for query in ("?v=abc", "", "?v=abd")]
    assert "immutable" in named.headers["cache-control"]
    assert not any("immutable" in answer.headers.get("cache-control", "") for answer in (bare, stale))


# ── two releases ──


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Release 0.0.9 and release 0.1.0 of the example."""
    folder = tmp_path_factory.mktemp("releases")
    return older(folder / "older"), newer(folder / "newer")


async def read(site: Datasette, path: str, **headers: str) -> tuple[int, bytes, str]:
    answer = await site.client.get(path, headers=headers)
    return answer.status_code, answer.content, answer.headers.get("etag", "")


async def test_a_kept_page_is_what_a_fresh_site_makes_and_two_releases_are_never_mixed(
    databases: tuple[Path, Path],
) -> None:
    """Asked in turn in one process, first and again: each release gives its own bytes under its own validators.

    But for the page of downloads, which has none: the files may be made anew.
    """
    old, new = (site_over(database) for database in databases)
    never_asked = [site_over(database) for database in databases]
    for path in PAGES:
        first = [await read(site, path) for site in (old, new)]
        again = [await read(site, path) for site in (old, new)]
        fresh = [await read(site, path) for site in reversed(never_asked)][::-1]
        assert first == again == fresh, path
        assert first[0][2] != first[1][2] or path == "/downloads", path
        assert (await read(new, path, **{"If-None-Match": first[0][2]}))[0] == 200, path
        assert (await read(new, path, **{"If-None-Match": first[1][2]}))[0] == (200 if path == "/downloads" else 304)


async def test_a_page_asked_with_a_coding_or_without_is_the_same_page(databases: tuple[Path, Path]) -> None:
    site = site_over(databases[1])
    for path in PAGES:
        plain, zipped = await read(site, path, **{"Accept-Encoding": "identity"}), await read(site, path)
        assert plain[1] == zipped[1], path


async def test_a_rule_in_the_metadata_leaves_records_to_datasette_and_the_page_is_the_same(
    databases: tuple[Path, Path],
) -> None:
    ours, ruled = site_over(databases[1]), site_over(databases[1], allow=True)
    for path in ("/", "/factbook/figures/kita-jobs", "/factbook/sources/harbor-herald-2024"):
        assert (await read(ours, path))[1] == (await read(ruled, path))[1], path
    closed = site_over(databases[1], allow={"id": "nobody"})
    for path in ("/", "/factbook/figures/kita-jobs", "/factbook/figures.csv", "/factbook/figures"):
        assert (await read(closed, path))[0] == 403, path
