"""Articles as they are on the web now, asked of a server on this machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import EXAMPLES, lay_out, run
from factbook.editor.live import LiveArticle, check_live
from factbook.evidence.archive import open_archive
from file_host import hosted
from release_projects import newer

NAMES = ("harbor-herald-2024", "norland-post-2025")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("newer")
    newer(root)
    return root


def page_of(root: Path, name: str) -> str:
    lines = (root / "archive" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    body = "\n".join(f"<p class='x'>{line.replace('&', '&amp;')}</p>" for line in lines)
    return f"<html><head><title>News</title></head><body><nav>Home</nav>{body}<footer>More</footer></body></html>"


def asked(root: Path, folder: Path, pages: dict[str, str], archive: bool = True) -> Iterator[LiveArticle]:
    """What is found where each article stands at an address of this machine."""
    copy = folder / "factbook.db"
    copy.write_bytes((root / "factbook.db").read_bytes())
    files = {f"{name}.html": text.encode() for name, text in pages.items()}
    with hosted(files, folder / "host") as address, closing(sqlite3.connect(copy)) as conn:
        conn.execute("update sources set url = ? || '/' || id || '.html'", [address])
        yield from check_live(conn, open_archive(root / "archive") if archive else None)


def test_an_article_that_has_not_changed_is_the_same(root: Path, tmp_path: Path) -> None:
    found = list(asked(root, tmp_path, {name: page_of(root, name) for name in NAMES}))
    assert {each.source: each.state for each in found} == dict.fromkeys(NAMES, "same")
    assert all(each.quotes for each in found)


def test_without_the_archive_only_the_quotes_are_looked_for(root: Path, tmp_path: Path) -> None:
    found = asked(root, tmp_path, {name: page_of(root, name) for name in NAMES}, archive=False)
    assert {each.state for each in found} == {"quotes still there"}


def test_an_article_that_was_rewritten_names_the_quotes_that_are_gone(root: Path, tmp_path: Path) -> None:
    pages = {name: page_of(root, name) for name in NAMES}
    with closing(sqlite3.connect(root / "factbook.db")) as conn:
        (quote,) = conn.execute("select quote from citations where source = ? order by id", [NAMES[0]]).fetchone()
    assert quote in pages[NAMES[0]]
    pages[NAMES[0]] = pages[NAMES[0]].replace(quote, "something else")
    changed = next(asked(root, tmp_path, pages))
    assert changed.state == "quotes gone"
    assert quote in changed.gone


def test_a_page_that_has_more_or_other_paragraphs_keeps_its_quotes(root: Path, tmp_path: Path) -> None:
    pages = {name: page_of(root, name).replace("<p class='x'>", "<p>Correction: </p><p>", 1) for name in NAMES}
    lines = (root / "archive" / f"{NAMES[0]}.txt").read_text(encoding="utf-8").splitlines()
    pages[NAMES[0]] = pages[NAMES[0]].replace(lines[0], "Another headline")
    states = {each.source: each.state for each in asked(root, tmp_path, pages)}
    assert states[NAMES[1]] == "same"
    assert states[NAMES[0]] in ("quotes still there", "quotes gone")


def test_an_address_that_does_not_answer_is_unreachable_and_says_why(root: Path, tmp_path: Path) -> None:
    found = list(asked(root, tmp_path, {}))
    assert {each.state for each in found} == {"unreachable"}
    assert all("404" in each.why for each in found)


def test_the_command_wants_a_database_and_knows_the_articles(tmp_path: Path) -> None:
    lay_out(tmp_path, EXAMPLES / "good/published")
    assert "run build first" in run(tmp_path, "sources", "check").output
