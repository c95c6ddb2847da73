"""What a narrow screen shows: cards for rows, and nothing on top of another."""

from __future__ import annotations

from playwright.sync_api import Page, expect

#: Cells of cards in which a piece of text is not to the right of the column's name.
BESIDE_ITS_NAME = """
() => [...document.querySelectorAll("td")].filter((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const least = cell.getBoundingClientRect().left + 100;
  return [...range.getClientRects()].some((box) => box.width && box.left < least);
}).map((cell) => cell.textContent)
"""


def test_a_phone_shows_rows_as_cards_that_name_their_columns(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site + "/factbook/figures")
    amount = page.locator("td.amount").first
    expect(amount).to_be_visible()
    assert amount.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Amount"'
    assert page.get_by_role("row").count() > 30
    assert page.evaluate(BESIDE_ITS_NAME) == []


def test_the_number_of_a_proof_is_beside_its_quote_on_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(site + "/factbook/programs/jica-conalep-automotive-project")
    over = page.locator(".evidence > li").evaluate_all(
        "all => all.filter((one) => one.querySelector('.no').getBoundingClientRect().right"
        " > one.querySelector('blockquote').getBoundingClientRect().left - 9).length"
    )
    assert page.locator(".evidence > li").count() >= 10
    assert over == 0
