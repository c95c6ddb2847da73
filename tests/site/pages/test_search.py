"""Search: what people type finds what they mean, and nothing that they type is an error."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette

from site_pages import get


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Queretaro", "Querétaro"),
        ("QUERÉTARO", "Querétaro"),
        ("JICA", "JICA"),
        ("aguasc", "Aguascalientes"),
        ("memorandum kanagawa", "Kanagawa"),
        ('"Nissan" AND (plant*', "Nissan"),
    ],
)
async def test_search_finds_whatever_the_spelling(published: Datasette, asked: str, found: str) -> None:
    answer = await published.client.get("/search", params={"q": asked})
    assert answer.status_code == 200
    assert re.search(rf"<mark>{found}", answer.text, re.I)


@pytest.mark.parametrize(
    "asked",
    ["", " ", '"', '""', "(", ")*", "*", "AND", "OR NOT", "NEAR(a b, 3)", "label:x", "^a", "a-b", "-", "+", "\x00",
     "'; drop table facts; --", "日本", "ｆｕｌｌ", "e\u0301", "\u202e", "😀", "%", "_", "a" * 10_000, "a " * 32],
)  # fmt: skip
async def test_no_text_makes_search_fail(published: Datasette, asked: str) -> None:
    answer = await published.client.get("/search", params={"q": asked})
    assert answer.status_code == 200
    assert "<h1>Search</h1>" in answer.text


@pytest.mark.parametrize("query", ["q=a&kind=nothing&source=nothing", "q=a&page=-1", "q=a&page=x", "q=a&page=99999"])
async def test_senseless_arguments_of_search_are_passed_over(published: Datasette, query: str) -> None:
    await get(published, f"/search?{query}")


async def test_search_is_narrowed_by_kind_and_by_article(published: Datasette) -> None:
    html = await get(published, "/search?q=aguascalientes&kind=figures&source=promexico-business-plenary-2025")
    kinds = set(re.findall(r'<h3><a href="/factbook/(\w+)/', html))
    assert kinds == {"figures"}


async def test_a_hit_shows_amount_article_and_why_it_was_found(published: Datasette) -> None:
    html = await get(published, "/search?q=FDI")
    hit = html[html.index("/factbook/figures/japanese-investment-in-mexico") :].partition("</li>")[0]
    assert "more than $37 billion" in hit
    assert "/factbook/sources/" in hit
    assert "<mark>Foreign direct investment</mark>" in hit


async def test_a_printed_post_is_not_told_as_our_words(published: Datasette) -> None:
    page = (await published.client.get("/search?q=governor+of+Aguascalientes&kind=officials")).text
    assert '<span class="meta">In its description</span> <span><mark>Governor</mark>' in page
    assert "In our words" not in page


async def test_what_another_source_says_is_found_as_such(published: Datasette) -> None:
    html = await get(published, "/search?q=1+November+2021")
    assert "/factbook/programs/jnto-office-in-mexico" in html
    assert "Another source says" in html
    assert "another source differs" in html


async def test_facts_with_some_of_the_words_are_marked_as_such(published: Datasette) -> None:
    html = await get(published, "/search?q=avocado+share")
    assert html.index("With every word") < html.index("avocado-share") < html.index("With some of the words")


async def test_nothing_found_says_so_and_offers_the_words_that_find_something(published: Datasette) -> None:
    html = await get(published, "/search?q=lay+off+workers")
    assert "No results for" in html
    assert '<a href="?q=workers">workers</a>' in html


async def test_a_misspelt_word_is_told(published: Datasette) -> None:
    assert "is in no fact; the search is for" in await get(published, "/search?q=aguascallientes")


async def test_the_json_of_a_search_says_what_its_page_says(published: Datasette) -> None:
    answer = (await published.client.get("/search.json?q=avocado+share")).json()
    hit = answer["hits"][0]
    assert (hit["id"], hit["amount"], hit["has_every_word"]) == (
        "avocado-share-of-japanese-imports",
        "90 percent",
        True,
    )
    assert hit["url"].endswith("/factbook/figures/avocado-share-of-japanese-imports")
    assert {why["field"] for why in hit["found_in"]} <= {
        "label", "names", "words", "stated", "quotes", "elsewhere", "sources",
    }  # fmt: skip
    assert 0 < answer["total_with_every_word"] < answer["total"]


@pytest.mark.parametrize("table", ["figures", "organizations", "places"])
async def test_a_table_s_own_search_finds_its_rows(published: Datasette, table: str) -> None:
    rows = (await published.client.get(f"/factbook/{table}.json?_search=japan&_shape=array")).json()
    assert rows
    assert all("japan" in str(row).lower() or row["id"] for row in rows)


async def test_a_browser_finds_the_search_by_its_description(published: Datasette) -> None:
    assert 'rel="search" type="application/opensearchdescription+xml"' in await get(published, "/")
    root = ElementTree.fromstring(await get(published, "/opensearch.xml"))  # noqa: S314 - our own
    name = root.find("{http://a9.com/-/spec/opensearch/1.1/}ShortName")
    assert name is not None
    assert 0 < len(name.text or "") <= 16
    templates = [url.attrib["template"] for url in root.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")]
    assert all("{searchTerms}" in template for template in templates)
