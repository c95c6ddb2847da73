"""Drawings of charts in a real browser: marks lead to their records, have names, and are in the colours of the page."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import Page, expect

from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from this_project import ROOT

CHARTS = [chart["id"] for chart in load_settings(ROOT / "metadata.yml", load_schema(ROOT / "schema.sql"))[0].charts]


@pytest.mark.parametrize("id", CHARTS)
def test_a_mark_leads_to_its_record_on_this_site(page: Page, site: str, id: str) -> None:
    page.goto(f"{site}/charts/{id}")
    link = page.locator(".drawing .wide svg a").last
    address = link.get_attribute("href") or ""
    assert address.startswith("/factbook/")
    with urllib.request.urlopen(site + address, timeout=120) as answer:
        assert answer.status == 200
    link.dispatch_event("click")
    page.wait_for_url(f"{site}/factbook/**")


def test_every_stop_of_the_keyboard_in_a_drawing_has_a_name(page: Page, site: str) -> None:
    page.goto(f"{site}/charts")
    names = page.eval_on_selector_all(
        ".drawing .wide svg a", "links => links.map(a => a.querySelector('[aria-label]')?.getAttribute('aria-label'))"
    )
    assert len(names) > 100
    assert all(names)


@pytest.mark.parametrize(("width", "size", "other"), [(1280, "wide", "narrow"), (390, "narrow", "wide")])
def test_a_drawing_is_in_the_colours_of_the_page(page: Page, site: str, width: int, size: str, other: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    inks = []
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        page.goto(f"{site}/charts/shares")
        expect(page.locator(f".drawing .{other}")).to_be_hidden()
        text = page.locator(f".drawing .{size} svg text").first
        assert text.evaluate("text => getComputedStyle(text).fontWeight") == "400"
        inks.append(text.evaluate("text => getComputedStyle(text).fill"))
    assert inks == ["rgb(33, 31, 27)", "rgb(235, 231, 223)"]
