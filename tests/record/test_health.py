"""How sound a record is follows from its evidence alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from citable import make_citable
from factbook.record import Health, load_health


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(make_citable(tmp_path / "factbook.db"))) as conn:
        yield conn


def health(conn: sqlite3.Connection, id: str) -> Health:
    found = load_health(conn, id)
    assert found
    return found


def rests_on(conn: sqlite3.Connection, id: str) -> str:
    return str(conn.execute("select resting_on from record_health where fact = ?", [id]).fetchone()[0])


def test_articles_of_two_publishers_are_independent_of_one_another(conn: sqlite3.Connection) -> None:
    found = health(conn, "companies")
    assert (found.articles, found.independent, found.newest) == (2, 2, "2025-06-16")
    assert rests_on(conn, "companies") == "independent articles"


def test_two_articles_of_one_publisher_are_one_source(conn: sqlite3.Connection) -> None:
    conn.execute("update sources set publisher = 'Daily News'")
    assert (health(conn, "companies").articles, health(conn, "companies").independent) == (2, 1)
    assert rests_on(conn, "companies") == "several articles of one side"


def test_official_accounts_count_as_one_however_many_publish_them(conn: sqlite3.Connection) -> None:
    conn.execute("update sources set independence = 'official account'")
    assert health(conn, "companies").independent == 1


def test_what_another_page_says_otherwise_on_the_point_is_counted_and_another_time_is_not(
    conn: sqlite3.Connection,
) -> None:
    assert health(conn, "companies").differs == 1
    conn.execute("update cross_checks set differs_in = 'time'")
    assert health(conn, "companies").differs == 0


def test_values_are_counted_by_how_they_are_known(conn: sqlite3.Connection) -> None:
    conn.execute("delete from proofs")
    rows = [
        ("value", None, "read", "companies-1"),
        ("value", None, "read", "companies-3"),
        ("unit", None, "read", None),
        ("place", None, "inferred", None),
        ("period", None, "reckoned", None),
        ("label", None, "worded", None),
        ("status", None, "ours", None),
        ("voice", "companies-1", "attributed", "companies-1"),
    ]
    conn.executemany("insert into proofs values ('companies', ?, ?, ?, ?)", rows)
    found = health(conn, "companies")
    assert (found.proved, found.inferred, found.reckoned, found.worded) == (2, 1, 1, 1)


def test_second_readers_are_named(conn: sqlite3.Connection) -> None:
    assert health(conn, "companies").readers is None
    conn.executemany("insert into fact_checked_by values ('companies', ?)", [("B. Reader",), ("A. Reader",)])
    assert health(conn, "companies").readers == "A. Reader, B. Reader"


def test_reference_data_rests_on_no_article_and_what_is_no_record_has_no_health(conn: sqlite3.Connection) -> None:
    assert rests_on(conn, "mexico") == "no article"
    assert load_health(conn, "nobody") is None
