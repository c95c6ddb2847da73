"""A new table of facts wants schema.sql, metadata.yml and the facts, and then it is everywhere."""

from __future__ import annotations

import json
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from commands import served
from example_projects import lay_out, run, write, write_metadata
from this_project import ROOT

TABLE = """
-- A visit of one body to another.
create table visits (
  -- Permanent id.
  id text primary key references facts(id),
  -- What it is called, in our words. [label] [editorial]
  title text not null,
  -- Where it led. [search]
  place text references places(id),
  -- When it began. [date: began]
  began text,
  -- When it ended. [date: ended]
  ended text,
  -- What was shown, as printed. [printed] [search]
  shown text
) strict;
"""
FACTS = """\
- id: visit-to-the-plant
  title: A visit to a plant
  place: port-alba
  began: 1986
  shown: Port Alba plant
  checked: 2026-11-24
  citations:
    - source: harbor-herald-2024
      paragraph: 5
      quote: Motors opened its Port Alba plant in 1986
      voice: reporter
- id: visit-to-the-forum
  title: A visit to a forum
  place: port-alba
  ended: 2024-02-28
  checked: 2026-11-24
  citations:
    - source: harbor-herald-2024
      paragraph: 2
      quote: on seed research here on February 28, 2024
      voice: reporter
      fields: [ended]
    - source: harbor-herald-2024
      paragraph: 3
      quote: second seed bank at the sixth Crop Forum in Port Alba
      voice: speaker
      speaker: cuauhtemoc-ibarra
      fields: [place]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_out(tmp_path_factory.mktemp("new-table") / "project")
    write(root, "schema.sql", (ROOT / "schema.sql").read_text("utf-8") + TABLE)
    words = "        title: Visits\n        singular: Visit\n        description: Who came where.\n"
    words += "        related: {place: Visits to this place}\n"
    metadata = write_metadata(root)
    described = metadata.read_text("utf-8").replace("    tables:\n", f"    tables:\n      visits:\n{words}", 1)
    metadata.write_text(described, "utf-8")
    write(root, "facts/visits/visits.yml", FACTS)
    done = run(root, "verify", "--archive", str(root / "archive"))
    assert done.status == 0, done.output
    return root


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with served(root) as address:
        yield address


def get(address: str, path: str) -> str:
    with urllib.request.urlopen(address + path) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def test_check_says_what_the_build_would_say(root: Path) -> None:
    assert run(root, "check").status == 0
    assert run(root).status == 0


def test_its_records_have_pages_and_the_place_lists_them(address: str) -> None:
    assert "Port Alba plant" in get(address, "/factbook/visits/visit-to-the-plant")
    page = get(address, "/factbook/places/port-alba")
    assert "Visits to this place" in page
    assert "A visit to a forum" in page


def test_its_records_are_counted_at_their_places(root: Path, address: str) -> None:
    page = get(address, "/factbook/places_at_a_glance?fact=port-alba")
    assert "Places, with counts" in page
    with closing(sqlite3.connect(root / "factbook.db")) as database:
        counted = database.execute("select fact, visits from places_at_a_glance where visits").fetchall()
    assert counted == [("port-alba", 2)]


def test_its_dates_are_in_the_timeline(address: str) -> None:
    assert "A visit to a plant" in get(address, "/timeline")


@pytest.mark.parametrize("words", ["visit", "motors+1986", "alba", "sixth+crop"])
def test_it_is_found_by_all_its_words(words: str, address: str) -> None:
    assert "/factbook/visits/visit-to-the-" in get(address, f"/search?q={words}")


def test_it_is_in_the_feeds_and_the_dictionary(address: str) -> None:
    assert "A visit to a plant" in get(address, "/feeds/visits.atom")
    assert "Where it led." in get(address, "/dictionary")


def test_it_is_in_the_downloads_and_their_schema(root: Path, tmp_path: Path) -> None:
    assert run(root).status == 0
    database = str(root / "factbook.db")
    done = run(root, "export", "--database", database, "--output", str(tmp_path / "dist"))
    assert done.status == 0, done.output
    content = json.loads((tmp_path / "dist/factbook.json").read_text("utf-8"))
    assert [visit["id"] for visit in content["visits"]] == ["visit-to-the-forum", "visit-to-the-plant"]
    schema = json.loads((tmp_path / "dist/factbook.schema.json").read_text("utf-8"))
    assert "began" in schema["$defs"]["visits"]["properties"]
    assert "began" in run(root, "schema", "visits").output
