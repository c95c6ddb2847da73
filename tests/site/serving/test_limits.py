"""SECURITY.md names the bounds as they are in the code and in settings.json."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from factbook.record.search import MOST
from factbook.site.pages.mcp import LONGEST_ANSWER, MOST_MESSAGES
from factbook.site.serving.budgets import (
    MAX_CALLS,
    MAX_COPIES,
    MAX_DEAR_CALLS,
    MAX_FACETS,
    MAX_FILTERS,
    MAX_NAMED,
    MAX_TERMS,
)
from factbook.site.serving.confine import COLUMNS, MAX_HEAP, MAX_PEOPLES_VALUE, PATTERN
from factbook.site.serving.csv_form import MOST_LABELLED, MOST_ROWS
from factbook.site.serving.gate import DEAR_PATIENCE, DEAR_PLACES, DEAR_WAITING, PATIENCE, PLACES, WAITING
from factbook.site.serving.page_bounds import SHOWN as OF_A_TABLE
from factbook.site.serving.page_size import MAX_ANSWER, MAX_PAGE
from factbook.site.serving.page_time import PAGE_SECONDS
from factbook.site.serving.query_time import WAITS
from factbook.site.serving.recorder import MAX_PAGES
from factbook.site.serving.refusals import LONGEST_BODY, LONGEST_URL, MOST_ARGUMENTS, POSTED, READING
from factbook.site.serving.response_cache import LONGEST_KEPT
from factbook.site.serving.result_limits import IN_A_FILE, IN_A_PAGE
from factbook.site.serving.result_limits import SHOWN as OF_AN_ANSWER
from factbook.site.serving.table_walk import MAX_CSV
from this_project import ROOT

SETTINGS = json.loads((ROOT / "factbook/site/settings.json").read_text(encoding="utf-8"))
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


_IN_WORDS = ("no", "one", "two", "three", "four")
#: The rows of the table of bounds.
ROWS = [
    f"| length of an address | {LONGEST_URL:,} characters | 414 |",
    f"| arguments of an address | {MOST_ARGUMENTS} | 400 |",
    f"| body of a POST | {LONGEST_BODY:,} bytes, its length told before it | 413, 411 |",
    f"| `/mcp` | {_IN_WORDS[MOST_MESSAGES]} messages a batch, {LONGEST_ANSWER:,} bytes an answer of a tool; "
    "SQL in its queue and within its limits; a page of another site is not answered | an error in the answer; 403 |",
    f"| methods | {', '.join(READING)}; POST of {' and '.join(f'`{path}`' for path in POSTED)} alone | 405 |",
    "| CPU of a query; its time by the clock "
    f"| {SETTINGS['sql_time_limit_ms']} ms; {WAITS * SETTINGS['sql_time_limit_ms'] / 1000:.0f} s | 400 |",
    f"| people's SQL at once | {PLACES}, and {WAITING} that wait {PATIENCE:.0f} seconds | 503 with Retry-After |",
    f"| rows of a query or page | {SETTINGS['max_returned_rows']:,} | cut, and said so |",
    f"| rows that a page shows of a table; of an answer | {OF_A_TABLE}; {OF_AN_ANSWER} | cut, and said so |",
    f"| matches of a search that are counted and ranked | {MOST:,} | more are said to be there |",
    f"| result of people's SQL in a page | {IN_A_PAGE.cells:,} cells, {IN_A_PAGE.size:,} characters | 400 |",
    f"| result of people's SQL in a file | {IN_A_FILE.cells:,} cells, {IN_A_FILE.size:,} characters | 400 |",
    f"| a value made in people's SQL | {MAX_PEOPLES_VALUE:,} bytes | 400 |",
    "| brackets, text functions, named subqueries, copies of these in people's SQL "
    f"| {MAX_CALLS}, {MAX_DEAR_CALLS}, {MAX_NAMED}, {MAX_COPIES} | 400 |",
    f"| memory of SQLite, over all connections | {MAX_HEAP // 1_000_000} MB | 400 |",
    f"| CPU of a page's questions to the database, together | {PAGE_SECONDS} s | 503 |",
    f"| a page; another answer that is made in one piece | {MAX_PAGE:,}; {MAX_ANSWER:,} bytes | 400 |",
    f"| facets, filters, words to search for in an address | {MAX_FACETS}, {MAX_FILTERS}, {MAX_TERMS} | 400 |",
    "| CSV of a table or view, whole or filtered, reckoned from its number of rows and the length of a thousand "
    f"| {MAX_CSV:,} bytes | 307 to the file of the export that has it, else 400 with the way to take it in parts |",
    "| rows of a CSV that Datasette itself streams: searched, by conditions in SQL; with labels "
    f"| {MOST_ROWS:,}; {MOST_LABELLED:,} | 503 or cut off |",
    f"| walks over tables at once | {DEAR_PLACES}, and {DEAR_WAITING} that wait {DEAR_PATIENCE:.0f} seconds "
    "| 503 with Retry-After |",
    f"| address of a page that is kept | {LONGEST_KEPT:,} characters | not kept |",
    f"| columns of a result; pattern of LIKE and GLOB | {COLUMNS}; {PATTERN} bytes | 400 |",
    f"| pages kept in memory | 64 MB, {MAX_PAGES:,} pages | the least recently asked leaves |",
]


@pytest.mark.parametrize("row", ROWS)
def test_security_md_names_each_bound_as_it_is(row: str) -> None:
    assert row in TEXT


def test_security_md_names_no_bound_that_nothing_holds() -> None:
    table = TEXT.partition("| bound | at |")[2].partition("\n\n")[0]
    assert set(table.splitlines()[2:]) == set(ROWS)


def test_each_test_that_security_md_names_is_there() -> None:
    named = re.findall(r"[\w/]*test_\w+\.py", TEXT.partition("## How it is held")[2])
    assert len(named) > 20
    assert not [
        name for name in named if not any((folder / name).is_file() for folder in (ROOT, Path(__file__).parent))
    ]


def test_a_batch_of_questions_costs_no_more_than_a_request_may() -> None:
    assert MOST_MESSAGES * SETTINGS["sql_time_limit_ms"] < 1000
