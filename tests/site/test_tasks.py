"""Ten tasks of readers, each from the front page to its end, by clicking and typing only: served, and as files."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commands import run_command
from file_host import host_of
from other_site import another_site
from this_project import build, without_archive

INVESTMENT = "Japanese investment received by Aguascalientes in 2024"
AMOUNT = "411 million USD"


@pytest.fixture(scope="module", params=["served", "frozen"])
def edition(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the site: served by the real command, and as files in a folder of a host of files."""
    if request.param == "served":
        yield request.getfixturevalue("site")
        return
    project = request.getfixturevalue("project")
    folder = request.getfixturevalue("tmp_path_factory").mktemp("host")
    # The tasks are done in English: the other languages have tests of their own, and are two thirds of the files.
    root = folder.parent / "in-english"
    shutil.copytree(project, root, ignore=shutil.ignore_patterns("translations", "pictures", "*.log", "*.db"))
    with host_of(folder) as host:
        command = build(root, "freeze", str(folder / "sub"), "--url", f"{host}/sub")
        done = run_command(command, env=without_archive())
        assert done.returncode == 0, done.stdout + done.stderr
        yield f"{host}/sub"


@pytest.fixture
def front(page: Page, edition: str) -> Page:
    """The front page, as a reader lands on it in a window in which a citation can be copied and a file saved."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{edition}/")
    return page


def search(page: Page, words: str) -> None:
    page.get_by_label("Search all facts").first.fill(words)
    page.get_by_role("button", name="Search").first.click()


def browse(page: Page, kind: str) -> None:
    page.get_by_role("region", name="Browse").get_by_role("link", name=kind, exact=True).click()


def saved(page: Page, link: str | re.Pattern[str]) -> list[dict[str, str]]:
    """The rows of the CSV that a link gives."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def hits(page: Page) -> list[str]:
    expect(page.locator(".hits li").first).to_be_visible()
    page.wait_for_load_state()
    return [text.strip() for text in page.locator(".hits h3").all_inner_texts()]


def test_a_student_cites_a_figure(front: Page) -> None:
    search(front, "Japanese investment Aguascalientes 2024")
    front.get_by_role("link", name=INVESTMENT).first.click()
    expect(front.locator(".hero")).to_have_text(AMOUNT)
    front.get_by_role("button", name="Copy citation").click()
    expect(front.locator("p.copy [role=status]").first).to_have_text("Copied.")
    citation = front.evaluate("navigator.clipboard.readText()")
    assert "Mexico Industry" in citation
    assert "/factbook/figures/aguascalientes-japanese-investment-2024" in citation


def test_a_fact_checker_opens_the_passage(front: Page) -> None:
    browse(front, "Figures")
    front.get_by_role("link", name=INVESTMENT, exact=True).click()
    front.get_by_role("link", name="[1]").first.click()
    expect(front.locator("#proof-1:target blockquote")).to_be_in_viewport()
    link = front.locator("#proof-1").get_by_role("link", name="Read it in the article").get_attribute("href") or ""
    assert re.match(r"https://www\.promexicoindustry\.com/\S+#:~:text=2024", link)


def test_a_reporter_takes_all_of_a_state_as_csv(front: Page) -> None:
    browse(front, "Places")
    front.get_by_role("link", name="Aguascalientes", exact=True).click()
    expect(front.get_by_role("link", name=INVESTMENT).first).to_be_visible()
    rows = saved(front, re.compile("records as CSV"))
    amounts = {row["label"]: row["amount"] for row in rows}
    assert amounts[INVESTMENT] == AMOUNT
    assert {"figures", "agreements", "meetings", "programs", "statements"} <= {row["kind"] for row in rows}


def test_an_aide_finds_who_leads_a_committee(front: Page) -> None:
    search(front, "Foreign Relations Committee")
    front.locator(".hits").get_by_role("link", name="Mexican Senate's Foreign Relations Committee").first.click()
    people = front.get_by_role("region", name="People", exact=True)
    expect(people).to_contain_text("president of the Senate's Foreign Relations Committee")
    people.get_by_role("link", name="Alejandro Murat").click()
    expect(front.locator("dl.values")).to_contain_text("president of the Senate's Foreign Relations Committee")


