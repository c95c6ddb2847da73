"""What all tests share: this project copied, built, exported and served, and a real browser."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browsing import PATIENCE, Pages
from commands import run_command, served
from made_once import made_once
from this_project import PROJECT, ROOT, browser_program, build, without_archive

# All that tests ask is on this machine: no proxy stands between, and the site is where it is served.
for _name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FACTBOOK_URL"):
    os.environ.pop(_name, None)

# A script's background job ignores SIGINT, and so would the servers that tests start, and end with it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Processes of a run share their cores: nothing fails because it is slow. Made-up examples are the same each time;
# `make fuzz` has others.
expect.set_options(timeout=PATIENCE)
settings.register_profile(
    "suite", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """With --allow-no-skip, a test that is skipped fails the run: on a machine that has all that tests use."""
    parser.addoption("--allow-no-skip", action="store_true", help="fail where any test is skipped")


#: Files of tests that take long, in the order in which they begin: so no process is left with one of them at the end.
#: The first has the pictures drawn that others wait for.
LONG = (
    "site/test_browser.py", "editor/test_watch.py", "test_wheel.py", "site/serving/test_upgrade.py",
    "export/test_partition.py", "pictures/test_chart.py", "site/test_tasks.py", "site/test_browser_languages.py",
    "site/freezing/test_in_browser.py", "site/freezing/test_freeze.py", "site/freezing/test_tables.py",
    "editor/test_draft.py", "editor/test_guide.py", "rules/test_examples.py",
    "site/serving/test_replicas.py", "site/serving/test_ending.py", "site/serving/test_memory.py",
    "site/pages/test_pages.py", "site/test_browser_charts.py", "site/serving/test_served_file.py",
    "facts/test_falsify.py", "test_fuzz.py", "compile/test_cache.py", "site/pages/test_mcp.py",
    "site/serving/test_snapshot.py", "site/serving/test_response_cache.py", "export/test_standards.py",
    "site/serving/test_hostile.py", "cli/test_cli.py", "formats/test_tools.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


def pytest_collection_finish() -> None:
    """What was imported stays: going through it again took the collector of garbage up to 0.4 s of a site's query."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


#: Programs that run an example of the documentation, or read our citations: up to half a gigabyte each, so a machine of
#: CI may be without them.
OF_EXAMPLES = ("soffice", "biber", "pandoc", "pdflatex")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not session.config.getoption("--allow-no-skip") or reporter is None or exitstatus:
        return
    reasons = [str(report.longrepr) for report in reporter.stats.get("skipped", [])]
    if any(not any(program in reason for program in OF_EXAMPLES) for reason in reasons):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


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
    done = run_command(build(project), env=without_archive())
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "factbook.db"


@pytest.fixture(scope="session")
def dist(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's downloads, written by the real command from the finished database."""
    folder = tmp_path_factory.mktemp("downloads") / "dist"
    words = ("export", "--database", str(database), "--output", str(folder))
    done = run_command(build(project, *words))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def illustrated(project: Path, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project with its database and pictures, in a folder of its own: beside `database` there are never any."""

    def draw(folder: Path) -> None:
        words = ("pictures", "--quick", "--database", str(database), "--output", str(folder / "pictures"))
        done = run_command(build(project, *words))
        assert done.returncode == 0, done.stdout + done.stderr

    drawn = made_once(tmp_path_factory, "pictures", draw)
    root = tmp_path_factory.mktemp("illustrated")
    for folder in (project, drawn):
        shutil.copytree(folder, root, dirs_exist_ok=True)
    return root


@pytest.fixture(scope="session")
def pictures(illustrated: Path) -> Path:
    """This project's charts and cards, drawn by the real command from the finished database."""
    return illustrated / "pictures"


@pytest.fixture(scope="session")
def site(illustrated: Path) -> Iterator[str]:
    """Address of this project's site with its pictures, served by the real command; without a slash at the end."""
    with served(illustrated) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the tests of one file; a file that uses it holds no asynchronous test."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic"]
    # Pages that follow each other have one process: to start one for each costs more than they do.
    quiet += ["--disable-site-isolation-trials", "--renderer-process-limit=1"]
    # A machine that stands still for a while is no reason to end a process of the browser, nor all of it.
    quiet += ["--disable-gpu-watchdog", "--disable-gpu-process-crash-limit"]
    alone = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        program = browser_program(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=program, args=quiet + alone, timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Pages:
    return Pages(browser)


@pytest.fixture
def page(pages: Pages) -> Iterator[Page]:
    """An empty page for each test; the test fails if a script of it fails or a part of it cannot be loaded."""
    with pages.lent() as page:
        yield page
