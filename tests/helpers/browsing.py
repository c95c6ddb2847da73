"""A page in a real browser: no script of it fails, all its parts are loaded, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

#: Every rule of axe for WCAG up to 2.2 AA, those that are off by default too (the size of targets), and good practice.
#: What is well on a page is not told: it takes half of the time.
WCAG_2_2 = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


@contextmanager
def faultless_page(browser: Browser, width: int = 1280) -> Iterator[Page]:
    """An empty page; an error at the end if a script of what it loaded failed or a part of it could not be loaded.

    That a page itself has another status than 200 is for the test to judge.
    """
    errors: list[tuple[str, str]] = []
    visited: set[str] = set()
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_default_timeout(30_000)
    page.on("request", lambda request: visited.add(request.url) if request.is_navigation_request() else None)
    page.on("pageerror", lambda error: errors.append((str(error), "")))
    page.on("console", lambda said: errors.append((said.text, said.location["url"])) if said.type == "error" else None)
    yield page
    page.close()
    assert not [error for error in errors if error[1] not in visited]


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it is shown: each rule that is broken, with three of the elements that break it."""
    found = Axe().run(page, options=WCAG_2_2).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"][:3]]) for rule in found]
