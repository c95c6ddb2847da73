"""Two copies behind the shipped nginx, upgraded one after the other: no answer is of two releases."""

from __future__ import annotations

import re
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import httpx

from asked import answer_of
from copies import front, image_of, nginx_program, serving
from example_projects import lay_out, run, write_metadata
from this_project import AROUND, ROOT, held_ports

LABEL, NEW_LABEL = "Farmers in the Green Seed program", "Growers in the Green Seed program"
PAGES = ["/", "/factbook/figures", "/factbook/figures/green-seed-farmers", "/factbook/figures.csv", "/feeds/all.atom",
         "/factbook/figures/green-seed-farmers.json", "/search?q=seed", "/timeline"]  # fmt: skip


class Page(NamedTuple):
    """An answer as a cache would keep it."""

    tag: str
    body: bytes


def releases(folder: Path) -> tuple[Path, Path]:
    """Two images that serve themselves: the example, and the example with another label and another style."""
    root = lay_out(folder / "project")
    for name in AROUND:
        if not (root / name).exists():
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, root / name)
    write_metadata(root)
    assert run(root).status == 0
    old = image_of(root, root / "factbook.db", _folder(folder / "old"))
    path = root / "facts/figures/seeds.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(LABEL, NEW_LABEL), encoding="utf-8")
    assert run(root).status == 0
    new = image_of(root, root / "factbook.db", _folder(folder / "new"))
    with (new / "factbook/site/static/site.css").open("a", encoding="utf-8") as style:
        style.write("/* newer */\n")
    return old, new


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def ask(url: str, **headers: str) -> httpx.Response:
    return answer_of(url, **{"Accept-Encoding": "identity"} | headers)


def pages_of(url: str) -> dict[str, Page]:
    answers = {path: ask(url + path) for path in PAGES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {path: Page(answer.headers["etag"], answer.content) for path, answer in answers.items()}


def check(url: str, *known: dict[str, Page]) -> None:
    """Whatever is answered is a page of one of the releases, under its own validator; 304 confirms what one has."""
    for path in PAGES:
        pages = [release[path] for release in known]
        for _ in range(3):
            answer = ask(url + path)
            assert Page(answer.headers["etag"], answer.content) in pages, path
        for page in pages:
            again = ask(url + path, **{"If-None-Match": page.tag})
            if again.status_code == 304:
                assert again.headers["etag"] == page.tag, path
            else:
                assert Page(again.headers["etag"], again.content) in pages, path


def test_no_answer_is_of_two_releases_while_copies_are_upgraded(tmp_path: Path) -> None:
    nginx_program()
    old, new = releases(tmp_path)
    with ExitStack() as stack:
        ports = stack.enter_context(held_ports(3))
        first, second, site = [f"http://127.0.0.1:{port}" for port in ports]
        one, two = (stack.enter_context(ExitStack()) for _ in range(2))
        one.enter_context(serving(shutil.copytree(old, tmp_path / "one"), ports[0]))
        two.enter_context(serving(shutil.copytree(old, tmp_path / "two"), ports[1]))
        stack.enter_context(front(_folder(tmp_path / "nginx"), ports))
        before = pages_of(second)
        check(site, before)
        style = re.search(rb"/static/site\.css\?v=\w+", before["/"].body)
        assert style
        one.close()
        check(site, before)
        one.enter_context(serving(shutil.copytree(new, tmp_path / "one-new"), ports[0]))
        after = pages_of(first)
        assert all(before[path].tag != after[path].tag for path in PAGES)
        assert NEW_LABEL.encode() in after[PAGES[2]].body
        check(site, before, after)
        assert ask(first + style[0].decode()).headers["cache-control"] == "no-store"
        two.close()
        two.enter_context(serving(shutil.copytree(new, tmp_path / "two-new"), ports[1]))
        check(site, before, after)
        for kept in (tmp_path / "nginx/pages").iterdir():
            shutil.rmtree(kept)
        check(site, after)
