"""A table of facts is filtered by what its records rest on: the rows are those that `record_health` says."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from urllib.parse import urlencode

import pytest
from datasette.app import Datasette

from factbook.site.health_filters import HEALTH_FILTERS
from factbook.site.names import Names, site_schema
from factbook.site.pages.filters import load_form, meant
from site_pages import get
from this_project import ROOT

FIGURES = site_schema(ROOT).tables["figures"]
ASKED = [
    ("known", "all in quotes", "known = 'all in quotes'"),
    ("known", "partly inferred", "known = 'partly inferred'"),
    ("resting_on", "independent articles", "independent > 1"),
    ("resting_on", "one article", "articles = 1"),
    ("elsewhere", "differs", "differs_elsewhere > 0"),
    ("elsewhere", "agrees", "agrees_elsewhere > 0"),
    ("article_from", "2025", "newest_article >= '2025'"),
]


@pytest.mark.parametrize(("way", "value", "condition"), ASKED)
async def test_the_rows_are_those_of_the_view_on_the_page_and_as_csv(
    published: Datasette, conn: sqlite3.Connection, way: str, value: str, condition: str
) -> None:
    sql = f"select fact from record_health where kind = 'figures' and {condition}"
    wanted = {row[0] for row in conn.execute(sql)}
    query = urlencode({f"id__{way}": value})
    rows = json.loads(await get(published, f"/factbook/figures.json?{query}&_shape=array&_size=max"))
    csv = (await get(published, f"/factbook/figures.csv?{query}&_stream=on&_size=max")).splitlines()
    assert {row["id"] for row in rows} == wanted
    assert {line.partition(",")[0] for line in csv[1:]} == wanted
    assert 0 < len(wanted) < conn.execute("select count(*) from figures").fetchone()[0]


async def test_they_are_asked_together_with_other_filters_and_said_in_words(published: Datasette) -> None:
    page = await get(published, "/factbook/figures?id__known=partly+inferred&place=aguascalientes")
    assert "Values are: partly inferred" in page
    assert "Place: Aguascalientes" in page
    spanish = await get(published, "/es/factbook/figures?id__known=partly+inferred")
    assert "Los valores son: en parte inferido" in spanish
    assert "Figures: Values are: partly inferred" in await get(
        published, "/factbook/figures.cite?id__known=partly+inferred&_cite=question"
    )


async def test_an_unlisted_record_rests_on_nothing_of_that_kind(published: Datasette) -> None:
    assert json.loads(await get(published, "/factbook/figures.json?id__known=nosuch&_shape=array")) == []


def test_the_form_offers_each_with_what_is_chosen_and_blank_ones_are_left_out(
    conn: sqlite3.Connection, words: Names
) -> None:
    form = load_form(conn, FIGURES, [("id__resting_on", "one article")], words)
    chosen = {field.column: field.chosen for field in form.health}
    assert chosen == {"id__known": "", "id__resting_on": "one article", "id__elsewhere": "", "id__article_from": ""}
    assert not form.others
    blank = [(f"id__{each.way}", "") for each in HEALTH_FILTERS]
    assert meant(conn, FIGURES, [*blank, ("place", "aguascalientes")], words) == [("place", "aguascalientes")]


def test_second_readers_are_asked_for_where_a_record_has_one(conn: sqlite3.Connection, words: Names) -> None:
    with closing(sqlite3.connect(":memory:")) as read_twice:
        conn.backup(read_twice)
        id = read_twice.execute("select min(id) from figures").fetchone()[0]
        read_twice.execute("insert into fact_checked_by values (?, 'A. Reader')", [id])
        form = load_form(read_twice, FIGURES, [], words)
        second = HEALTH_FILTERS[-1].sql.format(c='"id"', p="reader")
        found = read_twice.execute(f"select id from figures where {second}", {"reader": "A. Reader"}).fetchall()
    assert form.health[-1].column == "id__second_reader"
    assert found == [(id,)]


async def test_the_page_leads_to_the_counts_of_the_table_by_evidence(published: Datasette) -> None:
    assert "/factbook/record_health?kind=figures" in await get(published, "/factbook/figures")
    assert 'name="id__known"' not in await get(published, "/factbook/citations")
    assert "partly inferred" in await get(published, "/factbook/record_health?kind=figures")
