"""The pictures of the README: pages of the running site, photographed by Chromium into this folder.

    python docs/screenshots.py http://127.0.0.1:8001

`make screenshots` serves the site and calls it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Shot(NamedTuple):
    """A picture: its file, the page, and how the page is looked at."""

    name: str
    path: str
    width: int
    height: int
    colours: Literal["light", "dark"] = "light"


SHOTS = (
    Shot("front", "/", 1280, 900),
    Shot("fact", "/factbook/figures/aguascalientes-japanese-investment-2024", 1280, 900),
    Shot("fact-phone", "/factbook/figures/aguascalientes-japanese-investment-2024", 390, 844, "dark"),
    Shot("article", "/factbook/sources/promexico-business-plenary-2025", 1280, 900),
    Shot("table", "/factbook/figures", 1280, 900),
    Shot("timeline", "/timeline", 1280, 900),
    Shot("charts", "/charts", 1280, 900),
)


def take(browser: Browser, site: str, shot: Shot) -> Path:
    """Photograph a page as it is when all of it has been loaded; returns the file."""
    page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.colours)
    page.goto(site + shot.path, wait_until="networkidle")
    target = FOLDER / f"{shot.name}.png"
    page.screenshot(path=target)
    page.close()
    return target


def main(site: str) -> None:
    """Photograph every page of SHOTS."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            sys.stdout.write(f"{take(browser, site.rstrip('/'), shot).name}\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
