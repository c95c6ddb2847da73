"""docs/another-subject.md does what it says: its factbook is made by it to the letter, and its tables are complete."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from example_projects import run, write
from factbook.schema.settings import Settings
from factbook.schema.tags import OF_COLUMNS, OF_TABLES, Tag
from site_pages import get, open_site
from this_project import ROOT

HELD = ("--archive", "../articles")
PAGE = (ROOT / "docs/another-subject.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def block(title: str, language: str, place: int = 0) -> str:
    return re.findall(rf"^```{language}\n(.*?)^```$", section(title), re.M | re.S)[place]


def rows(title: str) -> dict[str, str]:
    """The rows of the tables of a section: the first cell, the second."""
    return dict(re.findall(r"^\| (`.*?) \| (.*) \|$", section(title), re.M))


def written(name: str, tag: Tag) -> str:
    forms = {"never": f"`[{name}]`", "always": f"`[{name}: …]`", "may": f"`[{name}]`, `[{name}: …]`"}
    return forms[tag.words]


def test_every_tag_is_there_with_what_it_means() -> None:
    tags = [*OF_TABLES.items(), *OF_COLUMNS.items()]
    assert rows("What may be known") == {written(name, tag): tag.means for name, tag in tags}


def test_every_key_of_the_metadata_is_there_in_its_order() -> None:
    keys = [f"`{each.name}`" for each in fields(Settings) if each.name != "others"]
    assert list(rows("What it is called")) == keys


def enter(root: Path) -> None:
    """Carry out what the page does with the first article."""
    carry_out(root, block("The first article", "sh"))
    source = root / "facts/sources/coast-courier.yml"
    source.write_text(source.read_text(encoding="utf-8") + block("The first article", "yaml"), encoding="utf-8")
    carry_out(root, block("The first article", "sh", 1))


@pytest.fixture
def lights(tmp_path: Path) -> Path:
    """The factbook of the page before its first article, with that article beside it."""
    root = tmp_path / "lights"
    assert run(tmp_path, "init", str(root)).status == 0
    write(root, "schema.sql", block("What may be known", "sql"))
    write(root, "metadata.yml", block("What it is called", "yaml"))
    write(root, "lexicon.yml", block("What words show", "yaml"))
    write(tmp_path, "articles/coast-courier-2025.txt", block("The first article", "text"))
    return root


def carry_out(root: Path, commands: str) -> None:
    for line in commands.splitlines():
        done = run(root, *shlex.split(line.removeprefix("factbook ")), *HELD)
        assert done.status == 0, f"{line}\n{done.output}"


def test_the_factbook_of_the_page_is_made_by_its_commands(lights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lights)
    enter(lights)
    assert run(lights, "fmt", "--check").status == 0
    facts = (lights / "facts/lighthouses/coast-courier-2025.yml").read_text(encoding="utf-8")
    assert re.findall(r"^  (height|lit|status): (.*)$", facts, re.M) == [
        ("height", "31"), ("lit", "'1871'"), ("status", "lit"), ("status", "dark"),
    ]  # fmt: skip


def test_what_is_left_of_the_article_is_what_the_page_says(lights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lights)
    carry_out(lights, block("The first article", "sh"))
    left = run(lights, "check", *HELD)
    assert (left.status, left.output.count("[number-open]"), left.output[-11:]) == (1, 2, "2 problems\n"), left.output


async def test_its_pages_say_the_number_with_its_unit(lights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lights)
    enter(lights)
    site = open_site(lights / "factbook.db", root=lights)
    for path in ("/factbook/lighthouses", "/factbook/lighthouses/cape-orrin", "/search?q=cape"):
        assert "31 meters" in await get(site, path), path
    front = await get(site, "/")
    assert "2 facts from 1 article. " in front
    assert "2 records, 3 citations, 1 article " in front


def test_a_number_of_something_else_is_not_taken_for_the_height(lights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lights)
    carry_out(lights, block("The first article", "sh"))
    quote = "Two keepers lived there"
    done = run(lights, "add", "coast-courier-2025", "3", quote, "--to", "cape-orrin", "height=2", *HELD)
    assert done.status != 0
    assert "2 is not printed as a number of meters" in done.output
