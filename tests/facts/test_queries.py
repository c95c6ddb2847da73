"""What people type finds what they mean: natural queries, each with its right records among the first five."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlite_utils
import yaml

from factbook.record.search import find
from this_project import ROOT

QUERIES = yaml.safe_load((ROOT / "tests/facts/queries.yml").read_text(encoding="utf-8"))
#: So many queries may miss their record among so many.
MISSED, FIRST = 4, 5


def is_found(conn: sqlite3.Connection, query: str, wanted: list[str]) -> bool:
    return any(hit.record.id in wanted for hit in find(conn, query).hits[:FIRST])


def test_queries_find_their_records_among_the_first_five(published: sqlite3.Connection) -> None:
    asked = {str(query): wanted for listed in QUERIES.values() for query, wanted in listed.items()}
    assert len(asked) >= 169
    missed = [query for query, wanted in asked.items() if not is_found(published, query, wanted)]
    assert len(missed) <= MISSED, missed


def test_every_record_that_a_query_looks_for_is_there(published: sqlite3.Connection) -> None:
    known = {id for (id,) in published.execute("select id from facts")}
    assert {id for listed in QUERIES.values() for wanted in listed.values() for id in wanted} <= known


@pytest.mark.parametrize("query", ["lay off workers", "xylophone", "リーマン", "?!", ""])
def test_nothing_is_found_where_there_is_nothing(published: sqlite3.Connection, query: str) -> None:
    assert not find(published, query).hits


def test_sqlite_utils_searches_a_table_of_the_download_and_makes_one_anew(
    published: sqlite3.Connection, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        published.backup(copy)
        places = sqlite_utils.Database(copy).table("places")
        places.transform()
        assert [row["id"] for row in places.search("日本")] == ["japan"]
