"""A page in a real browser: no script of it fails, all its parts are loaded, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Error, Page, Request, ViewportSize

#: Milliseconds in which what comes at all has come, however busy the machine is.
PATIENCE = 120_000
SCREEN: ViewportSize = {"width": 1280, "height": 800}

#: Every rule of axe for WCAG up to 2.2 AA, those that are off by default too (the size of targets), and good practice.
#: What is well on a page is not told: it takes half of the time.
WCAG_2_2 = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


class Pages:
    """Pages of a browser that tests use one after the other, each as empty as a new one.

    To make a page, its process and all, costs several times what a test then asks of it.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[tuple[Page, CDPSession]] = []

    @contextmanager
    def lent(self) -> Iterator[Page]:
        """An empty page that nobody else has; `faultless` as long as this lasts. Who listens to it takes another."""
        page, session = self._idle.pop() if self._idle else self._new()
        page.set_viewport_size(SCREEN)
        with faultless(page):
            yield page
            page.goto("about:blank")
        page.unroute_all()
        page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        page.context.clear_permissions()
        page.context.clear_cookies()
        session.send("Network.clearBrowserCache")
        self._idle.append((page, session))

    def _new(self) -> tuple[Page, CDPSession]:
        page = new_page(self._browser)
        return page, page.context.new_cdp_session(page)


def new_page(browser: Browser, **options: Any) -> Page:
    """A page in a context of its own, made with these options of Playwright, which ends with the page."""
    page = browser.new_page(**options)
    page.set_default_timeout(PATIENCE)
    return page


@contextmanager
def faultless(page: Page) -> Iterator[None]:
    """An error at the end if a script of what the page loaded failed or a part of it could not be loaded.

    That a page itself has another status than 200 is for the test to judge.
    """
    errors: list[tuple[str, str]] = []
    visited: set[str] = set()

    def visit(request: Request) -> None:
        if request.is_navigation_request():
            visited.add(request.url)

    def fail(error: Error) -> None:
        errors.append((str(error), ""))

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            errors.append((said.text, said.location["url"]))

    page.on("request", visit)
    page.on("pageerror", fail)
    page.on("console", hear)
    yield
    page.remove_listener("request", visit)
    page.remove_listener("pageerror", fail)
    page.remove_listener("console", hear)
    assert not [error for error in errors if error[1] not in visited]


@contextmanager
def heard(page: Any, event: str) -> Iterator[list[Any]]:
    """What the page tells of an event, such as each "request", as long as this lasts."""
    told: list[Any] = []

    def hear(something: Any) -> None:
        told.append(something)

    page.on(event, hear)
    yield told
    page.remove_listener(event, hear)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds on the page as it is shown: each rule that is broken, with three of the elements that break it."""
    found = Axe().run(page, options=WCAG_2_2).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"][:3]]) for rule in found]
