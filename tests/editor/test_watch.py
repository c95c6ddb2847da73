"""`build.py serve --watch`: a change builds the site anew and reloads the page; if it is broken, the site stays."""

from __future__ import annotations

import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from example_projects import write
from this_project import build, without_archive
from watched import PATIENCE, Watching, save, site_of_examples, sources, watching

BAY = "- id: fish-bay\n  name: Fish Bay\n  kind: {kind}\n  checked: 2026-11-24\n"


# What is broken how, and what is said of it.
BROKEN = {
    "templates/index.html": ("{% if %}", "templates/index.html:1: Expected an expression"),
    "metadata.yml": ("title: [", "metadata.yml:2:1: while parsing"),
    "schema.sql": ("create table;", "syntax error"),
    "settings.json": ("{", "settings.json: "),
}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watching]:
    with watching(site_of_examples(tmp_path_factory.mktemp("watched") / "project")) as site:
        site.wait_for("start: built and served in ")
        yield site


@pytest.fixture
def site(started: Watching) -> Iterator[Watching]:
    """The site that all tests watch; each leaves it as it was before."""
    before = sources(started.root)
    started.begin()
    yield started
    now = sources(started.root)
    started.begin()
    for path in (path for path in now if path not in before):
        path.unlink()
    for path in (path for path in before if now.get(path) != before[path]):
        save(started.root, str(path.relative_to(started.root)), before[path].decode())
    changed = {path for path in now | before if now.get(path) != before.get(path)}
    started.wait(lambda: started.has_built(changed))


def test_a_new_record_is_served_without_a_restart_and_the_database_is_up_to_date(site: Watching) -> None:
    assert site.get("/factbook/places/fish-bay")[0] == 404
    save(site.root, "facts/places/bay.yml", BAY.format(kind="city"))
    site.wait_for("facts/places/bay.yml: built and served in ")
    site.settle()
    assert "Fish Bay" in site.get("/factbook/places/fish-bay")[1]
    assert b"fish-bay" in (site.root / "factbook.db").read_bytes()


def test_every_page_loads_the_script_and_nothing_is_kept_by_a_browser(site: Watching) -> None:
    script = f'<script src="/-/watch.js" data-build="{site.status()["build"]}" defer></script></body>'
    for path in ("/", "/factbook/places", "/factbook/places/arcadia", "/nowhere"):
        _, page = site.get(path, **{"Accept-Encoding": "gzip", "If-None-Match": "*"})
        assert page.count(script) == 1
    with urllib.request.urlopen(f"{site.address}/static/site.css", timeout=PATIENCE) as response:
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers
    assert "<script" not in site.get("/factbook/places.json")[1]


def test_a_broken_fact_file_is_told_in_the_terminal_and_on_a_page_and_the_last_good_site_stays(site: Watching) -> None:
    before = site.status()
    save(site.root, "facts/places/bay.yml", BAY.format(kind="town"))
    site.wait_for("'town' is not in the list [choice]")
    assert "1 problem; see http://127.0.0.1:" in site.printed()
    status, page = site.get("/-/watch")
    assert status == 200
    assert "<h1>1 problem</h1>" in page
    assert "<code>facts/places/bay.yml:3:9</code>" in page
    assert site.status() == {**before, "number": before["number"] + 1, "problems": 1}
    assert "Arcadia" in site.get("/factbook/places/arcadia")[1]
    save(site.root, "facts/places/bay.yml", BAY.format(kind="city"))
    site.wait(lambda: site.status()["problems"] == 0)
    site.settle()
    assert "Fish Bay" in site.get("/factbook/places/fish-bay")[1]
    assert "<h1>No problems</h1>" in site.get("/-/watch")[1]


def test_whatever_else_is_broken_is_told_and_the_last_good_site_stays(site: Watching) -> None:
    for path, (text, told) in BROKEN.items():
        file, front = site.root / path, site.get("/")[1]
        good = file.read_text(encoding="utf-8") if file.exists() else None
        save(site.root, path, text)
        site.wait_for("1 problem; see " if path == "schema.sql" else "an error; see ")
        site.wait_for(told)
        assert site.get("/")[1] == front
        assert told.split("'")[0] in site.get("/-/watch")[1]
        if good is None:
            file.unlink()
        else:
            save(site.root, path, good)
        site.wait(lambda: not (site.status()["error"] or site.status()["problems"]))
        site.settle()
        assert site.get("/")[0] == 200


def test_a_template_that_is_still_broken_is_told_again_after_another_change(site: Watching) -> None:
    before = site.status()
    save(site.root, "templates/row.html", "{% if %}")
    site.wait_for("an error")
    save(site.root, "facts/places/bay.yml", BAY.format(kind="city"))
    site.wait_for("facts/places/bay.yml: an error")
    assert site.status()["build"] == before["build"]


