"""Pages on paper, at twice their size, and in the colours that a reader's system forces."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import new_page

PAGES = (
    "/", "/about", "/timeline", "/charts", "/search?q=nissan", "/dictionary", "/downloads", "/factbook",
    "/factbook/figures", "/factbook/agreements", "/factbook/figures/aguascalientes-japanese-investment-2024",
    "/factbook/places/aguascalientes", "/factbook/sources/mbn-takase-interview-2020", "/es/factbook/figures",
)  # fmt: skip
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
#: Width and height of an A4 sheet with margins of a centimetre, in CSS pixels.
A4 = {"width": 718, "height": 1047}
#: Words of a cell of which a line breaks inside: each word stands in as many boxes as it has lines.
BROKEN_WORDS = """() => {
  const broken = [];
  for (const cell of document.querySelectorAll('.table-wrapper :is(th, td)')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());)
      for (const word of text.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(word[0]);
      }
  }
  return broken;
}"""
#: The beginnings of what is seen of a selector.
SEEN_OF = """(chosen) => [...document.querySelectorAll(chosen)]
  .filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 80))"""
#: What a reader of paper cannot use.
CONTROLS = ".top, form, .actions, .copy, .fold:not([open])"


@pytest.fixture(scope="module")
def enlarged(browser: Browser) -> Iterator[Page]:
    """A page whose parts are shown at twice their size."""
    page = new_page(browser, device_scale_factor=2)
    yield page
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_the_window_at_twice_its_size_and_paper_where_it_has_no_controls(
    site: str, enlarged: Page, path: str
) -> None:
    page = enlarged
    page.set_viewport_size({"width": 640, "height": 450})
    page.emulate_media(media="null")
    page.goto(site + path)
    assert not page.evaluate(TOO_WIDE)
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    assert not page.evaluate(TOO_WIDE)
    assert not page.evaluate(SEEN_OF, CONTROLS)


@pytest.mark.parametrize("table", ["figures", "agreements", "meetings", "organizations", "plants"])
def test_a_table_fits_the_window_and_breaks_no_word_in_print(site: str, page: Page, table: str) -> None:
    page.goto(f"{site}/factbook/{table}")
    for width in (1280, 1040, 700):
        page.set_viewport_size({"width": width, "height": 800})
        assert not page.evaluate(TOO_WIDE), width
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    assert not page.evaluate(TOO_WIDE)
    assert not page.evaluate(BROKEN_WORDS)


def test_a_printed_record_gives_the_address_of_each_passage_and_the_citation(site: str, page: Page) -> None:
    page.goto(f"{site}/factbook/figures/aguascalientes-japanese-investment-2024")
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    shown = page.locator(".evidence a.passage").first.evaluate("node => getComputedStyle(node, '::after').content")
    assert "https://" in shown
    assert page.locator(".cite details.print").first.is_visible()


def test_forced_colours_mark_the_page_that_is_open_and_keep_its_controls_outlined(site: str, page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}/charts")
    current = page.locator("nav a[aria-current=page]").first
    assert "underline" in current.evaluate("node => getComputedStyle(node).textDecorationLine")
    button = page.locator("header button").first
    assert button.evaluate("node => parseFloat(getComputedStyle(node).borderTopWidth)") >= 1
