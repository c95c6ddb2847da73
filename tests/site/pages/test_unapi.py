"""unAPI, as Zotero asks it: which forms, and the record with its articles in one of them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rispy
from datasette.app import Datasette

from citable import make_citable
from factbook.formats import FORMATS
from site_pages import get, open_site


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_citable(tmp_path_factory.mktemp("unapi") / "factbook.db")


def forms(text: str) -> dict[str, str]:
    return {each.attrib["name"]: each.attrib["type"] for each in ElementTree.fromstring(text)}  # noqa: S314 - the text is our own


async def test_the_forms_of_all_records_and_of_one_are_listed(published: Datasette) -> None:
    everything, one = await get(published, "/unapi"), await get(published, "/unapi?id=companies", 300)
    assert forms(everything) == forms(one)
    assert forms(one)["ris"] == "application/x-research-info-systems"
    assert '<formats id="companies">' in one


async def test_a_record_is_saved_with_the_articles_that_prove_it(published: Datasette) -> None:
    items = rispy.loads(await get(published, "/unapi?id=companies&format=ris"))
    assert [(each["type_of_reference"], each["id"]) for each in items] == [
        ("NEWS", "printed"),
        ("NEWS", "bare"),
        ("DATA", "companies"),
    ]
    assert await get(published, "/unapi?id=companies&format=ris") == await get(
        published, "/factbook/figures/companies.ris"
    )


async def test_an_article_is_saved_too(published: Datasette) -> None:
    assert rispy.loads(await get(published, "/unapi?id=printed&format=ris"))[0]["id"] == "printed"


@pytest.mark.parametrize(("path", "id"), [("figures/companies", "companies"), ("sources/printed", "printed")])
async def test_a_page_says_its_id_where_to_ask_and_every_form(published: Datasette, path: str, id: str) -> None:
    head, _, body = (await get(published, f"/factbook/{path}")).partition("</head>")
    assert re.findall(r'<link rel="unapi-server" [^>]*href="([^"]+)"', head) == ["/unapi"]
    assert re.findall(r'<abbr class="unapi-id" title="([^"]+)"', body) == [id]
    forms = re.findall(rf'<link rel="alternate" type="([^"]+)" title="[^"]+" href="/factbook/{path}\.(\w+)">', head)
    assert forms == [(form.media_type, extension) for extension, form in FORMATS.items()]


async def test_a_page_of_no_record_has_no_id(published: Datasette) -> None:
    for path in ("/", "/factbook/figures", "/factbook/fact_aliases/companies,firms"):
        assert "unapi-id" not in await get(published, path)


@pytest.mark.parametrize(("query", "status"), [("id=nobody", 404), ("id=companies&format=marc", 406), ("id=", 404)])
async def test_what_there_is_not_is_said_so(published: Datasette, query: str, status: int) -> None:
    await get(published, f"/unapi?{query}", status)


async def test_a_publisher_may_turn_it_off(database: Path) -> None:
    site = open_site(database, metadata={"title": "Quiet", "switched_off": ["unapi"]})
    await get(site, "/unapi", 404)
    assert "unapi" not in await get(site, "/factbook/figures/companies")
