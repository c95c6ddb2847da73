"""The site in its languages: one address a language, links that stay in it, a switch, and no reader led elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from factbook.locale import speaking
from factbook.record import DATABASE
from factbook.site.pages.downloads import Download
from factbook.site.serving import page_time
from site_pages import client, get, open_site

FIGURE = f"/{DATABASE}/figures/aguascalientes-japanese-investment-2024"
IN_SPANISH = "Inversión japonesa recibida por Aguascalientes en 2024"


async def test_a_page_has_an_address_a_language_and_says_where_it_is_in_the_others(database: Path) -> None:
    site = open_site(database)
    for tag, before in (("en", ""), ("es", "/es"), ("ja", "/ja")):
        page = await get(site, before + FIGURE)
        assert f'<html lang="{tag}">' in page
        assert f'<link rel="canonical" href="http://localhost{before}{FIGURE}">' in page
        for other, path in (("en", ""), ("es", "/es"), ("ja", "/ja"), ("x-default", "")):
            assert f'<link rel="alternate" hreflang="{other}" href="http://localhost{path}{FIGURE}">' in page


async def test_what_a_record_is_called_is_in_the_language(database: Path) -> None:
    site = open_site(database)
    assert f"<h1>{IN_SPANISH}</h1>" in re.sub(r"\s*\n\s*", "", await get(site, f"/es{FIGURE}"))
    assert IN_SPANISH not in await get(site, FIGURE)
    assert "日墨経済連携協定" in await get(site, f"/ja/{DATABASE}/agreements/mexico-japan-epa")
    listed = await get(site, f"/es/{DATABASE}/figures.json?id=aguascalientes-japanese-investment-2024&_shape=array")
    assert IN_SPANISH in listed.encode().decode("unicode-escape", "ignore") or IN_SPANISH in listed


async def test_every_link_of_a_page_stays_in_its_language(database: Path) -> None:
    site = open_site(database)
    for path in ("/", "/timeline", f"/{DATABASE}/figures", FIGURE, "/search?q=nissan", "/nothing", "/about"):
        answer = await site.client.get(f"/es{path}")
        links = re.findall(r'<(?:a|form)[^>]*(?:href|action)="(/[^"]*)"', answer.text)
        assert links
        assert not [link for link in links if not link.startswith(("/es/", "/static/", "/-/"))], path


async def test_the_switch_stays_on_the_page_and_keeps_what_was_asked(database: Path) -> None:
    page = await get(open_site(database), "/es/search?q=nissan")
    assert '<a href="http://localhost/search?q=nissan" lang="en" hreflang="en">English</a>' in page
    assert '<a href="http://localhost/ja/search?q=nissan" lang="ja" hreflang="ja">日本語</a>' in page


@pytest.mark.parametrize("tag", ["", "es", "ja"])
async def test_no_reader_is_led_to_another_language(database: Path, tag: str) -> None:
    answer = await open_site(database).client.get(
        f"/{tag}/about".replace("//", "/"), headers={"accept-language": "ja, es"}
    )
    assert answer.status_code == 200
    assert f'<html lang="{tag or "en"}">' in answer.text


async def test_a_redirect_and_a_page_that_is_not_there_stay_in_the_language(database: Path) -> None:
    site = open_site(database)
    moved = await site.client.get(f"/es/{DATABASE}/facts/mexico")
    assert (moved.status_code, moved.headers["location"]) == (302, f"/es/{DATABASE}/places/mexico")
    missing = await site.client.get("/es/nothing")
    assert missing.status_code == 404
    assert '<html lang="es">' in missing.text


@pytest.mark.parametrize(
    ("path", "status", "there"),
    [
        ("/nothing", 404, "/nothing"),
        (f"/{DATABASE}/figures?_sort=nothing", 400, f"/{DATABASE}/figures?_sort=nothing"),
        (f"/{DATABASE}/figures?nothing=1", 400, f"/{DATABASE}/figures?nothing=1"),
        (f"/{DATABASE}?sql=selec", 400, f"/{DATABASE}?sql=selec"),
        ("/static/nothing.css", 404, "/static/nothing.css"),
        ("/search?q=" + "a" * 20_000, 414, "/"),
    ],
)
async def test_an_error_is_there_in_the_other_languages_and_is_no_page_of_theirs(
    database: Path, path: str, status: int, there: str
) -> None:
    http = client(open_site(database, settings={"base_url": "/sub/"}))
    for before, other, tag in (("", "/es", "es"), ("/ja", "", "en")):
        answer = await http.get(f"/sub{before}{path}")
        assert answer.status_code == status
        page = html.fromstring(answer.text)
        (link,) = page.xpath(f"//header//ul/li/a[@hreflang='{tag}']/@href")
        assert link == f"http://localhost/sub{other}{there}"
        assert page.xpath("//head/script/@src")
        assert not page.xpath("//head/link[@hreflang]")


@pytest.mark.parametrize(("tag", "title"), [("", "This page"), ("/es", "Esta página"), ("/ja", "このページ")])
async def test_a_page_that_takes_too_long_says_so_in_the_language(
    database: Path, monkeypatch: pytest.MonkeyPatch, tag: str, title: str
) -> None:
    monkeypatch.setattr(page_time, "PAGE_SECONDS", -1.0)
    page = html.fromstring(await get(open_site(database), f"{tag}/timeline", 503))
    assert page.xpath("string(//h1)").startswith(title)
    assert len(page.xpath("//header//ul/li/a[@hreflang]")) == 2


async def test_a_page_is_kept_by_language(database: Path) -> None:
    site = open_site(database)
    tags = [(await site.client.get(f"{before}/about")).headers["etag"] for before in ("", "/es", "/ja")]
    assert len(set(tags)) == 3
    kept = await site.client.get("/es/about", headers={"if-none-match": tags[1]})
    assert kept.status_code == 304


async def test_another_tag_is_no_language_of_the_site(database: Path) -> None:
    await get(open_site(database), "/pt/about", status=404)


IN_WORDS = {
    "": "“Figures: Place: Aguascalientes, Number: 4100 or more, search: jobs, sorted by number, descending,” Mexico",
    "/es": "“Cifras: Lugar: Aguascalientes, Número: 4100 o más, búsqueda: jobs, por número, descendente”, ",
    "/ja": "「数値：場所：アグアスカリエンテス州、数値が4100以上、検索：jobs、数値の降順」、",
}


@pytest.mark.parametrize("before", list(IN_WORDS))
async def test_a_question_is_cited_in_the_words_of_its_language(database: Path, before: str) -> None:
    asked = "place=aguascalientes&value__gte=4100&_search=jobs&_sort_desc=value&_cite=question"
    text = await get(open_site(database), f"{before}/{DATABASE}/figures.cite?{asked}")
    assert text.startswith(IN_WORDS[before])


async def test_a_page_is_embedded_in_its_language(database: Path) -> None:
    site = open_site(database)
    page = html.fromstring(await get(site, f"/ja{FIGURE}"))
    (link,) = page.xpath("//link[@type='application/json+oembed']/@href")
    for asked in (link, f"/oembed?url=http%3A%2F%2Flocalhost%2Fja{FIGURE.replace('/', '%2F')}"):
        answer = (await site.client.get(asked.removeprefix("http://localhost"), follow_redirects=True)).json()
        assert answer["title"].startswith("2024年に")
        assert 'src="http://localhost/ja/embed/' in answer["html"]


async def test_services_for_programs_lead_to_pages_of_their_language(database: Path) -> None:
    site = open_site(database)
    assert 'template="http://localhost/ja/search?q={searchTerms}"' in await get(site, "/ja/opensearch.xml")
    manifest = json.loads(await get(site, "/ja/reconcile"))
    assert manifest["view"]["url"] == "http://localhost/ja/factbook/facts/{{id}}"
    assert manifest["identifierSpace"] == "http://localhost/factbook/facts/"
    (found,) = json.loads(await get(site, "/ja/reconcile/suggest?prefix=JICA"))["result"][:1]
    assert found["description"].startswith("機関; ")


async def test_a_question_to_a_view_is_cited_with_the_names_of_its_values(database: Path) -> None:
    text = await get(open_site(database), f"/ja/{DATABASE}/record_health.cite?kind=figures&_cite=question")
    assert text.startswith("「各記録の確かさ：種別：数値」、")


async def test_wikitext_is_of_the_english_wikipedia_in_every_language(database: Path) -> None:
    asked = f"/{DATABASE}/figures.wiki?place=aguascalientes&_cite=question"
    assert " rows, answer sha256:" in await get(open_site(database), f"/es{asked}")
    assert "|language=es " in await get(open_site(database), f"/es{asked}")


@pytest.mark.parametrize("extension", ["bib", "ris", "enw", "csljson"])
async def test_a_record_says_in_which_language_it_is_told(database: Path, extension: str) -> None:
    said = {"bib": "langid = {spanish}", "ris": "LA  - es", "enw": "%G es", "csljson": '"language": "es"'}
    assert said[extension] in await get(open_site(database), f"/es{FIGURE}.{extension}")
    assert said[extension] not in await get(open_site(database), f"{FIGURE}.{extension}")


async def test_quotes_that_a_search_shows_are_marked_with_their_language(database: Path) -> None:
    page = await get(open_site(database), "/ja/search?q=Unipres")
    assert re.search(r'“<span lang="en">[^<]*(?:<mark>[^<]+</mark>[^<]*)+</span>”', page)


async def test_sizes_are_in_words_of_the_language(database: Path) -> None:
    assert Download("facts.csv", 827, None, "text/csv", "", "").size == "827 bytes"
    with speaking("ja"):
        assert Download("facts.csv", 827, None, "text/csv", "", "").size == "827バイト"


async def test_the_table_of_a_chart_says_in_words_of_the_language_what_a_row_is(database: Path) -> None:
    page = html.fromstring(await get(open_site(database), "/ja/charts/agreements-and-programs"))
    cells = {cell.text_content().strip() for cell in page.iterfind(".//td")}
    assert {"協定", "プログラム"} <= cells
    assert not {"agreement", "program"} & cells
