"""Whatever an address names that a table does not have is refused, with the names that there are, near ones first."""

from __future__ import annotations

import re

import pytest
from datasette.app import Datasette

from factbook.site.pages.unknown_names import AskedTable, near_first, unknown_name

FIGURES = AskedTable("figures", ("id", "label", "value", "unit", "place"), ("id",), ("label", "value"), ("label",))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("plaec=x", "place"),
        ("plaec__contains=x", "place"),
        ("valeu__gt=1", "value"),
        ("_facet=plaec", "place"),
        ('_facet={"column":"plaec"}', "place"),
        ("_facet_array=plaec", "place"),
        ("_facet_date=valeu", "value"),
        ("_col=plaec", "place"),
        ("_nocol=plaec", "place"),
        ("_sort=valeu", "value"),
        ("_sort_desc=lable", "label"),
        ("_search_lable=a", "label"),
        ("value__gtt=1", "__gt"),
        ("_facet_arrya=place", "_facet_array"),
        ("_facetplace", "_facet_date"),
        ("_facet_szie=12", "_facet_size"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".json", ".bib"])
async def test_what_a_table_does_not_have_is_refused_with_what_is_nearest(
    published: Datasette, query: str, first: str, ending: str
) -> None:
    answer = await published.client.get(f"/factbook/figures{ending}?{query}")
    assert answer.status_code == 400
    said = answer.json()["error"] if ending == ".json" else answer.text
    assert re.search(rf"(?:It has|It can be sorted by|It can be searched by|It can say) {first}, ", said), said


async def test_a_key_is_always_shown(published: Datasette) -> None:
    answer = await published.client.get("/factbook/figures.json?_nocol=id")
    assert answer.status_code == 400
    assert "tells the rows apart" in answer.json()["error"]


@pytest.mark.parametrize("query", ["plaec=x", "value__gtt=1", "_sort=valeu", "_col=plaec", "_search_lable=a"])
async def test_a_file_is_not_made_of_rows_that_nobody_asked_for(published: Datasette, query: str) -> None:
    assert (await published.client.get(f"/factbook/figures.csv?_stream=on&{query}")).status_code == 400


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("_search=japan", "cannot be searched"),
        ("_search_fact=japan", "cannot be searched"),
        ("_sort=nothing", "cannot be sorted by nothing. It can be sorted by "),
    ],
)
async def test_a_table_without_search_says_so_and_does_not_show_all_rows(
    published: Datasette, query: str, said: str
) -> None:
    answer = await published.client.get(f"/factbook/proofs.json?{query}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]


@pytest.mark.parametrize(
    "query",
    [
        "rowid=1", "rowid__gt=1", "_sort=rowid", "_sort=", "_facet=place", '_facet={"column":"place"}', "_search=",
        "_facet_size=5", "_searchmode=raw", "_search_label=a", "_nosuch=1", "place__in=a,b", "value__isnull=1",
        "_col=label&_nocol=unit", "_search=a&_searchmode=escaped", "_facet={",
    ],
)  # fmt: skip
def test_what_a_table_has_is_asked_of_it(query: str) -> None:
    arguments = [(name, value) for name, _, value in (each.partition("=") for each in query.split("&"))]
    assert unknown_name(arguments, FIGURES) is None


def test_like_names_come_first_and_none_stands_twice() -> None:
    assert near_first("PLAEC", FIGURES.columns) == "place, label, id, value, unit"
    assert near_first("zzz", FIGURES.columns) == "id, label, value, unit, place"
