"""Whoever asks a page's address for another form is led to the address of that form."""

from __future__ import annotations

import httpx
import pytest
from datasette.app import Datasette

from citable import make_citable
from factbook.formats import FORMATS
from factbook.site.serving.negotiation import wanted
from site_pages import open_site

RECORD = "/factbook/figures/companies"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
FORMS = {"application/x-bibtex": "bib", "application/json": "json"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    return open_site(make_citable(tmp_path_factory.mktemp("negotiated") / "factbook.db"))


async def asked(site: Datasette, path: str, accept: str) -> httpx.Response:
    transport = httpx.ASGITransport(site.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        return await http.get(path, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("application/x-bibtex", "bib"),
        ("application/x-bibtex;q=0.9, text/html;q=0.5", "bib"),
        ("application/x-bibtex, */*;q=0.1", "bib"),
        ("text/html, application/x-bibtex", None),
        ("*/*", None),
        ("", None),
        (BROWSER, None),
        ("application/x-bibtex;q=0", None),
        ("application/x-bibtex;q=nan", None),
        ("application/json;q=0.5, application/x-bibtex;q=0.4", "json"),
        ("image/png", None),
    ],
)
def test_the_form_that_is_preferred_to_a_page_is_found(accept: str, ending: str | None) -> None:
    assert wanted(accept, FORMS) == ending


@pytest.mark.parametrize("extension", [each for each in FORMATS if each != "wiki"])
async def test_a_record_has_every_form_by_its_media_type(site: Datasette, extension: str) -> None:
    answer = await asked(site, RECORD, FORMATS[extension].media_type)
    assert (answer.status_code, answer.headers["vary"]) == (303, "Accept")
    assert answer.headers["location"] == f"{RECORD}.{extension}"
    found = await asked(site, answer.headers["location"], FORMATS[extension].media_type)
    assert found.status_code == 200
    assert found.headers["content-type"].startswith(FORMATS[extension].media_type)


async def test_filters_go_along_to_a_table_s_form(site: Datasette) -> None:
    answer = await asked(site, "/factbook/figures?place=mexico", "text/csv")
    assert answer.headers["location"] == "/factbook/figures.csv?place=mexico"


async def test_people_get_the_page_and_caches_are_told_on_what_it_depends(site: Datasette) -> None:
    answer = await asked(site, RECORD, BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert set(answer.headers["vary"].split(", ")) >= {"Accept"}
    assert "Accept" not in (await asked(site, "/about", BROWSER)).headers.get("vary", "").split(", ")


@pytest.mark.parametrize("path", ["/", "/about", "/static/site.css", f"{RECORD}.bib"])
async def test_nothing_else_is_led_anywhere(site: Datasette, path: str) -> None:
    assert (await asked(site, path, "application/x-bibtex")).status_code != 303
