"""A site serves the release of its start: whatever is done to its files, pages are of that one, or there are none."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from factbook.site.serving.served_file import ServedFile
from site_pages import client, open_site
from this_project import PROJECT

PAGES = [
    "/", "/factbook/figures", "/factbook/figures.json", "/factbook/figures.csv", "/factbook/places/japan", "/timeline",
    "/search?q=japan", "/factbook.json?sql=select+label+from+facts", "/nosuch", "/factbook/places/nosuch",
    "/feeds/all.atom", "/factbook.db",
]  # fmt: skip


@pytest.fixture
def root(project: Path, database: Path, tmp_path: Path) -> Path:
    """A project of its own with its database, and a template and a style that differ from the package's."""
    root = tmp_path / "project"
    root.mkdir()
    for name in PROJECT:
        if (project / name).is_file():
            shutil.copy(project / name, root / name)
    shutil.copy(database, root / "factbook.db")
    for path, text in (("templates/about.html", "first words"), ("static/site.css", "/* first */")):
        (root / path).parent.mkdir()
        (root / path).write_text(text, encoding="utf-8")
    return root


async def asked(http: httpx.AsyncClient, run: int) -> dict[str, tuple[int, str]]:
    """Status and text of each page, under addresses of this run, so that no cache has them."""
    answers = {path: await http.get(f"{path}{'&' if '?' in path else '?'}_ttl={run}") for path in PAGES}
    return {path: (answer.status_code, answer.text) for path, answer in answers.items()}


def overwrite(path: Path) -> None:
    path.write_bytes(b"\1" * path.stat().st_size)


def cut(path: Path) -> None:
    os.truncate(path, 5_000)


def take_away(path: Path) -> None:
    path.unlink()


def relabelled(path: Path, target: Path) -> None:
    """A good database of another release."""
    shutil.copy(path, target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("update facts set label = 'another release'")


def write_over(path: Path) -> None:
    relabelled(path, path.with_name("other.db"))
    path.write_bytes(path.with_name("other.db").read_bytes())


def put_in_place(path: Path) -> None:
    relabelled(path, path.with_name("other.db"))
    path.with_name("other.db").replace(path)


def write_in_secret(path: Path) -> None:
    """Other bytes, as many, under the time that the file had."""
    had = path.stat()
    overwrite(path)
    os.utime(path, ns=(had.st_atime_ns, had.st_mtime_ns))


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_a_pipe(path: Path) -> None:
    """Whoever opens it to read waits for somebody who writes."""
    path.unlink()
    os.mkfifo(path)


def lock_away(path: Path) -> None:
    """Nobody but root may read it."""
    path.chmod(0)


def put_back(path: Path, content: bytes) -> None:
    if path.is_dir():
        path.rmdir()
    path.unlink(missing_ok=True)
    path.write_bytes(content)


HARM = [overwrite, cut, take_away, write_over, put_in_place, write_in_secret, put_a_folder, put_a_pipe]


@pytest.mark.parametrize("harm", HARM if os.geteuid() == 0 else [*HARM, lock_away])
async def test_pages_are_503_while_the_file_is_another_and_come_back_with_it(
    root: Path, harm: Callable[[Path], None]
) -> None:
    database = root / "factbook.db"
    kept = database.read_bytes()
    async with client(open_site(database, root=root)) as http:
        await asked(http, 1)
        harm(database)
        broken = await asked(http, 2)
        health = await http.get("/-/health")
        put_back(database, kept)
        again = await asked(http, 3)
        healed = await http.get("/-/health")
    assert {status for status, _ in broken.values()} == {503}
    assert not [path for path, (_, text) in broken.items() if "another release" in text]
    assert (health.status_code, healed.status_code) == (503, 200)
    async with client(open_site(database, root=root)) as http:
        assert again == await asked(http, 3)


def test_a_file_that_is_put_back_at_once_is_the_one_of_the_start(tmp_path: Path) -> None:
    """Within a hundredth of a second nothing but its bytes tells the one from the other."""
    path = tmp_path / "factbook.db"
    for _ in range(50):
        path.write_bytes(b"right")
        os.utime(path, ns=(0, 0))
        file = ServedFile(path)
        path.write_bytes(b"wrong")
        with pytest.raises(sqlite3.OperationalError):
            file.check()
        path.write_bytes(b"right")
        file.check()


async def test_templates_static_files_and_words_are_those_of_the_start(root: Path) -> None:
    async with client(open_site(root / "factbook.db", root=root)) as http:
        about, style = await http.get("/about"), await http.get("/static/site.css")
        for path in ("templates/about.html", "static/site.css"):
            (root / path).write_text("second", encoding="utf-8")
        shutil.rmtree(root / "templates")
        for name in ("metadata.yml", "schema.sql", "lexicon.yml"):
            (root / name).write_text("", encoding="utf-8")
        later = [await http.get(f"{path}?later") for path in ("/about", "/static/site.css")]
        pages = await asked(http, 1)
    assert [about.text, style.text] == [answer.text for answer in later] == ["first words", "/* first */"]
    assert {status for status, _ in pages.values()} == {200, 404}


async def test_two_starts_over_other_files_give_other_validators(root: Path) -> None:
    tags = []
    for text in ("first", "second"):
        (root / "templates/about.html").write_text(text, encoding="utf-8")
        async with client(open_site(root / "factbook.db", root=root)) as http:
            tags.append((await http.get("/about")).headers["etag"])
    assert tags[0] != tags[1]


async def test_a_project_brings_its_own_icon_for_the_tab_and_the_head_of_pages(root: Path) -> None:
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    (root / "static/icon.svg").write_text(icon, encoding="utf-8")
    http = client(open_site(root / "factbook.db", root=root))
    page = (await http.get("/factbook/places/japan")).text
    (tab,) = re.findall(r'<link rel="icon" href="([^"]+)"', page)
    (head,) = re.findall(r'<a class="brand" [^>]*><img src="([^"]+)"', page)
    assert tab == head
    assert (await http.get(tab)).text == icon
