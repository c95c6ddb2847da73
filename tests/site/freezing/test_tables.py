"""Tables of the frozen edition answer their own questions in the browser, as the site would."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from frozen_edition import answered


def test_a_tables_page_answers_its_own_questions_and_says_what_a_range_leaves_out(
    served: str, page: Page, project: Path
) -> None:
    page.goto(f"{served}/factbook/figures/")
    rows = page.locator("tbody tr")
    every = figures(project)
    page.get_by_label("Search in figures").fill("trade")
    page.keyboard.press("Enter")
    expect(page.locator(".clear")).to_be_visible()
    assert page.url.startswith(f"{served}/factbook/figures/?_search=trade")
    assert 0 < rows.count() < every
    page.get_by_role("link", name=re.compile("trade", re.I)).first.click()
    expect(page.locator("h1")).to_be_visible()


def figures(project: Path) -> int:
    with closing(sqlite3.connect(project / "factbook.db")) as conn:
        return int(conn.execute("select count(*) from figures").fetchone()[0])


def test_rows_of_a_question_come_page_after_page(served: str, page: Page, project: Path) -> None:
    assert figures(project) > 4
    labels = []
    page.goto(f"{served}/factbook/figures/?_sort_desc=label")
    expect(page.locator("p.meta[role=status]")).to_contain_text(f"1–4 of {figures(project)}, sorted by")
    while True:
        labels += page.locator("tbody th").all_inner_texts()
        if not page.locator("a[rel=next]").count():
            break
        page.locator("a[rel=next]").click()
        expect(page.locator("p.meta[role=status]")).to_contain_text(f"{len(labels) + 1}–")
    assert len(labels) == figures(project)
    assert labels == sorted(labels, reverse=True)


def test_the_years_of_a_range_leave_out_records_without_a_year_and_say_so(
    served: str, page: Page, project: Path
) -> None:
    every = figures(project)
    page.goto(f"{served}/factbook/figures/?year__gte=1900")
    page.get_by_role("link", name=re.compile("Show (it|them)")).click()
    expect(page.locator(".chips")).to_contain_text("not stated")
    assert 0 < page.locator("tbody tr").count() < every


def test_a_filter_takes_the_name_of_a_record_for_its_id(served: str, page: Page) -> None:
    page.goto(f"{served}/factbook/figures/?place=Arcadia")
    expect(page.locator(".chips")).to_contain_text("arcadia")
    by_name = page.locator("tbody tr").count()
    page.goto(f"{served}/factbook/figures/?place=arcadia")
    expect(page.locator(".chips")).to_be_visible()
    assert 0 < by_name == page.locator("tbody tr").count()


def test_what_records_rest_on_is_asked_in_a_fold_that_stands_open_then(served: str, page: Page) -> None:
    page.goto(f"{served}/factbook/figures/")
    every = page.locator("p.meta[role=status]").inner_text()
    page.get_by_text("Filter by evidence").click()
    page.get_by_label("Rests on").select_option("one article")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".chips")).to_contain_text("Rests on: one article")
    expect(page.get_by_label("Rests on")).to_have_value("one article")
    expect(page.get_by_label("Rests on")).to_be_visible()
    assert page.locator("p.meta[role=status]").inner_text() != every


def test_rows_are_put_in_order_by_a_column_and_back(served: str, page: Page) -> None:
    page.goto(f"{served}/factbook/figures/")
    amount = page.get_by_role("columnheader", name="Amount")
    for order in ("ascending", "descending"):
        amount.get_by_role("link").click()
        expect(amount).to_have_attribute("aria-sort", order)
    expect(page.locator("p.meta[role=status]")).to_contain_text("descending")


QUESTIONS = [
    "/factbook/figures/?_sort_desc=label", "/factbook/figures/?place=arcadia", "/factbook/figures/?_search=trade",
    "/factbook/figures/?value__gte=1000&_sort=value", "/es/factbook/figures/?_sort=label",
    "/factbook/organizations/?kind__in=ministry,company", "/factbook/figures/?id=trade-2023",
    "/factbook/figures/?id__known=all+in+quotes", "/es/factbook/figures/?id__resting_on=one+article",
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_rows_of_a_question_are_had_as_the_csv_that_the_site_writes(
    served: str, page: Page, project: Path, question: str
) -> None:
    page.goto(served + question)
    link = page.locator(".export-links").get_by_role("link", name="CSV")
    with page.expect_download() as download:
        link.click()
    (csv,) = answered(project, [question.replace("/?", ".csv?") + "&_stream=on&_size=max"])
    assert csv.startswith(b"\xef\xbb\xbfid,")
    assert len(csv.splitlines()) > 1
    assert Path(download.value.path()).read_bytes() == csv
    assert download.value.suggested_filename == f"{question.split('/')[-2]}.csv"


def test_a_question_that_no_row_answers_and_one_that_is_not_understood_are_said(served: str, page: Page) -> None:
    page.goto(f"{served}/factbook/figures/?value__gt=1000000000000000&_where=1")
    expect(page.get_by_text("No rows match.")).to_be_visible()
    expect(page.locator("p.meta[role=status]")).to_contain_text("Not applied here: _where")
