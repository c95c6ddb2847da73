"""Pages in another language say nothing in English but names, titles and words as they are printed.

Charts are drawn. A text of a page that is the same on the English one, and holds words, is either such a name or was
forgotten.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from lxml import html

from factbook.record import DATABASE
from site_pages import open_site

#: A page of each kind.
PAGES = (
    "/", "/about", "/timeline", "/charts", "/charts/claims-and-elsewhere", "/dictionary", "/changes", "/downloads",
    "/feeds", "/accessibility", "/search?q=nissan", "/search?q=zzzqq", f"/{DATABASE}",
    *(f"/{DATABASE}/{name}" for name in (
        "figures?place=aguascalientes", "agreements", "meetings", "organizations", "programs", "plants", "places",
        "statements", "sources", "disputed", "corroborated", "timeline", "cross_checks", "derivations", "record_health",
        "retired", "fact_distinct_from", "source_no_facts", "what_was_said", "jobs_and_companies", "who_met_whom",
        "figures/aguascalientes-japanese-investment-since-1999", "agreements/mexico-japan-epa",
        "agreements/guadalajara-kyoto-sister-cities", "meetings/aguascalientes-second-trade-trip-japan",
        "organizations/nissan", "programs/jica-conalep-automotive-project", "plants/nissan-civac",
        "statements/horii-world-cup-catalyst", "places/aguascalientes", "sources/innovacion-trade-trip",
        "statements/get-cultural-exchange",
    )),
    "/embed/figures/aguascalientes-japanese-investment-since-1999", "/embed/charts/pairs",
    "/nothing", f"/{DATABASE}/figures/nothing", f"/{DATABASE}/figures?_sort=nothing", f"/{DATABASE}/figures?_size=few",
    f"/{DATABASE}?sql=delete+from+facts", "/release/9.9.9/",
    "/release/0.3.0/factbook/figures/japanese-investment-in-mexico",
)  # fmt: skip
#: Whose words are others': quotes, code, what is typed.
_OTHERS = {"script", "style", "code", "pre", "blockquote", "q", "textarea", "option", "cite"}
_SAID = ("title", "aria-label", "alt", "placeholder", "data-label")
#: What is so called in every language.
NAMES = re.compile(
    r"https?://\S+|[a-z0-9-]+,[a-z0-9_-]+|Datasette|CSV|JSON Schema|JSON|RIS|BibTeX|CSL-JSON|EndNote|Wikipedia|"
    r"JSON-LD|schema\.org|Web Annotations|SHA-256|SQLite|Parquet|Creative|CC BY|English|Error|bytes|[\w.-]+\.[a-z]{2,}|"
    r"/factbook/\S+|SVG|PNG|"
    r"[a-z0-9]+(?:[-_][a-z0-9]+)+|Citation File Format|Data Package|by PublicNow|COVID|A contralínea|text"
)
_WORD = re.compile(r"[A-Za-z]{3,}")


#: An English sign between Japanese words, or a blank behind a Japanese sign.
_NOT_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿][,;:] ?[ぁ-ヿ一-鿿「]|[。、：] (?=\S)")
_LINES = {"p", "li", "dd", "dt", "h1", "h2", "h3", "summary", "td", "th"}


def lines_of(page: html.HtmlElement) -> Iterator[str]:
    """The texts of paragraphs, cells and items, as they are read in one go; those for screen readers alone aside."""
    for hidden in page.xpath(
        "//*[contains(@class, 'unseen') or contains(@class, 'known') or self::select or self::pre]"
    ):
        hidden.drop_tree()
    for node in page.iter(*_LINES):
        if not any(child.tag in _LINES for child in node.iterdescendants()):
            yield " ".join(node.text_content().split())


def texts(page: html.HtmlElement, tag: str) -> Iterator[str]:
    """What a page says in its language, in pieces as they stand in it."""

    def walk(node: html.HtmlElement, language: str) -> Iterator[str]:
        if not isinstance(node.tag, str) or node.tag in _OTHERS or "mono" in (node.get("class") or "").split():
            return
        language = node.get("lang") or language
        if language == tag:
            yield from (text for text in (node.text, *map(node.get, _SAID)) if text)
        for child in node:
            yield from walk(child, language)
            if language == tag and child.tail:
                yield child.tail

    yield from (" ".join(text.split()) for text in walk(page, page.get("lang") or ""))


@pytest.fixture(scope="module")
def published(illustrated: Path) -> Datasette:
    """The site with its charts."""
    return open_site(illustrated / "factbook.db")


@pytest.fixture(scope="module")
def names(database: Path) -> str:
    """What records, articles and publishers are called, and the words that are kept as they are printed, by lines."""
    with closing(sqlite3.connect(database)) as conn:
        found = conn.execute(
            "select label from facts union select title from sources union select publisher from sources "
            "union select author from sources union select publisher from cross_checks "
            "union select name from fact_names "
            "union select alias from fact_aliases union select quote from citations union select label from retired "
            "union select name_as_printed from officials union select role_as_printed from officials "
            "union select acronym from organizations union select was from changes union select id from facts"
        ).fetchall()
    return "\n".join({" ".join(name.split()) for (name,) in found if name})


async def said_on(site: Datasette, path: str, tag: str) -> set[str]:
    answer = await site.client.get(("" if tag == "en" else f"/{tag}") + path, follow_redirects=True)
    return set(texts(html.fromstring(answer.text), tag))


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_in_japanese_has_its_own_commas_colons_and_no_blanks_behind_them(
    published: Datasette, path: str
) -> None:
    answer = await published.client.get(f"/ja{path}", follow_redirects=True)
    found = {sign for text in lines_of(html.fromstring(answer.text)) for sign in _NOT_JAPANESE.findall(text)}
    assert not found


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_in_another_language_leaves_nothing_in_english(
    published: Datasette, names: str, path: str
) -> None:
    english = await said_on(published, path, "en")
    for tag in ("es", "ja"):
        same = (text.strip(" :.,;()“”…—–·") for text in english & await said_on(published, path, tag))
        left = {text for text in same if _WORD.search(NAMES.sub("", text)) and text not in names}
        assert not left, f"/{tag}{path}"
