"""SQL and search of the frozen edition run in the browser, and nobody is shut out of its pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browsing import violations


def test_a_query_by_its_name_is_answered_in_the_browser(served: str, page: Page) -> None:
    page.goto(f"{served}/sql/?from=figures&place=arcadia")
    expect(page.locator("#frozen-status")).to_contain_text("Rows: ")
    page.locator("#frozen-answer a", has_text="trade-2023").first.click()
    expect(page.locator("h1")).to_contain_text("2023")
    assert page.url == f"{served}/factbook/figures/trade-2023/"


def test_sql_of_ones_own_runs_in_the_browser_and_says_what_is_wrong(served: str, page: Page) -> None:
    page.goto(f"{served}/sql/")
    page.locator("#sql-editor").fill("select count(*) as n from facts where kind = :kind")
    page.get_by_role("button", name="Run").click()
    page.locator("[name=kind]").fill("figures")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#frozen-answer td")).not_to_have_text("0")
    page.locator("#sql-editor").fill("select thing from nowhere")
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#frozen-status")).to_contain_text("no such table")
    page.goto(f"{served}/sql/?from=nowhere")
    expect(page.locator("#frozen-status")).to_have_text("There is no table or query called nowhere.")


def test_a_question_that_is_cited_is_answered_at_its_address(served: str, page: Page) -> None:
    page.goto(f"{served}/release/0.1.0/factbook/?sql=select+7+as+n")
    expect(page.locator("#frozen-answer td")).to_have_text("7")
    page.goto(f"{served}/release/0.1.0/factbook/record_health/?kind=places")
    expect(page.locator("#frozen-status")).to_contain_text("Rows: ")
    expect(page.locator("#frozen-answer td", has_text="figures")).to_have_count(0)
    page.goto(f"{served}/release/0.1.0/factbook/figures/?place=arcadia")
    expect(page.locator("ul.chips")).to_contain_text("Place: arcadia")
    assert page.url == f"{served}/factbook/figures/?place=arcadia"


def test_a_filter_that_sql_here_does_not_apply_is_said(served: str, page: Page) -> None:
    page.goto(f"{served}/sql/?from=figures&value__gt=1&_where=1")
    expect(page.locator("#frozen-status")).to_contain_text("Not applied here: _where")


#: Of each kind a page that is another than the served one; the words about the project are as there (test_browser.py).
KINDS = [
    "/", "/factbook/", "/factbook/figures/", "/factbook/figures/?year__gte=1900", "/factbook/figures/?_sort=value",
    "/factbook/figures/trade-2023/", "/factbook/places/arcadia/", "/factbook/sources/harbor-herald-2024/",
    "/factbook/citations/", "/factbook/citations/trade-2023-1/", "/factbook/disputed/", "/timeline/", "/changes/",
    "/downloads/", "/feeds/", "/embed/figures/trade-2023/",
    "/sql/?from=figures", "/sql/?from=citations", "/search/", "/search/?q=trade",
    "/release/0.0.9/", "/release/0.0.9/factbook/figures/",
    "/release/0.0.9/factbook/figures/trade-2023/", "/factbook/statements/kita-engine-tests/", "/404.html",
]  # fmt: skip


@pytest.mark.parametrize("path", KINDS)
def test_nobody_is_shut_out(served: str, page: Page, path: str) -> None:
    page.goto(served + path)
    if "?" in path:
        expect(page.locator("table.cards, #frozen-answer table, #frozen-hits li").first).to_be_visible()
    assert violations(page) == []


def test_a_search_is_answered_in_the_browser(served: str, page: Page) -> None:
    page.goto(f"{served}/")
    page.get_by_role("searchbox").first.fill("trade Arcadia")
    page.keyboard.press("Enter")
    expect(page.locator("#frozen-status")).to_contain_text("Facts found: ")
    page.locator("#frozen-hits a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(f"{served}/factbook/")


def test_a_search_that_finds_nothing_says_so(served: str, page: Page) -> None:
    page.goto(f"{served}/search/?q=xylophone")
    expect(page.locator("#frozen-status")).to_contain_text("No results")
