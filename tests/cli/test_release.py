"""Ids that are published, and what became of records."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.factfiles.published_ids import dump_published, load_published
from release_projects import PUBLISHED, newer


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newer(tmp_path_factory.mktemp("newer"))


# ── published ids ──


def test_publish_writes_every_id_with_its_table_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    first = run(root, "publish")
    text = (root / "facts/ids.lock").read_text(encoding="utf-8")
    assert (first.status, first.output.count(" is published")) == (0, len(text.splitlines()) - 1)
    assert "kita-motors organizations" in text
    assert "norland-post-2025 sources" in text
    assert "0 new ids" in run(root, "publish").output
    assert (root / "facts/ids.lock").read_text(encoding="utf-8") == text


def test_publish_never_takes_an_id_out(tmp_path: Path) -> None:
    root = lay_out(tmp_path, PUBLISHED)
    before = load_published(root / "facts/ids.lock")
    run(root, "publish")
    assert before.keys() <= load_published(root / "facts/ids.lock").keys()


def test_publish_writes_nothing_where_the_facts_have_problems(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, "facts/places/more.yml", "- id: nowhere\n")
    assert run(root, "publish").status == 1
    assert not (root / "facts/ids.lock").exists()


def test_a_record_that_is_taken_out_after_it_was_published_fails_the_build(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    run(root, "publish")
    (root / "facts/plants/kita.yml").unlink()
    done = run(root, "check", "--archive", str(root / "archive"))
    assert done.status == 1
    assert "kita-port-alba: published in plants, it has no record any more [id-gone]" in done.output


def test_a_file_that_cannot_be_read_does_not_make_its_ids_gone(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    run(root, "publish")
    write(root, "facts/plants/kita.yml", "- id: [\n")
    assert "id-gone" not in run(root, "check").output


def test_of_a_file_that_cannot_be_read_nothing_else_is_said(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    path = root / "facts/figures/seeds.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("  label:", "\tlabel:", 1), encoding="utf-8")
    output = run(root, "check").output
    assert "facts/figures/seeds.yml:2:1: " in output
    assert "-open]" not in output


def test_after_a_release_facts_are_checked_on_later_days_and_the_next_release_is_not_before_them(
    tmp_path: Path,
) -> None:
    root = lay_out(tmp_path)
    assert run(root, "release", "99.0.0", "--date", "2026-11-28", "--yes").status == 0
    bay = "- id: fish-bay\n  name: Fish Bay\n  kind: city\n  checked: '2026-11-30'\n"
    write(root, "facts/places/bay.yml", bay)
    assert run(root, "check").status == 0
    held = (root / "facts/places/places.yml").read_text(encoding="utf-8")
    write(root, "facts/places/places.yml", re.sub(r"checked: .*", "checked: '2099-01-01'", held, count=1))
    assert "checked on 2099-01-01, after the release of 2026-11-28" in run(root, "check").output
    write(root, "facts/places/places.yml", held)
    early = run(root, "release", "99.1.0", "--date", "2026-11-29", "--yes")
    assert (early.status, "checked on 2026-11-30, after the release of 2026-11-29" in early.output) == (1, True)
    assert run(root, "release", "99.1.0", "--date", "2026-11-30", "--yes").status == 0


def test_an_id_of_a_retired_record_is_never_used_again(tmp_path: Path) -> None:
    root = lay_out(tmp_path, PUBLISHED)
    write(root, "facts/places/more.yml", "- id: seed-bank-price\n  name: X\n  kind: city\n  checked: 2026-11-24\n")
    assert "'seed-bank-price' is taken [duplicate-id]" in run(root, "check").output


@pytest.mark.parametrize("line", ["arcadia", "arcadia places more", "arcadia places\narcadia figures"])
def test_a_line_that_is_no_id_with_its_table_stops_the_build(tmp_path: Path, line: str) -> None:
    root = lay_out(tmp_path)
    write(root, "facts/ids.lock", f"{line}\n")
    done = run(root, "check")
    assert done.status == 2
    assert "ids.lock:" in done.output


def test_the_lock_is_written_sorted_and_read_back_as_it_was() -> None:
    text = dump_published({"b": "figures", "a": "places"})
    assert text.splitlines()[1:] == ["a places", "b figures"]


def test_history_is_in_the_database_with_its_reasons(new: Path) -> None:
    with closing(sqlite3.connect(new)) as database:
        ends = database.execute("select id, merged_into from retired order by id").fetchall()
        changes = database.execute("select fact, field, was from changes order by fact").fetchall()
    assert ends == [("kita-engine-tests", None), ("seed-bank-price", "seed-bank-cost")]
    assert ("trade-2023", "place", "Port Alba") in changes


def test_a_release_whose_database_cannot_be_kept_says_what_is_left_to_do(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, "pyproject.toml", '[project]\nname = "example"\nversion = "0.1.0"\n')
    write(root, "CITATION.cff", 'version: "0.1.0"\ndate-released: "2026-11-24"\n')
    write(root, "CHANGELOG.md", "## [Unreleased]\n\n- More.\n")
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    write(root, "releases", "in the way")
    done = run(root, "release", "0.2.0", "--date", "2026-11-24", "--yes")
    assert done.status == 3
    assert "0.2.0 is locked, and its database is not kept yet: `build.py`, then `build.py keep`" in done.output
    (root / "releases").unlink()
    assert run(root, "build").status == 0
    assert run(root, "keep").status == 0
    assert (root / "releases/0.2.0").is_dir()
