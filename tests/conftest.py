"""What tests share: where things are, the database as built, the site as served, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_OURS = {".git", ".venv", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build", "dist"}


def archive_folder() -> Path | None:
    """The folder of articles: FACTBOOK_ARCHIVE, or the one beside the project; None where there is none."""
    folder = Path(os.environ.get("FACTBOOK_ARCHIVE") or ROOT / "../shared/sources")
    return folder if folder.is_dir() else None


def _tracked_names() -> list[str]:
    """What git tracks or would; without git or its folder, all but what can be made again."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return sorted(str(path) for path in files if not NOT_OURS & set(path.parts) and "__pycache__" not in path.parts)


@cache
def tracked_texts() -> list[tuple[str, str]]:
    """Name and text of each file of the project that is UTF-8."""
    texts = []
    for name in _tracked_names():
        try:
            texts.append((name, (ROOT / name).read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return texts


# ── the project, built and served ──

PROJECT = (
    "pyproject.toml", "schema.sql", "metadata.yml", "settings.json", "facts", "plugins", "templates", "static",
)  # fmt: skip


def build(root: Path, *words: str) -> list[str]:
    """The command line of `build.py` over a project's folder."""
    return [sys.executable, str(ROOT / "build.py"), "--root", str(root), *words]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this project's folder that tests may write to, without its code."""
    root = tmp_path_factory.mktemp("project")
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="session")
def database(project: Path) -> Path:
    """This project's facts, compiled against the lock by the real command."""
    done = subprocess.run(build(project), capture_output=True, text=True, check=False, env=without_archive())
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "factbook.db"


@pytest.fixture(scope="session")
def dist(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's downloads, written by the real command from the finished database."""
    folder = tmp_path_factory.mktemp("downloads") / "dist"
    words = ("export", "--database", str(database), "--output", str(folder))
    done = subprocess.run(build(project, *words), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def site(project: Path) -> Iterator[str]:
    """Address of this project's site, served by the real command; without a slash at the end."""
    with served(project) as address:
        yield address


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Address of the site of the project in `root`, served by the real command as long as this lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = root / "serve.log"
    with log.open("wb") as output:
        command = build(root, "serve", "--port", str(port))
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, env=without_archive())
    try:
        _wait_until_served(server, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            raise


def _wait_until_served(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, f"the server ended: {log.read_text(encoding='utf-8')}"
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/-/versions.json", timeout=5):
            return
        sleep(0.1)
    pytest.fail(f"nothing is served after half a minute: {log.read_text(encoding='utf-8')}")


def without_archive() -> dict[str, str]:
    """The environment as on a machine that has no articles."""
    return {name: value for name, value in os.environ.items() if name != "FACTBOOK_ARCHIVE"}


# ── a real browser ──


def browser_program(default: str) -> str:
    """A Chromium that starts: CHROMIUM, one on PATH, or the one that Playwright has downloaded (`default`)."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else [*BROWSERS, default]
    for name in names:
        program = shutil.which(name)
        if program and subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    pytest.fail(f"no browser starts, of {', '.join(names)}: `make test` sees to that, or says what to install")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the tests of one file; a file that uses it holds no asynchronous test."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic"]
    alone = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        program = browser_program(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=program, args=quiet + alone)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page for each test; the test fails if a script of it fails or a part of it cannot be loaded.

    That a page itself has another status than 200 is for the test to judge.
    """
    errors: list[tuple[str, str]] = []
    visited: set[str] = set()
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(10_000)
    page.on("request", lambda request: visited.add(request.url) if request.is_navigation_request() else None)
    page.on("pageerror", lambda error: errors.append((str(error), "")))
    page.on("console", lambda said: errors.append((said.text, said.location["url"])) if said.type == "error" else None)
    yield page
    page.close()
    assert not [error for error in errors if error[1] not in visited]
