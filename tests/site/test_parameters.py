"""Parameters of questions in SQL are those that SQLite binds, whatever stands in texts and comments."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from citable import make_citable
from factbook.site.parameters import named_parameters
from site_pages import get, open_site

QUESTIONS = {
    "select '--', :name": ["name"],
    "select '/*', :name, '*/'": ["name"],
    "select 'it''s -- so', :a, :b": ["a", "b"],
    "select 1 -- it's :not\n, :name": ["name"],
    "select /* ' :not */ :name": ["name"],
    'select \':not\', "a"":not", [:not], `:not`, :name from (select 1 as \'a"":not\')': ["name"],
    "select '12:30', :año": ["año"],
    "select 1 /* :not": [],
    "select 1": [],
}


@pytest.mark.parametrize(("sql", "names"), QUESTIONS.items())
def test_parameters_are_found_where_sqlite_finds_them(sql: str, names: list[str]) -> None:
    assert named_parameters(sql) == names


@pytest.mark.parametrize("sql", [sql for sql in QUESTIONS if "[" not in sql])
def test_sqlite_binds_all_that_are_found_and_wants_no_other(sql: str) -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        assert conn.execute(sql, dict.fromkeys(named_parameters(sql), "x")).fetchone()


async def test_a_question_with_two_hyphens_in_a_text_is_answered_and_has_a_box_for_its_parameter(
    tmp_path: Path,
) -> None:
    site = open_site(make_citable(tmp_path / "factbook.db"))
    question = urlencode({"sql": "select id || ' -- ' || :said as answer from places order by id", "said": "yes"})
    page = await get(site, f"/factbook?{question}")
    assert re.search(r'<input type="text" name="said" value="yes"', page)
    assert "japan -- yes" in page
