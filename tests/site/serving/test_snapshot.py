"""What a running site serves is of one release, whatever is built meanwhile; and a copy of the tree restores it."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import httpx
import pytest

from asked import answer_of
from commands import served
from example_projects import lay_out, run, write_metadata
from factbook.problems import WriteError
from factbook.site.serving.snapshot import FOLDER, pin_release, remove_unused
from this_project import AROUND, ROOT, tracked_names, without_archive

FARMERS = "/factbook/figures/green-seed-farmers"
LABEL, NEW_LABEL = "Farmers in the Green Seed program", "Growers in the Green Seed program"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the site around it."""
    root = lay_out(tmp_path_factory.mktemp("held") / "project")
    for name in AROUND:
        if not (root / name).exists():
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, root / name)
    write_metadata(root)
    return root


@pytest.fixture(scope="module")
def example_site(root: Path) -> Iterator[str]:
    """The example, served by the real command."""
    with served(root) as address:
        yield address


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def relabel(root: Path, old: str, new: str) -> None:
    """Write another label into a record, build, and export."""
    path = root / "facts/figures/seeds.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    for words in ([], ["export"]):
        done = run(root, *words)
        assert done.status == 0, done.output


def test_a_build_while_the_site_runs_changes_nothing_that_is_served(example_site: str, root: Path) -> None:
    served = digest(root / "factbook.db")
    relabel(root, LABEL, NEW_LABEL)
    assert digest(root / "factbook.db") != served
    labels = f"{example_site}/factbook.json?sql=select+label+from+facts+where+id='green-seed-farmers'&_shape=arrays"
    with httpx.Client(timeout=120) as http, ThreadPoolExecutor(12) as pool:
        # At once, so that threads which have not read the database yet open it now.
        pages = list(pool.map(lambda n: answer_of(f"{example_site}{FARMERS}?n={n}").text, range(36)))
        assert {LABEL in page and NEW_LABEL not in page for page in pages} == {True}
        assert http.get(labels).json()["rows"] == [[LABEL]]
        assert hashlib.sha256(http.get(f"{example_site}/factbook.db").content).hexdigest() == served
        assert hashlib.sha256(http.get(f"{example_site}/downloads/factbook.db").content).hexdigest() == served
    relabel(root, NEW_LABEL, LABEL)
    assert digest(root / "factbook.db") == served


def test_the_file_on_disk_is_whole_whenever_it_is_looked_at(example_site: str, root: Path, tmp_path: Path) -> None:
    """Builds of two contents in turn, and somebody who takes copies all the while."""
    done, seen = Event(), set[str]()

    def look() -> None:
        while not done.is_set():
            copy = shutil.copyfile(root / "factbook.db", tmp_path / "copy.db")
            seen.add(digest(copy))
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
                assert connection.execute("select count(*) from release").fetchone() == (1,)

    with ThreadPoolExecutor(1) as pool:
        watcher = pool.submit(look)
        try:
            for _ in range(3):
                relabel(root, LABEL, NEW_LABEL)
                relabel(root, NEW_LABEL, LABEL)
                assert answer_of(example_site + FARMERS).status_code == 200
        finally:
            done.set()
        watcher.result()
    assert len(seen) <= 2


# ── the folder of held files ──


def test_what_is_held_stays_when_the_files_are_replaced(tmp_path: Path) -> None:
    database, downloads = tmp_path / "factbook.db", tmp_path / "dist"
    (downloads / "tables").mkdir(parents=True)
    for path in (database, downloads / "tables/a.csv"):
        path.write_text("old", encoding="utf-8")
    held = pin_release(database, downloads)
    for path in (database, downloads / "tables/a.csv"):
        path.with_suffix(".new").write_text("new", encoding="utf-8")
        path.with_suffix(".new").replace(path)
    assert held.read_text(encoding="utf-8") == "old"
    assert (held.parent / "dist/tables/a.csv").read_text(encoding="utf-8") == "old"


def test_a_site_without_downloads_is_held_too(tmp_path: Path) -> None:
    (tmp_path / "factbook.db").touch()
    assert pin_release(tmp_path / "factbook.db", tmp_path / "dist").exists()


def test_only_what_nobody_serves_any_more_is_cleared(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
        for name in (str(other.pid), str(int(gone.stdout)), str(os.getpid()), "no-process"):
            (tmp_path / name).mkdir()
        remove_unused(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [str(other.pid)]


def test_where_nothing_can_be_held_is_told(tmp_path: Path) -> None:
    (tmp_path / "factbook.db").touch()
    (tmp_path / FOLDER).touch()
    with pytest.raises(WriteError, match="cannot hold what is to be served"):
        pin_release(tmp_path / "factbook.db", tmp_path / "dist")


# ── the drill ──


def copy_of_the_tree(target: Path) -> None:
    """A clone where all is committed, else a copy of what git tracks or would."""
    git = ["git", "-C", str(ROOT)]
    is_repository = (ROOT / ".git").exists() and shutil.which("git")
    changed = (
        subprocess.run([*git, "status", "--porcelain"], capture_output=True, check=False) if is_repository else None
    )
    if changed and changed.returncode == 0 and not changed.stdout:
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(target)], check=True)
        return
    for name in tracked_names():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)


def test_a_copy_of_the_tree_restores_the_database_to_the_byte(database: Path, tmp_path: Path) -> None:
    """The drill: nothing but what the repository holds, its own code, no archive, no folder of ours."""
    copy_of_the_tree(tmp_path / "tree")
    command = [sys.executable, "-P", "build.py"]
    environment = {name: value for name, value in without_archive().items() if not name.startswith("PYTHON")}
    environment |= {"PYTHONPATH": str(tmp_path / "tree"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=tmp_path / "tree", capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    restored = tmp_path / "tree/factbook.db"
    assert content_of(restored) == content_of(database)
    assert digest(restored) == digest(database)


def content_of(database: Path) -> tuple[str, ...]:
    """Version and digests of a release: the same on any SQLite."""
    with closing(sqlite3.connect(database)) as connection:
        return tuple(connection.execute("select version, facts_sha256, schema_sha256 from release").fetchone())
