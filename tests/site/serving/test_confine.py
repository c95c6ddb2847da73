"""SQL on the site: it reads, within bounds, and neither the machine nor other readers through it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from asked import answer_of
from factbook.site.serving.confine import MAX_PEOPLES_VALUE, MAX_VALUE, confine
from factbook.site.serving.result_limits import IN_A_FILE, IN_A_PAGE, CountedRows

ROWS = "with recursive c(x) as (select 1 union all select x + 1 from c limit {rows}) select {columns} from c"

# The last two where this SQLite was compiled without them.
REFUSED = r"not authorized|authorization denied|prohibited|no such table: sqlite_|no such function"


@pytest.fixture
def confined(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that could be written, confined."""
    connection = sqlite3.connect(database)
    confine(connection)
    yield connection
    connection.close()


def ask(site: str, sql: str, ending: str = ".json") -> httpx.Response:
    return answer_of(f"{site}/factbook{ending}?sql={quote(sql)}")


@pytest.mark.parametrize(
    "sql",
    [
        "insert into facts (id, kind, label, checked) values ('a', 'b', 'c', '2026-01-01')",
        "update release set version = '9'",
        "delete from facts",
        "create table a (b)",
        "create temp table a (b)",
        "create virtual table a using fts5(b)",
        "drop table facts",
        "alter table facts rename to a",
        "attach ':memory:' as other",
        "vacuum into 'hostile.db'",
        "reindex",
        "analyze",
        "begin",
        "savepoint a",
        "pragma writable_schema = on",
        "pragma journal_mode = wal",
        "select load_extension('x')",
        "select fts3_tokenizer('simple')",
        "select fts3_tokenizer('simple', x'0000000000000000')",
        "select * from sqlite_stmt",
        "select * from sqlite_dbpage",
    ],
)
def test_sqlite_itself_refuses_what_is_not_reading(confined: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match=REFUSED):
        confined.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from facts_fts where facts_fts match 'japan'",
        "select highlight(facts_fts, 0, '<', '>'), bm25(facts_fts) from facts_fts where facts_fts match 'japan'",
        "select value from json_each('[1, 2]')",
        "select name from pragma_table_xinfo('facts')",
        "select count(*) from sqlite_master",
        "select json_group_array(label) from facts",
        "with recursive c(x) as (select 1 union all select x + 1 from c limit 3) select max(x) over () from c",
    ],
)
def test_reading_is_left_alone(confined: sqlite3.Connection, sql: str) -> None:
    assert confined.execute(sql).fetchall()


def test_where_the_file_lies_reads_as_null(confined: sqlite3.Connection) -> None:
    assert [tuple(row) for row in confined.execute("select * from pragma_database_list")] == [(0, "main", None)]


@pytest.mark.parametrize(
    "sql",
    [
        f"select zeroblob({MAX_VALUE + 1})",
        f"select replace(hex(zeroblob({MAX_VALUE // 4})), '0', 'aaaa')",
        "select 'a' like '" + "%a" * 300 + "'",
        "select 'a' glob '" + "*a" * 300 + "'",
        "select " + ", ".join("1" * 101),
    ],
    ids=["blob", "replace", "like", "glob", "columns"],
)
def test_a_value_a_pattern_and_a_row_have_bounds(confined: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match=r"too big|too complex|too many columns"):
        confined.execute(sql).fetchall()


def test_rows_stay_rows(confined: sqlite3.Connection) -> None:
    row = confined.execute("select 1 as a, 'b' as b").fetchone()
    assert isinstance(row, sqlite3.Row)
    assert (row["a"], row["b"]) == (1, "b")
    assert isinstance(confined.row_factory, CountedRows)


# ── the real site ──


def cells(number: int) -> str:
    return ROWS.format(rows=number // 50, columns=", ".join(["x"] * 50))


def test_a_large_result_is_refused_in_a_page_and_given_in_a_file(site: str) -> None:
    page = ask(site, cells(IN_A_PAGE.cells + 50), "")
    assert page.status_code == 400
    assert "the result is too large: 15,000 cells" in page.text
    for ending in (".json", ".csv"):
        assert ask(site, cells(IN_A_PAGE.cells + 50), ending).status_code == 200


def test_the_largest_page_is_given(site: str) -> None:
    assert ask(site, cells(IN_A_PAGE.cells), "").status_code == 200


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_a_file_has_bounds_too(site: str, ending: str) -> None:
    rows = IN_A_FILE.size // MAX_PEOPLES_VALUE + 2
    answer = ask(site, ROWS.format(rows=rows, columns=f"hex(zeroblob({MAX_PEOPLES_VALUE // 2 - 1}))"), ending)
    assert answer.status_code == 400
    assert len(answer.content) < 10_000


def test_pages_of_our_own_are_not_counted(database: Path) -> None:
    """Rows are counted only for requests with people's SQL."""
    connection = sqlite3.connect(database)
    connection.row_factory = CountedRows()
    found = connection.execute(cells(IN_A_FILE.cells * 2)).fetchall()
    connection.close()
    assert len(found) * 50 == IN_A_FILE.cells * 2


@pytest.mark.parametrize("sql", ["select * from nosuch", "selec", "select 1 from", "drop table facts"])
def test_a_question_that_fails_is_an_error_in_csv_too(site: str, sql: str) -> None:
    assert ask(site, sql, ".csv").status_code == 400


@pytest.mark.parametrize("sql", ["select 1 as a", "select 1 as a where 0"])
def test_a_question_without_rows_is_no_error_in_csv(site: str, sql: str) -> None:
    answer = ask(site, sql, ".csv")
    assert answer.status_code == 200
    assert answer.text.startswith("\ufeffa\r\n")


async def test_a_refusal_at_the_gate_has_the_form_that_was_asked_for(site: str) -> None:
    endless = quote(ROWS.replace(" limit {rows}", "").format(columns="count(*)"))
    urls = [f"{site}/factbook{ending}?sql={endless}&n={n}" for n in range(8) for ending in ("", ".json")]
    async with httpx.AsyncClient(timeout=120) as http:
        answers = await asyncio.gather(*(http.get(url) for url in urls))
    busy = [answer for answer in answers if answer.status_code == 503]
    assert busy
    for answer in busy:
        assert answer.headers["retry-after"]
        if answer.url.path.endswith(".json"):
            assert answer.json()["ok"] is False
        else:
            assert "/static/site.css" in answer.text