def test_before_there_is_a_good_site_every_address_says_what_is_wrong(tmp_path: Path) -> None:
    root = site_of_examples(tmp_path / "project")
    write(root, "facts/places/bay.yml", BAY.format(kind="town"))
    with watching(root) as site:
        site.wait_for("start: 1 problem; see ")
        status, page = site.get("/factbook/places")
        assert status == 503
        assert "There is no good site yet." in page
        save(root, "facts/places/bay.yml", BAY.format(kind="city"))
        site.wait_for("bay.yml: built and served in ")
        site.settle()
        assert "Fish Bay" in site.get("/factbook/places/fish-bay")[1]


def test_a_quote_that_is_not_in_the_lock_yet_is_served_with_a_note(site: Watching) -> None:
    lock = (site.root / "facts/locks/harbor-herald-2024.lock").read_text(encoding="utf-8")
    save(site.root, "facts/locks/harbor-herald-2024.lock", "".join(lock.splitlines(keepends=True)[:-1]))
    site.wait_for("a lock is not current: `build.py verify` writes it")
    assert site.status()["problems"] == 0


def test_no_request_is_refused_while_one_build_follows_another(site: Watching) -> None:
    ended, statuses = threading.Event(), list[int]()

    def ask() -> None:
        while not ended.is_set():
            statuses.append(site.get("/factbook/places/arcadia")[0])

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for number in (1, 2, 3):
            save(site.root, "facts/places/bay.yml", BAY.format(kind="city").replace("fish-bay", f"fish-bay-{number}"))
            site.wait(lambda count=number: site.printed().count("bay.yml: built and served") >= count)  # type: ignore[misc]
    finally:
        ended.set()
        asking.join()
    assert set(statuses) == {200}


def workers_of(site: Watching) -> list[int]:
    """Process ids of all that the command has started, and of what these have started."""
    found, parents = list[int](), [site.process.pid]
    while parents:
        words = ["pgrep", "-P", ",".join(map(str, parents))]
        parents = [
            int(pid) for pid in subprocess.run(words, capture_output=True, text=True, check=False).stdout.split()
        ]
        found += parents
    return found


def test_a_worker_that_is_killed_is_followed_by_another(site: Watching) -> None:
    subprocess.run(["kill", "-9", str(workers_of(site)[-1])], check=True)
    site.wait_for("start: built and served")
    assert site.get("/")[0] == 200


def test_the_end_leaves_no_process_and_no_file_behind(tmp_path: Path) -> None:
    root = site_of_examples(tmp_path / "project")
    with watching(root) as site:
        site.wait_for("start: built and served in ")
        workers = workers_of(site)
    assert site.process.returncode == 0
    assert site.printed().endswith("Ended.\n")
    assert len(workers) >= 2
    site_gone = time.monotonic() + PATIENCE
    while left := [pid for pid in workers if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < site_gone, left
    assert not list(root.glob("*.tmp"))


def test_an_address_that_is_taken_is_said_to_be(site: Watching) -> None:
    port = site.address.rpartition(":")[2]
    command = build(site.root, "serve", "--watch", "--port", port)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=without_archive())
    assert (done.returncode, done.stderr) == (2, f"error: cannot listen on 127.0.0.1:{port}: Address already in use\n")


# ── in a browser ──


def test_an_open_page_reloads_when_a_file_has_changed(site: Watching, page: Page) -> None:
    page.goto(f"{site.address}/factbook/places/arcadia")
    expect(page.locator("h1")).to_contain_text("Arcadia")
    places = site.root / "facts/places/places.yml"
    text = places.read_text(encoding="utf-8").replace("name: Arcadia\n", "name: Arcadia\n  local_name: New Arcadia\n")
    save(site.root, "facts/places/places.yml", text)
    expect(page.locator("main")).to_contain_text("New Arcadia", timeout=PATIENCE * 1000)


def test_an_open_page_tells_of_problems_leads_to_them_and_comes_back_when_they_are_mended(
    site: Watching, page: Page
) -> None:
    page.goto(f"{site.address}/factbook/places/arcadia")
    save(site.root, "facts/places/bay.yml", BAY.format(kind="town"))
    bar = page.get_by_role("status").filter(has_text="1 problem: this is the last good site.")
    expect(bar).to_be_visible(timeout=PATIENCE * 1000)
    expect(page.locator("h1")).to_contain_text("Arcadia")
    bar.click()
    expect(page.locator("li code")).to_have_text("facts/places/bay.yml:3:9")
    save(site.root, "facts/places/bay.yml", BAY.format(kind="village"))
    expect(page.locator("li strong")).to_contain_text("'village'", timeout=PATIENCE * 1000)
    save(site.root, "facts/places/bay.yml", BAY.format(kind="city"))
    expect(page.locator("h1")).to_have_text("No problems", timeout=PATIENCE * 1000)
