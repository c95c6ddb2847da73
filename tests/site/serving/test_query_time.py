"""A query's time: what it works for counts, not what it waits for others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from time import perf_counter, sleep

import datasette.database
import pytest
from datasette.app import Datasette

from factbook.site.serving import query_time as module
from factbook.site.serving.query_time import query_time
from site_pages import get

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
#: Counts to 40,000, which takes some milliseconds, and waits forty times on the way.
WAITING = """
    with recursive n(i) as (select 1 union all select i + 1 from n limit 40000)
    select sum(case when i % 1000 = 0 then wait() else 1 end) from n
"""


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function("wait", 0, lambda: sleep(0.02) or 1)
        yield connection


def test_a_query_that_waits_for_a_busy_machine_is_not_interrupted(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITS", 1_000)
    began = perf_counter()
    with query_time(conn, 500):
        assert conn.execute(WAITING).fetchone() == (40_000,)
    assert perf_counter() - began > 0.5


def test_a_query_that_works_too_long_is_interrupted(conn: sqlite3.Connection) -> None:
    with query_time(conn, 20), pytest.raises(sqlite3.OperationalError, match="interrupted"):
        conn.execute(ENDLESS).fetchone()


def test_a_query_that_waits_without_end_is_interrupted(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITS", 0.01)
    with query_time(conn, 10_000), pytest.raises(sqlite3.OperationalError, match="interrupted"):
        conn.execute(WAITING).fetchone()


def test_after_the_block_nothing_is_interrupted(conn: sqlite3.Connection) -> None:
    with query_time(conn, 0):
        pass
    assert conn.execute(WAITING).fetchone() == (40_000,)


async def test_queries_of_the_site_are_limited_so(published: Datasette) -> None:
    assert "took too long" in await get(published, f"/factbook?sql={ENDLESS.replace(' + ', '%2B')}", 400)
    assert datasette.database.sqlite_timelimit is query_time
