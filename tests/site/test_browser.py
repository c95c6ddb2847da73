"""The site as a person meets it: the real command serves it, a real Chromium reads it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import faultless, heard, new_page, violations

FIGURE = "/factbook/figures/aguascalientes-japanese-investment-2024"
PERSON = "/factbook/officials/yasushi-takase"
ARTICLE = "/factbook/sources/mbn-takase-interview-2020"
PAGES = {
    "front": "/",
    "figure": FIGURE,
    "person": PERSON,
    "place": "/factbook/places/aguascalientes",
    "agreement": "/factbook/agreements/kanagawa-aguascalientes-mou-2014",
    "article": ARTICLE,
    "search": "/search?q=aguas",
    "search for nothing": "/search?q=zzzz",
    "timeline": "/timeline",
    "charts": "/charts",
    "chart": "/charts/pairs",
    "changes": "/changes",
    "dictionary": "/dictionary",
    "about": "/about",
    "accessibility": "/accessibility",
    "country": "/factbook/places/mexico",
    "data": "/factbook",
    "table": "/factbook/figures",
    "filtered table": "/factbook/statements?act=noted&_facet=topic",
    "undated": "/factbook/agreements?year__gte=2010",
    "order of amounts": "/factbook/figures?_sort_desc=value",
    "no rows": "/factbook/figures?place=atlantis",
    "view": "/factbook/timeline",
    "question": "/factbook/who_met_whom",
    "SQL": "/factbook?sql=select+id,+label+from+facts+limit+5",
    "SQL that fails": "/factbook?sql=select+nothing",
    "citation": "/factbook/citations/yasushi-takase-1",
    "not found": "/factbook/figures/there-is-no-such-figure",
    "refused": "/factbook/figures?_sort=nothing",
}
WIDE = ("amount-in-words", "indicator", "unit", "place", "partner", "organization", "scope", "period", "note")
#: Adds up how far things move while a page loads (Cumulative Layout Shift).
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""
KINDS = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
LOOKS = pytest.mark.parametrize(("width", "colours"), [(390, "dark"), (1280, "light")])
Colours = Literal["light", "dark"]


class Opened(NamedTuple):
    """A page of the site that is opened once for all that is asked of it, on a phone.

    Beside it, which hosts it asked, and how far things moved in it while it was loaded.
    """

    page: Page
    hosts: set[str]
    moved: float = 0.0


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Opened]:
    """A page that adds up how far things move in it, and whom it asks; what it has loaded it forgets."""
    page, hosts = new_page(browser), set[str]()
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).netloc))
    page.add_init_script(SHIFTS)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield Opened(page, hosts)
    page.close()


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES)
def opened(phone: Opened, site: str, request: pytest.FixtureRequest) -> Iterator[Opened]:
    phone.page.set_viewport_size({"width": 390, "height": 800})
    phone.page.emulate_media(color_scheme="null")
    phone.hosts.clear()
    with faultless(phone.page):
        phone.page.goto(site + request.param, wait_until="networkidle")
        yield phone._replace(moved=phone.page.evaluate("window.shifts"))


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page on a phone that runs no script."""
    page = new_page(browser, java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield page
    page.close()


def test_nothing_moves_while_a_page_loads(opened: Opened) -> None:
    assert opened.moved < 0.01


def test_each_page_asks_no_other_host_and_has_its_landmarks(opened: Opened, site: str) -> None:
    assert opened.hosts <= {urlsplit(site).netloc, ""}
    assert opened.page.locator("h1").count() == 1
    assert all(opened.page.locator(f"body > {landmark}").count() == 1 for landmark in ("header", "main", "footer"))


@LOOKS
def test_each_page_fits_its_screen_and_axe_finds_no_violation(opened: Opened, width: int, colours: Colours) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.page.emulate_media(color_scheme=colours)
    assert opened.page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    assert violations(opened.page) == []


def test_the_keyboard_leads_past_the_menu_first(page: Page, site: str) -> None:
    page.goto(site + FIGURE)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("path", ["/factbook/figures?place=aguascalientes", "/es/factbook/statements?topic=investment"])
def test_the_keyboard_soon_comes_to_the_csv_of_a_filtered_table(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    csv = page.locator("main").get_by_role("link", name="CSV", exact=True)
    stops = 0
    while not csv.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 20
    assert csv.bounding_box()["y"] < page.locator("table.cards").bounding_box()["y"]


def test_the_mark_beside_a_value_leads_to_its_proof(page: Page, site: str) -> None:
    page.goto(site + FIGURE)
    mark = page.locator(".values .marks a").first
    mark.click()
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    expect(target.locator("blockquote")).to_contain_text("$411 million USD")


def test_every_mark_has_its_proof_on_the_page(page: Page, site: str) -> None:
    for path in (FIGURE, PERSON, PAGES["agreement"]):
        page.goto(site + path)
        marks = page.eval_on_selector_all(".marks a", "links => links.map(a => a.getAttribute('href'))")
        assert marks
        assert all(page.locator(mark).count() == 1 for mark in marks)


def test_the_link_to_the_article_scrolls_to_the_words(page: Page, site: str) -> None:
    """A text fragment (#:~:text=), percent-encoded: Chromium scrolls to it in a copy of the paragraph served here."""
    page.goto(site + FIGURE)
    link = page.locator("a.passage").first.get_attribute("href") or ""
    assert re.fullmatch(r"https://[^#]+#:~:text=[A-Za-z0-9%._~!$'()*+;:@/?=]+", link)
    fragment = link.partition("#")[2]
    words = page.locator(".evidence blockquote").first.inner_text()
    filler = "<p>filler</p>" * 400
    page.route(
        "**/article", lambda route: route.fulfill(body=f"{filler}<p>x {words} y</p>{filler}", content_type="text/html")
    )
    page.goto(f"{site}/article#{fragment}")
    page.wait_for_function("scrollY > 1000")


@pytest.mark.parametrize("extension", ["cite", "bib", "ris", "csljson", "wiki"])
def test_the_copy_button_copies_the_citation(page: Page, site: str, extension: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + FIGURE)
    page.locator(f"details:has(#cite-{extension})").evaluate("details => { details.open = true }")
    button = page.locator(f'.cite button[data-copy="cite-{extension}"]')
    button.click()
    expect(button.locator("xpath=..").get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(f"#cite-{extension}").text_content()
    assert "aguascalientes-japanese-investment-2024" in copied


def test_a_facts_page_says_in_json_ld_what_it_claims_and_what_proves_it(page: Page, site: str) -> None:
    page.goto(site + FIGURE)
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")
    assert data["@type"] == "Claim"
    assert data["citation"][0]["@type"] == "Quotation"
    assert data["url"] == page.locator("link[rel=canonical]").get_attribute("href")


@KINDS
def test_pages_are_whole_without_javascript(scriptless: Page, site: str, path: str) -> None:
    page = scriptless
    page.goto(site + path)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("button[data-copy]:visible")).to_have_count(0)
    if path == "/charts":
        expect(page.locator(".drawing .narrow svg").first).to_be_visible()
        page.locator("summary").first.click()
        expect(page.locator("table").first).to_be_visible()


def test_search_works_without_javascript(scriptless: Page, site: str) -> None:
    page = scriptless
    page.goto(site)
    page.get_by_label("Search all facts").fill("Queretaro")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hits mark").first).to_have_text(re.compile("Querétaro|Queretaro"))


def test_each_chart_is_drawn_and_has_its_table_query_and_source(page: Page, site: str) -> None:
    page.goto(site + "/charts", wait_until="networkidle")
    charts = page.locator(".chart")
    assert charts.count() >= 2
    for chart in charts.all():
        expect(chart.locator(".drawing .wide svg")).to_be_visible()
        assert chart.locator("table tbody tr").count() > 0
        assert chart.get_by_text("Sources:").count() == 1
        assert chart.locator('a[href*=".csv?_stream=on"]').count() == 1
    assert page.locator("main script").count() == 0


def test_datasette_vega_draws_rows_of_one_unit_once_it_is_opened(page: Page, site: str) -> None:
    with heard(page, "request") as asked:
        page.goto(site + "/factbook/figures", wait_until="networkidle")
        page.get_by_text("Chart these rows").click()
        expect(page.get_by_text("Choose the one to chart")).to_be_visible()
    assert not [request for request in asked if "datasette_vega" in request.url]
    page.locator(".draw").get_by_role("link", name="percent").click()
    expect(page.get_by_text("only the rows on this page")).to_be_visible()
    page.get_by_role("button", name="Show charting options").click()
    page.get_by_label("Bar").check()
    page.locator("select[name=y_column]").select_option("value")
    expect(page.locator(".draw svg, .draw canvas").first).to_be_visible()


def test_the_link_to_a_chart_of_ones_own_opens_it(page: Page, site: str) -> None:
    page.goto(site + "/factbook/figures?unit=percent#g.mark=bar&g.x_column=place&g.x_type=ordinal&g.y_column=value")
    expect(page.locator(".draw svg, .draw canvas").first).to_be_visible()


@pytest.mark.parametrize(("path", "most"), [("/factbook/figures", 60_000), (FIGURE, 40_000)])
def test_a_page_is_light_with_all_that_it_loads(page: Page, site: str, path: str, most: int) -> None:
    with heard(page, "response") as loaded:
        page.goto(site + path, wait_until="networkidle")
    assert 0 < sum(len(gzip.compress(response.body())) for response in loaded) <= most


def test_the_page_of_a_table_scrolls_and_its_headers_stay(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(site + "/factbook/figures")
    box = page.locator(".table-wrapper:visible").first
    assert box.evaluate("box => getComputedStyle(box).maxHeight") == "none"
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    head = page.locator("thead th").first.bounding_box()
    assert head
    assert abs(head["y"]) < 3


def test_a_wide_table_scrolls_sideways_and_its_first_column_stays(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 700})
    page.goto(site + "/factbook/figures?" + "&".join(f"_show={name}" for name in WIDE))
    table = page.locator(".table-wrapper:visible").first
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    table.evaluate("box => box.scrollTo(300, 0)")
    first, box = table.locator("tbody th").first.bounding_box(), table.bounding_box()
    assert first
    assert box
    assert abs(first["x"] - box["x"]) < 3


@pytest.mark.parametrize("width", [700, 1024, 1280])
def test_a_span_of_years_in_a_table_stands_on_one_line(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + "/factbook/figures")
    cell = page.locator("td.when", has_text=re.compile(r"^\d{4} to \d{4}$")).first
    lines = "cell => { const all = new Range(); all.selectNodeContents(cell); return all.getClientRects().length }"
    assert cell.evaluate(lines) == 1


def test_print_keeps_the_citation_and_drops_the_menu(page: Page, site: str) -> None:
    page.goto(site + FIGURE)
    page.emulate_media(media="print")
    expect(page.locator("#cite-cite")).to_be_visible()
    expect(page.locator(".evidence blockquote").first).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
