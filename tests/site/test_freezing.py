"""The frozen edition: the site as files, the same addresses, links that all lead somewhere, SQL in the browser."""

from __future__ import annotations

import asyncio
import posixpath
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from browsing import violations
from example_projects import run, write
from factbook.factfiles.translations import digest_of
from factbook.formats import FORMATS
from factbook.record.kept import keep_release
from factbook.site.freezing import freeze_site
from factbook.site.freezing.addresses import Addresses
from factbook.site.server import open_site
from file_host import hosted
from release_projects import newer, older

URL = "https://facts.example/sub"
TRADE = "Trade between Arcadia and Norland in 2023"
COMERCIO = "Comercio entre Arcadia y Norland en 2023"


class Frozen(dict[str, bytes]):
    """Files by path."""

    def text(self, path: str) -> str:
        return self[path].decode("utf-8")

    def pages(self) -> list[str]:
        return [path for path in self if path.endswith(".html")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("newer")
    newer(root)
    write(root, "translations/es.po", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    write(
        root,
        "facts/translations/es/figures.yml",
        f"trade-2023:\n  label: {{of: {digest_of(TRADE)}, text: {COMERCIO}}}\n",
    )
    assert run(root).status == 0
    # So that the tables of a small example have several pages.
    (root / "settings.json").write_text('{"default_page_size": 4}', encoding="utf-8")
    keep_release(root, older(tmp_path_factory.mktemp("older")), "2026-11-01")
    return root


@pytest.fixture(scope="module")
def frozen(project: Path) -> Frozen:
    return Frozen(freeze_site(project, project / "factbook.db", URL))


def leads_to(frozen: Frozen, page: str) -> Iterator[tuple[str, str]]:
    """Each link of a page that stays in the edition, and the path of the file that it asks for."""
    for _, attribute, link, _ in html.document_fromstring(frozen[page]).iterlinks():
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or attribute == "action":
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        yield link, posixpath.join(path, "index.html") if parts.path.endswith(("/", "..", ".")) else path


def test_every_link_of_every_page_leads_to_a_file(frozen: Frozen) -> None:
    pages = [page for page in frozen.pages() if page != "404.html"]
    dead = {
        (page, link)
        for page in pages
        for link, file in leads_to(frozen, page)
        if posixpath.normpath(file) not in frozen
    }
    assert len(pages) > 50
    assert not dead, sorted(dead)[:10]


def test_no_link_is_of_the_place_where_it_was_made(frozen: Frozen) -> None:
    rooted = {
        (page, link)
        for page in frozen.pages()
        if page != "404.html"
        for _, _, link, _ in html.document_fromstring(frozen[page]).iterlinks()
        if link.startswith("/")
    }
    assert not rooted, sorted(rooted)[:10]
    assert not [page for page in frozen.pages() if "localhost" in frozen.text(page)]


def test_a_record_stands_under_its_address_with_every_format(frozen: Frozen) -> None:
    page = frozen.text("factbook/figures/trade-2023/index.html")
    assert "Arcadia" in page
    assert 'rel="canonical" href="https://facts.example/sub/factbook/figures/trade-2023"' in page
    for ending in (".json", ".bib", ".ris", ".csljson", ".wiki", ".cite", ".jsonld"):
        assert f"factbook/figures/trade-2023{ending}" in frozen
    assert b"https://facts.example/sub/" in frozen["factbook/figures/trade-2023.cite"]


def test_every_form_of_a_record_is_as_the_site_answers_it(frozen: Frozen, project: Path) -> None:
    endings = (".anno.jsonld", *(f".{extension}" for extension in FORMATS))
    of_records = [path for path in frozen if path.startswith("factbook/") and path.count("/") == 2]
    forms = [path for path in of_records if path.endswith(endings)]
    assert len(forms) > 100
    answers = answered(project, [f"/{path}" for path in forms])
    assert [path for path, answer in zip(forms, answers, strict=True) if answer != frozen[path]] == []


def answered(project: Path, addresses: list[str]) -> list[bytes]:
    """What the running site answers."""
    site = open_site(project, project / "factbook.db", metadata={"site_url": URL})

    async def ask() -> list[bytes]:
        await site.invoke_startup()
        return [(await site.client.get(address)).content for address in addresses]

    # In a thread of its own: in this one, the browser's loop may run.
    with ThreadPoolExecutor() as thread:
        return thread.submit(lambda: asyncio.run(ask())).result()


def test_data_are_in_the_language_of_their_address_as_the_site_answers_them(frozen: Frozen, project: Path) -> None:
    assert COMERCIO in frozen.text("es/factbook/figures.csv")
    assert COMERCIO not in frozen.text("factbook/figures.csv")
    assert COMERCIO in frozen.text("es/factbook/figures/trade-2023.json")
    (csv,) = answered(project, ["/es/factbook/figures.csv"])
    assert frozen["es/factbook/figures.csv"] == csv


def test_a_tables_csv_is_whole(frozen: Frozen, project: Path) -> None:
    lines = frozen.text("factbook/citations.csv").splitlines()
    assert frozen["factbook.db"] == (project / "factbook.db").read_bytes()
    assert len(lines) > 10


def test_what_is_no_more_leads_on_or_says_why(frozen: Frozen) -> None:
    moved = frozen.text("factbook/figures/seed-bank-price/index.html")
    assert 'content="0; url=../seed-bank-cost/"' in moved
    assert "Nobody says so" in frozen.text("factbook/statements/kita-engine-tests/index.html")
    assert "url=../../figures/trade-2023/" in frozen.text("factbook/facts/trade-2023/index.html")


def test_addresses_of_releases_answer(frozen: Frozen) -> None:
    assert "url=../../../../../factbook/figures/trade-2023/" in frozen.text(
        "release/0.1.0/factbook/figures/trade-2023/index.html"
    )
    assert "port-alba" in frozen.text("release/0.0.9/factbook/figures/trade-2023/index.html")
    assert "release/0.0.9/factbook/figures.csv" in frozen
    assert "release/0.0.9/factbook.db" in frozen
    for extension in FORMATS:
        assert b"0.0.9" in frozen[f"release/0.0.9/factbook/figures/trade-2023.{extension}"]
        assert b"0.0.9" in frozen[f"release/0.0.9/factbook/sources/harbor-herald-2024.{extension}"]


def test_further_pages_of_a_kept_table_are_files_in_their_order() -> None:
    addresses, table = Addresses(frozenset()), "/release/0.0.9/factbook/figures"
    for after in ("b", "d"):
        addresses.number_page(f"{table}?after={after}")
        assert addresses.to_fetch(f"{table}?after={after}") == f"{table}?after={after}"
    assert addresses.target(f"{table}?after=d") == f"{table}/-/3"


def test_a_wrong_address_is_answered_with_links_from_the_root(frozen: Frozen) -> None:
    page = frozen.text("404.html")
    assert 'href="/sub/' in page


def test_the_same_facts_give_the_same_bytes(frozen: Frozen, project: Path) -> None:
    again = dict(freeze_site(project, project / "factbook.db", URL))
    assert list(again) == list(frozen)
    assert [path for path in again if again[path] != frozen[path]] == []


def test_forms_that_need_a_server_are_not_there(frozen: Frozen) -> None:
    assert "_filter_column" not in frozen.text("factbook/figures/index.html")


# ── in a browser, from a folder of a host of files ──


@pytest.fixture(scope="module")
def served(frozen: Frozen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the edition on a host that knows nothing but files, in a folder `sub`."""
    files = {f"sub/{path}": data for path, data in frozen.items()}
    with hosted(files, tmp_path_factory.mktemp("host")) as address:
        yield f"{address}/sub"


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


def test_a_filter_that_sql_here_does_not_apply_is_said(served: str, page: Page) -> None:
    page.goto(f"{served}/sql/?from=figures&value__gt=1&_where=1")
    expect(page.locator("#frozen-status")).to_contain_text("Not applied here: _where")


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


KINDS = [
    "/", "/factbook/", "/factbook/figures/", "/factbook/figures/?year__gte=1900", "/factbook/figures/?_sort=value",
    "/factbook/figures/trade-2023/", "/factbook/places/arcadia/", "/factbook/sources/harbor-herald-2024/",
    "/factbook/citations/", "/factbook/citations/trade-2023-1/", "/factbook/disputed/", "/timeline/", "/changes/",
    "/downloads/", "/dictionary/", "/about/", "/accessibility/", "/feeds/", "/embed/figures/trade-2023/",
    "/sql/?from=figures", "/sql/?from=citations", "/search/", "/search/?q=trade",
    "/release/0.0.9/", "/release/0.0.9/factbook/figures/",
    "/release/0.0.9/factbook/figures/trade-2023/", "/factbook/statements/kita-engine-tests/", "/404.html",
]  # fmt: skip


@pytest.mark.parametrize("path", KINDS)
def test_nobody_is_shut_out(served: str, page: Page, path: str) -> None:
    page.goto(served + path)
    if "?" in path:
        expect(page.locator("[role=status]").first).not_to_contain_text("loaded")
        page.wait_for_function("document.querySelector('tbody tr, .hits li')")
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
