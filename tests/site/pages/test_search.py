"""Search: what people type finds what they mean, and nothing that they type is an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from datasette.app import Datasette

from site_pages import get, open_site


@pytest.fixture(scope="module")
def published(database: Path) -> Datasette:
    """The site over the published facts."""
    return open_site(database)


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
    kinds = set(re.findall(r'<h2><a href="/factbook/(\w+)/', html))
    assert kinds == {"figures"}
