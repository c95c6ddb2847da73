"""The site in Spanish and Japanese, in a real browser: nothing too wide, nothing that axe finds, a quiet proposal."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import new_page, violations

PAGES = (
    "/", "/about", "/timeline", "/charts", "/search?q=nissan", "/dictionary", "/downloads", "/factbook",
    "/factbook/figures", "/factbook/who_met_whom", "/factbook/figures/aguascalientes-japanese-investment-2024",
    "/factbook/places/mexico", "/factbook/sources/mbn-takase-interview-2020", "/nothing",
)  # fmt: skip
#: Each cell that says one of these, and on how many lines.
LINES_OF_WORDS = """
cells => cells.filter(
  (cell) => /^([\\d,]{4,}年?|アグアスカリエンテス州)$/.test(cell.textContent.trim())
).map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return [cell.textContent.trim(), new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size];
})
"""
#: How many dates a page shows, and those that stand on more than one line, each with the words around it.
BROKEN = """
() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const date = /\\d{4}年(\\d{1,2}月(\\d{1,2}日)?)?|\\d+[億万](\\d+万?)?/g, broken = [];
  let count = 0;
  for (let node; (node = texts.nextNode()); ) {
    if (node.parentElement.closest("script, option, svg") || !node.parentElement.checkVisibility()) continue;
    for (const found of node.data.matchAll(date)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      count += 1;
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1)
        broken.push(node.parentElement.parentElement.textContent.slice(0, 60));
    }
  }
  return [count, broken];
}
"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("tag", ["es", "ja"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_no_wider_than_a_phone_and_axe_finds_nothing(site: str, page: Page, tag: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/{tag}{path}")
    assert page.locator("html").get_attribute("lang") == tag
    assert not page.evaluate(TOO_WIDE)
    assert violations(page) == []


@pytest.mark.parametrize("path", ["figures", "agreements_by_kind_and_year?from_year=2010"])
@pytest.mark.parametrize("width", [700, 1024, 1280])
def test_a_table_in_japanese_breaks_no_name_and_no_number(site: str, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/ja/factbook/{path}")
    lines = page.locator("td").evaluate_all(LINES_OF_WORDS)
    assert {"2014", "2024年", "アグアスカリエンテス州"} & {words for words, _ in lines}
    assert [words for words, height in lines if height > 1] == []


def test_the_table_of_a_chart_scrolls_on_a_phone_and_breaks_no_number(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/ja/charts")
    page.locator("details").evaluate_all("all => all.forEach((one) => one.open = true)")
    lines = page.locator("td").evaluate_all(LINES_OF_WORDS)
    assert "8,816,000,000" in {words for words, _ in lines}
    assert [words for words, height in lines if height > 1] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_in_japanese_breaks_no_date_or_number(site: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    counted = {}
    for path in (*PAGES, "/factbook/agreements", "/factbook/programs", "/factbook/officials/yasushi-takase"):
        page.goto(f"{site}/ja{path}")
        counted[path], broken = page.evaluate(BROKEN)
        assert broken == [], path
    assert min(counted["/"], counted["/timeline"], counted["/factbook/figures"], counted["/factbook/programs"]) > 5


@pytest.mark.parametrize("tag", ["", "/es", "/ja"])
@pytest.mark.parametrize("table", ["meetings", "programs", "plants"])
def test_eight_columns_fit_a_page_in_a_wide_font_too(site: str, page: Page, tag: str, table: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}{tag}/factbook/{table}")
    page.add_style_tag(content=":root { --sans: 'DejaVu Sans', Verdana, sans-serif !important }")
    box = page.locator(".table-wrapper:visible").first
    assert box.locator("thead th").count() == 8
    assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0


@pytest.mark.parametrize("tag", ["en", "es", "ja"])
def test_what_a_search_box_proposes_is_not_cut_on_a_phone(site: str, page: Page, tag: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/{tag}/" if tag != "en" else f"{site}/")
    box = page.locator(".bigfind input")
    box.fill(box.get_attribute("placeholder") or "")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_switch_of_an_error_stands_at_the_right_where_a_language_is_offered_too(
    site: str, browser: Browser
) -> None:
    page = new_page(browser, locale="es-MX", viewport={"width": 1280, "height": 800})
    page.goto(f"{site}/factbook/figures?_sort=nothing")
    expect(page.locator('.proposal[data-language="es"]')).to_be_visible()
    right = "each => each.getBoundingClientRect().right"
    assert page.locator("ul.languages").evaluate(right) == page.locator("header nav").evaluate(right)
    page.close()


@pytest.mark.parametrize(("locale", "shown"), [("es-MX", ["es"]), ("ja-JP", ["ja"]), ("en-US", []), ("fr-FR", [])])
def test_a_reader_is_offered_his_language_and_led_nowhere(
    site: str, browser: Browser, locale: str, shown: list[str]
) -> None:
    page = new_page(browser, locale=locale)
    page.goto(f"{site}/about")
    for tag in ("es", "ja"):
        proposal = page.locator(f'.proposal[data-language="{tag}"]')
        expect(proposal).to_be_visible() if tag in shown else expect(proposal).to_be_hidden()
    assert page.url == f"{site}/about"
    page.close()
