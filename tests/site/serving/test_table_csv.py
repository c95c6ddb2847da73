"""A table's CSV, filtered or in another order, is one walk over it, and has the rows that Datasette has."""

from __future__ import annotations

import csv
from urllib.parse import parse_qsl

import pytest
from datasette.app import Datasette

from factbook.site.serving.table_query import TableForm, table_query
from site_pages import client

FORM = TableForm(["id", "label", "year"], ['"id"'], ['"id"'])
ASKED = [
    ("figures", "unit__contains=e"), ("figures", "value__gt=100"), ("figures", "indicator__in=visitors,exports"),
    ("figures", "_sort_desc=value"), ("figures", "_sort=unit&unit__notnull=1"), ("citations", "quote__like=%25the%25"),
    ("places", "kind__exact=city&kind=city&_facet=kind"), ("timeline", "year__gte=2020"), ("places", "kind="),
]  # fmt: skip
LEFT = [
    "label=a", "_stream=on&_labels=on", "_stream=on&no=1", "_stream=on&label__nosuch=a", "_stream=on&_where=1",
    "_stream=on&_sort=label&_sort_desc=id", "_stream=on&_sort=no", "_stream=on&_search=a", "_stream=on&_next=9",
]  # fmt: skip


@pytest.mark.parametrize(("table", "query"), ASKED)
async def test_filtered_and_sorted_rows_are_those_of_json(published: Datasette, table: str, query: str) -> None:
    async with client(published) as http:
        lines = (await http.get(f"/factbook/{table}.csv?_stream=on&{query}", follow_redirects=True)).text
        page = f"/factbook/{table}.json?{query}&_shape=array&_size=max&_nofacet=on"
        rows, address = [], page
        while address:
            answer = await http.get(address, follow_redirects=True)
            rows += answer.json()
            address = answer.links.get("next", {}).get("url", "")
    written = [{key: value or None for key, value in row.items()} for row in csv.DictReader(lines[1:].splitlines())]
    assert len(written) == len(rows) > 0
    key = "id" if "id" in rows[0] else "label"
    assert [row[key] for row in written] == [str(row[key]) for row in rows]


async def test_a_filter_by_a_column_that_is_none_is_refused(published: Datasette) -> None:
    async with client(published) as http:
        assert (await http.get("/factbook/figures.csv?_stream=on&nocolumn=1")).status_code == 400


async def test_a_name_in_the_place_of_an_id_leads_to_the_address_with_the_id(published: Datasette) -> None:
    async with client(published) as http:
        answer = await http.get("/factbook/figures.csv?_stream=on&place=Mexico")
    assert answer.status_code in (301, 302)
    assert "place=mexico" in answer.headers["location"]


@pytest.mark.parametrize("query", LEFT)
def test_what_only_datasette_can_tell_is_left_to_it(query: str) -> None:
    assert table_query("figures", parse_qsl(query, keep_blank_values=True), FORM) is None


def test_what_somebody_has_typed_is_a_value_and_no_sql() -> None:
    asked = [("_stream", "on"), ("label__contains", "'; drop"), ("_sort_desc", "year")]
    found = table_query("figures", asked, FORM)
    assert found is not None
    assert found.sql == 'select * from "figures" where "label" like :p0 order by "year" desc, "id"'
    assert found.values == {"p0": "%'; drop%"}
    assert not found.is_whole
