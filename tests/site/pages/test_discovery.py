"""What the site says to crawlers, search engines for data sets, and scripts of other pages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette
from protego import Protego
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from example_projects import run
from factbook.formats import edition_of
from factbook.formats.dataset import Distribution
from factbook.formats.sitemap import SitemapUrl, to_sitemap
from factbook.record import load_release
from factbook.schema.settings import load_settings
from factbook.site.names import site_schema
from factbook.site.pages import discovery as machines
from factbook.site.pages.shared import names_in
from factbook.site.totals import load_totals
from release_projects import site_over
from this_project import ROOT

SCHEMA = Namespace("https://schema.org/")
SITE = "https://facts.example"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture(scope="module")
def served(database: Path) -> Datasette:
    return site_over(database, site_url=SITE)


@pytest.fixture(scope="module")
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as found:
        yield found


def parsed(text: str | None) -> ElementTree.Element:
    assert text
    return ElementTree.fromstring(text)  # noqa: S314 - the text is our own


async def text_of(site: Datasette, path: str) -> str:
    answer = await site.client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


# ── crawlers ──


async def test_robots_txt_lets_crawlers_to_pages_and_keeps_them_out_of_filters_and_sql(served: Datasette) -> None:
    rules = Protego.parse(await text_of(served, "/robots.txt"))
    for path in ("/", "/factbook/figures", "/factbook/places/aguascalientes", "/timeline", "/factbook/figures.csv"):
        assert rules.can_fetch(f"{SITE}{path}", "Anybot"), path
    closed = (
        "/factbook?sql=select+1", "/factbook/figures?place=japan", "/factbook/figures?_sort=value&_next=20",
        "/search?q=jobs", "/-/versions", "/release/0.1.0/factbook/places/japan",
    )  # fmt: skip
    for path in closed:
        assert not rules.can_fetch(f"{SITE}{path}", "Anybot"), path
    assert list(rules.sitemaps) == [f"{SITE}/sitemap.xml"]


async def test_the_sitemap_names_every_record_once_and_each_page_is_there(
    served: Datasette, connection: sqlite3.Connection
) -> None:
    root = parsed(await text_of(served, "/sitemap.xml"))
    urls = [str(element.text) for element in root.iter(LOC)]
    records = connection.execute("select kind, id from facts union all select 'sources', id from sources").fetchall()
    assert len(urls) == len(set(urls))
    assert {f"{SITE}/factbook/{kind}/{id}" for kind, id in records} < set(urls)
    for url in urls[:20]:
        assert (await served.client.get(url.removeprefix(SITE))).status_code == 200, url


async def test_the_sitemap_says_when_a_record_was_last_checked(
    served: Datasette, connection: sqlite3.Connection
) -> None:
    root = parsed(await text_of(served, "/sitemap.xml"))
    days = {child.text for child in root.iter(LOC.replace("loc", "lastmod"))}
    assert days == {row[0] for row in connection.execute("select distinct checked from facts")}


def test_more_pages_than_one_sitemap_holds_make_an_index(connection: sqlite3.Connection) -> None:
    """With a limit of 100 in the place of 10,000: every record stands in exactly one of the sitemaps."""
    edition = edition_of({"site_url": SITE}, "", load_release(connection))
    index = parsed(machines.sitemap(connection, edition, most=100))
    assert index.tag.endswith("sitemapindex")
    numbers = [int(str(e.text).removeprefix(f"{SITE}/sitemap-").removesuffix(".xml")) for e in index.iter(LOC)]
    parts = [parsed(machines.sitemap(connection, edition, number, most=100)) for number in numbers]
    urls = [element.text for part in parts for element in part.iter(LOC)]
    (records,) = connection.execute("select (select count(*) from facts) + (select count(*) from sources)").fetchone()
    assert len(urls) == len(set(urls)) == records + len(machines.PAGES)
    assert machines.sitemap(connection, edition, numbers[-1] + 1, most=100) is None


def test_signs_of_markup_in_an_address_stay_text() -> None:
    text = to_sitemap([SitemapUrl("https://facts.example/?a=1&b=<2>", None)])
    assert [element.text for element in parsed(text).iter(LOC)] == ["https://facts.example/?a=1&b=<2>"]


# ── JSON-LD of the whole ──


@pytest.fixture(scope="module")
def document(connection: sqlite3.Connection) -> dict[str, Any]:
    metadata = load_settings(ROOT / "metadata.yml", site_schema(ROOT))[0].metadata
    edition = edition_of({**metadata, "site_url": SITE}, "", load_release(connection))
    more = [Distribution("Everything as JSON", "/downloads/factbook.json", "application/json", 1234, "f" * 64)]
    text = machines.dataset(
        connection, edition, names_in(metadata, site_schema(ROOT)), load_totals(connection), metadata, more
    )
    assert not set(text) & set("<>&"), "it could end a script element"
    document: dict[str, Any] = json.loads(text)
    return document


@pytest.fixture(scope="module")
def graph(document: dict[str, Any]) -> Graph:
    """The document as triples; its context is given here, since a test asks no network for schema.org's own."""
    assert document["@context"] == "https://schema.org"
    links = {name: {"@type": "@id"} for name in ("url", "contentUrl", "license", "isBasedOn")}
    local = {**document, "@context": {"@vocab": str(SCHEMA), **links}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser uses a class that rdflib gives up
        return Graph().parse(data=json.dumps(local), format="json-ld")


def test_the_dataset_says_what_search_engines_ask_of_it(graph: Graph) -> None:
    (dataset,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    assert dataset == URIRef(f"{SITE}/")
    for property in (
        "name", "description", "license", "version", "identifier", "keywords", "dateModified", "datePublished",
        "creator", "publisher", "distribution",
    ):  # fmt: skip
        assert list(graph.objects(dataset, SCHEMA[property])), property
    assert str(graph.value(dataset, SCHEMA.dateModified)) >= str(graph.value(dataset, SCHEMA.datePublished))
    assert "bilateral relations" in {str(word) for word in graph.objects(dataset, SCHEMA.keywords)}
    description = str(graph.value(dataset, SCHEMA.description))
    assert 50 <= len(description) <= 5000


def test_the_dataset_covers_the_years_and_countries_of_its_facts(
    graph: Graph, document: dict[str, Any], connection: sqlite3.Connection
) -> None:
    first, last = connection.execute("select min(year), max(year) from timeline").fetchone()
    assert document["temporalCoverage"] == f"{first}/{last}"
    assert {str(name) for name in graph.objects(None, SCHEMA.name)} >= {"Mexico", "Japan"}
    assert len(document["isBasedOn"]) == connection.execute("select count(*) from sources").fetchone()[0]


async def test_every_distribution_that_the_site_serves_is_there_and_of_its_type(
    document: dict[str, Any], served: Datasette
) -> None:
    downloads = [d for d in document["distribution"] if not d["contentUrl"].startswith(f"{SITE}/downloads/")]
    assert len(downloads) > 20
    for download in downloads:
        answer = await served.client.get(download["contentUrl"].removeprefix(SITE))
        assert answer.status_code == 200, download
        if download["encodingFormat"] == "application/json":
            assert isinstance(answer.json(), list)
        if download["encodingFormat"] == "text/csv":
            assert len(list(csv.reader(io.StringIO(answer.text)))) > 1, download


async def test_the_front_page_carries_the_dataset(served: Datasette, document: dict[str, Any]) -> None:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', await text_of(served, "/"), re.S)
    own = [each for each in document["distribution"] if "/downloads/" not in each["contentUrl"]]
    found = json.loads(script)
    assert [each for each in found["distribution"] if "/downloads/" not in each["contentUrl"]] == own
    assert {**found, "distribution": own} == {**document, "distribution": own}


async def test_the_files_of_an_export_beside_the_database_are_distributions_too(database: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(database, tmp_path / "factbook.db"))
    done = run(ROOT, "export", "--database", str(copy), "--output", str(tmp_path / "dist"))
    assert done.status == 0, done.output
    site = site_over(copy)
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', await text_of(site, "/"), re.S)
    files = [each for each in json.loads(script)["distribution"] if "/downloads/" in each["contentUrl"]]
    assert {each["encodingFormat"] for each in files} >= {"text/csv", "application/json"}
    for each in (each for each in files if "sha256" in each):
        answer = await site.client.get(each["contentUrl"].removeprefix("http://localhost"))
        assert hashlib.sha256(answer.content).hexdigest() == each["sha256"]


def test_a_file_is_told_with_its_size_and_digest_where_they_are_known(document: dict[str, Any]) -> None:
    told = next(d for d in document["distribution"] if d["contentUrl"].endswith("/downloads/factbook.json"))
    assert (told["contentSize"], told["sha256"]) == ("1234 B", "f" * 64)


# ── JSON and CSV ──


@pytest.mark.parametrize("table", ["facts", "citations", "fact_citations", "updates"])
async def test_the_csv_of_a_table_is_complete(served: Datasette, connection: sqlite3.Connection, table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(await text_of(served, f"/factbook/{table}.csv"))))
    assert len(rows) == connection.execute(f"select count(*) from {table}").fetchone()[0] > 50


async def test_the_csv_of_a_filtered_table_has_every_row_that_matches(
    served: Datasette, connection: sqlite3.Connection
) -> None:
    rows = list(csv.DictReader(io.StringIO(await text_of(served, "/factbook/citations.csv?voice=speaker"))))
    (wanted,) = connection.execute("select count(*) from citations where voice = 'speaker'").fetchone()
    assert len(rows) == wanted > 50


async def test_whoever_asks_for_a_part_of_a_csv_gets_that_part(served: Datasette) -> None:
    assert len(list(csv.reader(io.StringIO(await text_of(served, "/factbook/facts.csv?_size=7"))))) == 8


async def test_a_question_of_the_site_answers_in_csv_too(served: Datasette) -> None:
    text = (await text_of(served, "/factbook/figures_of_a_place.csv?place=aguascalientes")).lstrip("\ufeff")
    assert all(row["place"] == "aguascalientes" for row in csv.DictReader(io.StringIO(text)) if row["place"])


@pytest.mark.parametrize(
    "path",
    [
        "/factbook/figures.json",
        "/factbook/figures.csv",
        "/factbook/figures/nothing.json",
        "/feeds/all.atom",
        "/factbook.db",
    ],
)
def test_scripts_of_other_pages_may_read_data_and_errors(site: str, path: str) -> None:
    """From the real server, as a notebook in a browser would ask."""
    request = urllib.request.Request(site + path, headers={"Origin": "https://notebook.example"})
    try:
        with urllib.request.urlopen(request) as answer:
            headers = answer.headers
    except urllib.error.HTTPError as error:
        headers = error.headers
    assert headers.get_all("Access-Control-Allow-Origin") == ["*"]
    assert "Link" in headers["Access-Control-Expose-Headers"]
