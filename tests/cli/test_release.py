"""Ids that are published, and what differs between two releases."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.factfiles.published_ids import dump_published, load_published
from release_projects import PUBLISHED, compiled, newer, older
from this_project import ROOT


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older(tmp_path_factory.mktemp("older"))


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


# ── differences ──


def test_diff_tells_what_was_added_corrected_merged_and_withdrawn_with_the_reasons(old: Path, new: Path) -> None:
    done = run(ROOT, "diff", str(new), str(new))
    assert done.output == "0.1.0 to 0.1.0: 0 added, 0 corrected, 0 merged, 0 withdrawn, 0 only checked again\n"
    assert run(ROOT, "diff", str(old), str(new)).output == (
        "Corrected\n"
        "  figures/trade-2023: Trade between Arcadia and Norland in 2023\n"
        "    place: port-alba → arcadia\n"
        "    Reason: The agency speaks for the whole country.\n"
        "  sources/harbor-herald-2024: Arcadia and Norland agree on seeds\n"
        "    published: not stated → 2024-03-03\n"
        "    Reason: The day stands in the dateline.\n"
        "\n"
        "Merged\n"
        "  figures/seed-bank-price: Price of the seed bank in Port Alba\n"
        "    It was merged into seed-bank-cost.\n"
        "    Reason: It is the cost of the seed bank, told twice.\n"
        "\n"
        "Withdrawn\n"
        "  statements/kita-engine-tests: It tests engines in Port Alba\n"
        "    Reason: Nobody says so; the reporter tells it, and the plant has it.\n"
        "\n"
        "0.0.9 to 0.1.0: 0 added, 2 corrected, 1 merged, 1 withdrawn, 1 only checked again\n"
    )


def test_diff_the_other_way_round_tells_what_was_added(old: Path, new: Path) -> None:
    told = json.loads(run(ROOT, "diff", str(new), str(old), "--format", "json").output)
    assert [record["id"] for record in told["added"]] == ["seed-bank-price", "kita-engine-tests"]
    assert told["corrected"][0] == {
        "record": {"kind": "figures", "id": "trade-2023", "label": "Trade between Arcadia and Norland in 2023"},
        "field": "place",
        "old": "arcadia",
        "new": "port-alba",
        "reason": None,
        "is_value": True,
    }


def test_diff_in_markdown_has_a_heading_for_each_kind_of_change(old: Path, new: Path) -> None:
    text = run(ROOT, "diff", str(old), str(new), "--format", "markdown").output
    assert text.startswith("## Release 0.1.0, compared with 0.0.9\n")
    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### Corrected", "### Merged", "### Withdrawn",
    ]  # fmt: skip
    assert "- figures/trade-2023: Trade" in text


def test_diff_check_fails_only_where_a_reason_is_missing(old: Path, new: Path) -> None:
    assert run(ROOT, "diff", "--check", str(old), str(new)).status == 0
    done = run(ROOT, "diff", "--check", str(new), str(old))
    assert done.status == 1
    assert "without a reason: figures/trade-2023 place" in done.output


def test_a_change_of_evidence_is_told_and_needs_no_reason(new: Path, tmp_path: Path) -> None:
    root = lay_out(tmp_path, PUBLISHED)
    path = root / "facts/organizations/bodies.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "Kita Motors opened its Port Alba plant", "Kita Motors opened its Port"
        ),
        encoding="utf-8",
    )
    done = run(ROOT, "diff", "--check", str(new), str(compiled(root)))
    assert done.status == 0
    assert "citations: without “" in done.output


def test_factbooks_of_different_schemas_can_be_compared(old: Path, new: Path, tmp_path: Path) -> None:
    """An older one without the tables of history, and without a column that came later."""
    ancient = tmp_path / "ancient.db"
    ancient.write_bytes(old.read_bytes())
    with closing(sqlite3.connect(ancient)) as database:
        for name in ("updates", "problem_history_of_nothing"):
            database.execute(f"drop view {name}")
        database.executescript("drop table retired; drop table changes; alter table figures drop column note")
    told = json.loads(run(ROOT, "diff", str(ancient), str(new), "--format", "json").output)
    assert [end["record"]["id"] for end in told["withdrawn"]] == ["kita-engine-tests"]
    assert {change["field"] for change in told["corrected"]} == {"place", "published"}


def test_a_file_that_is_no_factbook_is_refused_in_one_line(new: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("create table t (x)").connection.close()
    for path in (other, tmp_path / "missing.db", write(tmp_path, "text.db", "no database at all")):
        done = run(ROOT, "diff", str(path), str(new))
        assert done.status == 2
        assert done.output.startswith(f"error: {path}: ")
        assert done.output.count("\n") == 1
