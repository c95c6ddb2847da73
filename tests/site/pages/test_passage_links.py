"""Links to a passage, in a real browser: it scrolls to the words, however the article prints its quotes and dashes."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from playwright.sync_api import Page

from factbook.formats import text_fragment

FILLER = "<p>Other words stand here.</p>" * 200


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("the Mexico-Japan pact, signed & sealed", "the Mexico-Japan pact, signed & sealed"),
        ("The 34th Japan-México Business Plenary", "The 34th Japan–México Business Plenary"),
        ('Japan\'s firms and "others" in Mexico', "Japan’s firms and “others” in Mexico"),
        ("second initiative … five-year project", "second initiative of two, the five-year project"),
        ("Japan-Mexico … under way … by March", "Japan–Mexico office, now well under way, to open by March"),
        ("Photo by: Yasushi Takase", "Photo by: \u00a0 Yasushi Takase"),
        ("Photo by: Yasushi Takase", "Photo by:   Yasushi Takase"),
        ("with 日本 (Nihon) at 100% #1 now", "with 日本 (Nihon) at 100% #1 now"),
    ],
)
def test_a_browser_scrolls_to_the_passage(page: Page, tmp_path: Path, quote: str, printed: str) -> None:
    article = tmp_path / "article.html"
    text = f"<!doctype html><meta charset=utf-8>{FILLER}<p>Before {html.escape(printed)} after.</p>{FILLER}"
    article.write_text(text, encoding="utf-8")
    page.goto(text_fragment(article.as_uri(), quote))
    page.wait_for_function("scrollY > 1000")
