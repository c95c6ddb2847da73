"""Citations from URLs: rows, tables, filtered tables and queries, in every format, whole or refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import bibtexparser
import pytest
import rispy
from datasette.app import Datasette

from citable import HOSTILE, add_figures, make_citable
from factbook.formats import FORMATS
from factbook.site.pages.citing import MOST
from factbook.site.plugins import citations
from site_pages import open_site


def serve(database: Path, **settings: Any) -> Datasette:
    return open_site(database, settings=settings)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_citable(tmp_path_factory.mktemp("citable") / "factbook.db")
    add_figures(path, 120)
    return path


@pytest.fixture(scope="module")
def site(database: Path) -> Datasette:
    return serve(database, max_returned_rows=25, default_page_size=10)


async def get(site: Datasette, path: str, status: int = 200) -> str:
    answer = await site.client.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


def sql(query: str, extension: str) -> str:
    return f"/factbook.{extension}?{urlencode({'sql': query})}"


def ids_in(bib: str) -> list[str]:
    library = bibtexparser.parse_string(bib)
    assert not library.failed_blocks
    return [entry.key for entry in library.entries if entry.entry_type == "misc"]


@pytest.mark.parametrize("extension", list(FORMATS))
async def test_a_record_is_cited_in_every_format(site: Datasette, extension: str) -> None:
    answer = await site.client.get(f"/factbook/figures/companies.{extension}")
    assert answer.status_code == 200
    assert "http://localhost/factbook/figures/companies" in answer.text
    assert answer.headers["content-type"] == f"{FORMATS[extension].media_type}; charset=utf-8"
    assert answer.headers["content-disposition"] == f'inline; filename="companies{FORMATS[extension].suffix}"'


async def test_an_article_is_cited_too(site: Datasette) -> None:
    text = await get(site, "/factbook/sources/printed.cite")
    assert text.startswith(
        "Karina Vázquez, “Trade grows,” Daily News, June 16, 2025, https://example.org/trade; recorded"
    )


async def test_a_published_address_begins_every_permanent_link(database: Path) -> None:
    site = serve(database)
    site._metadata_local["site_url"] = "https://facts.example"
    assert "url = {https://facts.example/factbook/figures/companies}" in await get(
        site, "/factbook/figures/companies.bib"
    )


async def test_a_site_below_a_path_cites_and_pages_under_it(database: Path) -> None:
    site = serve(database, base_url="/below/", max_returned_rows=25)
    assert len(ids_in(await get(site, "/factbook/figures.bib"))) == 121
    assert "http://localhost/below/factbook/figures/companies" in await get(site, "/factbook/figures/companies.cite")
    page = await get(site, "/factbook/figures/companies")
    assert '<link rel="canonical" href="http://localhost/below/factbook/figures/companies">' in page
    answer = await site.client.get("/factbook/figures/companies.csl.json")
    assert answer.headers["location"] == "/below/factbook/figures/companies.csljson"


async def test_a_table_gives_all_its_rows_not_a_page(site: Datasette) -> None:
    assert len(ids_in(await get(site, "/factbook/figures.bib"))) == 121


@pytest.mark.parametrize(
    "page", ["_size=5", "_next=extra-7", "_size=5&_next=extra-30", "_col=label", "_nocol=unit", "_shape=objects"]
)
async def test_what_a_url_says_of_the_page_does_not_cut_the_file(site: Datasette, page: str) -> None:
    assert len(ids_in(await get(site, f"/factbook/figures.bib?{page}"))) == 121


@pytest.mark.parametrize(
    "order", ["_sort=value", "_sort_desc=value", "_sort=label", "_sort=period", "_sort_desc=period"]
)
async def test_every_row_stands_once_in_the_order_that_is_asked_for(site: Datasette, order: str) -> None:
    cited = ids_in(await get(site, f"/factbook/figures.bib?{order}"))
    column, direction = order.split("=")[1], "desc" if "desc" in order else "asc"
    query = f"select id from figures order by {column} {direction}, id"
    assert cited == [row["id"] for row in (await site.get_database("factbook").execute(query)).rows]


async def test_filters_and_search_choose_the_rows(site: Datasette) -> None:
    assert ids_in(await get(site, "/factbook/figures.bib?place=mexico")) == ["companies"]
    assert len(ids_in(await get(site, "/factbook/figures.bib?value__lt=50&unit=things"))) == 50
    assert ids_in(await get(site, "/factbook/figures.bib?_search=japanese")) == ["companies"]
    assert ids_in(await get(site, "/factbook/facts.bib?kind=agreements")) == ["partnership"]


async def test_no_row_is_an_empty_file(site: Datasette) -> None:
    assert await get(site, "/factbook/figures.bib?unit=nothing") == ""
    assert json.loads(await get(site, "/factbook/figures.csljson?unit=nothing")) == []


async def test_a_view_names_facts_by_its_column_fact(site: Datasette) -> None:
    assert ids_in(await get(site, "/factbook/fact_citations.bib?fact=companies")) == ["companies"]
    assert "partnership" in ids_in(await get(site, "/factbook/timeline.bib"))


async def test_passages_that_are_filtered_are_the_only_ones_cited(site: Datasette) -> None:
    for table in ("citations", "fact_citations"):
        references = rispy.loads(await get(site, f"/factbook/{table}.ris?source=printed&fact=companies&paragraph=2"))
        assert [reference["id"] for reference in references] == ["printed", "companies"]
        assert references[1]["notes"][1:] == ["printed, paragraph 2: “Japanese companies operate here”"]


async def test_an_article_s_coverage_cites_the_articles(site: Datasette) -> None:
    assert ids_in(await get(site, "/factbook/source_coverage.bib")) == ["bare:facts", "hostile:facts", "printed:facts"]


async def test_a_query_with_ids_is_cited_in_its_order(site: Datasette) -> None:
    query = "select id from facts where kind in ('places', 'agreements') order by id desc"
    assert ids_in(await get(site, sql(query, "bib"))) == ["partnership", "mexico", "japan"]


async def test_a_canned_query_is_cited(site: Datasette) -> None:
    assert ids_in(await get(site, "/factbook/facts_of_an_article.bib?article=bare")) == ["companies", "partnership"]


async def test_ids_of_facts_and_of_articles_may_be_mixed(site: Datasette) -> None:
    query = "select id from sources where id = 'bare' union all select 'mexico' union all select null"
    assert ids_in(await get(site, sql(query, "bib"))) == ["bare:facts", "mexico"]


async def test_a_hostile_title_is_cited_whole(site: Datasette) -> None:
    items = json.loads(await get(site, "/factbook/meetings/plenary.csljson"))
    assert items[1]["title"] == HOSTILE


# ── what cannot be cited is refused, and says why ──


@pytest.mark.parametrize("table", ["release", "agreement_parties"])
async def test_a_table_without_ids_is_refused(site: Datasette, table: str) -> None:
    assert "no column `fact`, `id` or `source`" in await get(site, f"/factbook/{table}.bib", status=400)


async def test_the_database_itself_is_refused(site: Datasette) -> None:
    await get(site, "/factbook.bib", status=400)


async def test_a_query_that_datasette_cuts_off_is_refused(site: Datasette) -> None:
    text = await get(site, sql("select id from figures", "bib"), status=400)
    assert "more than 25 rows" in text


async def test_an_id_that_is_no_record_s_is_refused_and_named(site: Datasette) -> None:
    text = await get(site, sql("select 'mexico' as id union all select 'nobody'", "ris"), status=400)
    assert "1 of 2 ids" in text
    assert "nobody" in text
    assert "<b>" not in await get(site, sql("select '<b>nobody' as id", "ris"), status=400)


async def test_more_rows_than_a_file_may_hold_are_refused_with_their_number(tmp_path: Path) -> None:
    path = make_citable(tmp_path / "factbook.db")
    add_figures(path, MOST + 3)
    many = serve(path)
    for query in ("", "?_nocount=1"):
        text = await get(many, f"/factbook/figures.bib{query}", status=400)
        assert f"{MOST + 4:,} rows match" in text or f"More than {MOST:,} rows match" in text
    assert len(ids_in(await get(many, "/factbook/figures.bib?value__lt=700&unit=things"))) == 700


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/factbook/figures/no-such-fact.bib", 404),
        ("/factbook/no_such_table.bib", 404),
        ("/factbook/figures.bib?no_such_column=1", 400),
        ("/factbook/figures.bib?_sort=no_such_column", 400),
        ("/factbook/figures.bib?_where=broken(", 400),
        ("/factbook.bib?sql=select+fact+frm+timeline", 400),
    ],
)
async def test_what_does_not_exist_is_said_so(site: Datasette, path: str, status: int) -> None:
    await get(site, path, status)


# ── where the files are found ──


async def test_pages_offer_the_formats_only_where_there_is_a_record(site: Datasette) -> None:
    names = {name: can for name, (_, can) in site.renderers.items() if name in FORMATS}
    assert set(names) == set(FORMATS)
    for can in names.values():
        assert can(["id", "label"], "factbook", "figures")
        assert not can(["version"], "factbook", "release")
        assert not can(["id"], "_memory", None)


@pytest.mark.parametrize(("suffix", "extension"), [("csl.json", "csljson"), ("cite.txt", "cite")])
async def test_two_part_endings_lead_to_those_that_datasette_takes(
    site: Datasette, suffix: str, extension: str
) -> None:
    for path in ("figures/companies", "figures", "timeline"):
        answer = await site.client.get(f"/factbook/{path}.{suffix}?_sort=label")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/factbook/{path}.{extension}?_sort=label")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", ["//example.org/x.csl.json", "/factbook//example.org/x.csl.json", "/other/x.csl.json"])
def test_no_ending_leads_off_the_site(path: str) -> None:
    ((pattern, _),) = citations.register_routes()
    assert re.match(pattern, path) is None
    assert re.match(pattern, "/factbook/figures/x.csl.json")
