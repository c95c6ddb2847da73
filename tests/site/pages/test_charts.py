"""The charts as pages: drawn before or not at all, with a table, files to take away, and no script."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
from datasette.app import Datasette
from lxml import html

from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from site_pages import get, open_site
from this_project import ROOT

CHARTS = [chart["id"] for chart in load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].charts]
OTHER_SUBJECT = ROOT / "tests" / "examples" / "subject"


async def test_without_pictures_the_page_says_so_and_shows_the_tables(published: Datasette) -> None:
    page = html.fromstring(await get(published, "/charts"))
    charts = page.xpath("//section[@class='chart']")
    assert len(charts) == len(CHARTS) >= 7
    for chart in charts:
        assert "No picture of this chart was made" in chart.text_content()
        assert chart.xpath(".//details[@open]//tbody/tr")
        assert not chart.xpath(".//a[contains(@href, '.png')]")
    await get(published, f"/charts/{CHARTS[0]}.png", 404)


async def test_a_table_of_a_chart_and_its_question_show_what_says_something_to_a_reader(published: Datasette) -> None:
    heads = ["Fact", "Precision", "Number", "Unit", "The other source says", "Comparison", "Publisher", "Seen"]
    for path in ("/charts/claims-and-elsewhere", "/factbook/claims_and_elsewhere"):
        page = html.fromstring(await get(published, path))
        assert page.xpath("//main//th[@scope='col']/text()") == heads
        assert {len(row) for row in page.xpath("//main//tbody/tr")} == {len(heads)}
    columns = (await get(published, "/factbook/claims_and_elsewhere.csv")).lstrip("\ufeff").splitlines()[0]
    assert columns.startswith("point,fact,label,qualifier")


async def test_pictures_are_found_after_a_query_was_asked(database: Path, pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "factbook.db").write_bytes(database.read_bytes())
    (tmp_path / "pictures").symlink_to(pictures)
    site = open_site(tmp_path / "factbook.db")
    await get(site, "/factbook/who_met_whom")
    assert html.fromstring(await get(site, "/charts/pairs")).xpath("//*[@class='drawing']")


async def test_pictures_of_other_facts_are_not_shown(database: Path, pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "factbook.db").write_bytes(database.read_bytes())
    (tmp_path / "pictures").symlink_to(pictures)
    drawn = html.fromstring(await get(open_site(tmp_path / "factbook.db"), "/charts/pairs"))
    assert drawn.xpath("//*[@class='drawing']")
    metadata = load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].metadata
    other = open_site(tmp_path / "factbook.db", metadata={**metadata, "license": "CC0 1.0"})
    assert "No picture of this chart was made" in await get(other, "/charts/pairs")


@pytest.mark.parametrize("id", CHARTS)
def test_a_chart_is_taken_away_as_png_svg_and_csv(site: str, id: str) -> None:
    page = html.fromstring(urllib.request.urlopen(f"{site}/charts/{id}", timeout=120).read())
    for ending, start in (("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbf")):
        with urllib.request.urlopen(f"{site}/charts/{id}.{ending}", timeout=120) as answer:
            body = answer.read()
        assert body.startswith(start)
        assert ending == "csv" or page.xpath(f"//a[@href='/charts/{id}.{ending}']")
        assert b"factbook.invalid" not in body
        assert ending != "svg" or f'href="{site}/factbook/'.encode() in body