def test_an_analyst_lists_agreements_since_2010_with_the_undated(front: Page) -> None:
    browse(front, "Agreements")
    front.get_by_label("From year").fill("2010")
    front.get_by_role("button", name="Filter").click()
    expect(front.locator("tbody tr")).to_have_count(3)
    notice = front.get_by_text("agreements without a year are not shown")
    expect(notice).to_be_visible()
    undated = int((notice.inner_text().split() or ["0"])[0])
    front.get_by_role("link", name="Show them").click()
    expect(front.locator("tbody tr")).to_have_count(undated)
    front.get_by_role("link", name="Clear filters").click()
    expect(front.get_by_role("link", name="Clear filters")).to_have_count(0)
    front.wait_for_load_state()
    assert front.locator("tbody tr").count() > undated + 3


def test_an_economist_compares_figures_of_investment(front: Page) -> None:
    browse(front, "Figures")
    front.get_by_label("Search in figures").fill("investment")
    front.get_by_role("button", name="Search").last.click()
    expect(front.get_by_role("link", name="Clear filters")).to_be_visible()
    front.wait_for_load_state()
    amounts = front.locator("td.amount").all_inner_texts()
    assert {AMOUNT, "8.816 billion USD", "more than $37 billion"} <= {amount.strip() for amount in amounts}
    expect(front.get_by_role("link", name="Differs").first).to_be_visible()
    front.get_by_role("columnheader", name="Amount").get_by_role("link").click()
    mixed = front.get_by_text("their order by amount compares nothing")
    expect(mixed).to_be_visible()
    mixed.get_by_role("link", name="USD", exact=True).click()
    expect(mixed).to_have_count(0)


def test_a_reader_finds_a_body_by_its_acronym(front: Page) -> None:
    search(front, "JICA")
    expect(front.locator(".hits li").first).to_contain_text("JICA")
    search(front, "EPA")
    expect(front).to_have_url(re.compile("EPA"))
    assert "Mexico-Japan Economic Partnership Agreement" in hits(front)[:5]


@pytest.mark.parametrize(
    ("words", "found"), [("inversión japonesa en Aguascalientes", INVESTMENT), ("日産", "Nissan"), ("acuerdo", "")]
)
def test_a_reader_finds_in_spanish_and_japanese(front: Page, words: str, found: str) -> None:
    search(front, words)
    assert any(found in hit for hit in hits(front)[:5])


def test_a_newsroom_embeds_a_figure(front: Page, edition: str) -> None:
    browse(front, "Figures")
    front.get_by_role("link", name=INVESTMENT, exact=True).click()
    front.get_by_text("Embed this").click()
    code = front.locator("#embed-code").inner_text()
    with another_site(f"<h1>News</h1>{code}") as newsroom:
        front.goto(newsroom)
        expect(front.frame_locator("iframe").locator("body")).to_contain_text(AMOUNT)
    assert f"{edition}/embed/figures/" in code


def test_a_reader_shares_a_record_by_its_permanent_address(front: Page, edition: str) -> None:
    search(front, "Japanese investment Aguascalientes 2024")
    front.get_by_role("link", name=INVESTMENT).first.click()
    shared = front.locator("link[rel=canonical]").get_attribute("href") or ""
    assert shared == f"{edition}/factbook/figures/aguascalientes-japanese-investment-2024"
    assert front.locator('meta[name="twitter:card"]').count() == 1
    described = front.locator('meta[property="og:description"]').get_attribute("content") or ""
    assert "411,000,000 USD" in described
    # The address is the page's own: that it is loaded once more is seen by nothing else.
    with front.expect_navigation():
        front.locator(".permanent a").first.click()
    expect(front).to_have_url(re.compile(f"^{re.escape(shared)}/?$"))
