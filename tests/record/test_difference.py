"""What differs between two releases, and why."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.record.difference import compare
from release_projects import PUBLISHED, compiled, newer, older
from this_project import ROOT


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older(tmp_path_factory.mktemp("older"))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newer(tmp_path_factory.mktemp("newer"))


def test_diff_tells_what_was_added_corrected_merged_and_withdrawn_with_the_reasons(old: Path, new: Path) -> None:
    done = run(ROOT, "diff", str(new), str(new))
    assert done.output == "0.1.0 to 0.1.0: 0 added, 0 corrected, 0 merged, 0 withdrawn, 0 only checked again\n"
    assert run(ROOT, "diff", str(old), str(new)).output == (
        "Corrected\n"
        "  figures/trade-2023: Trade between Arcadia and Norland in 2023\n"
        "    place: port-alba → arcadia [inferred]\n"
        "    Reason: The agency speaks for the whole country.\n"
        "  sources/harbor-herald-2024: Arcadia and Norland agree on seeds\n"
        "    published: not stated → 2024-03-03\n"
        "    Reason: The day stands in the dateline.\n"
        "  sources/harbor-herald-2024: Arcadia and Norland agree on seeds\n"
        "    published_paragraph: not stated → 2\n"
        "    Reason: The dateline has the day.\n"
        "\n"
        "Merged\n"
        "  figures/seed-bank-price: Price of the seed bank in Port Alba\n"
        "    It was merged into seed-bank-cost.\n"
        "    Reason: It is the cost of the seed bank, told twice.\n"
        "\n"
        "Withdrawn\n"
        "  statements/kita-engine-tests: Kita Motors: It tests engines in Port Alba\n"
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
        "was": "Arcadia",
        "shown": {"how": ["inferred"], "passages": []},
    }


def test_diff_shows_the_values_of_new_records_with_how_they_are_known_and_their_quotes(old: Path, new: Path) -> None:
    text = run(ROOT, "diff", str(new), str(old)).output
    assert (
        "    value: 40000000 [read, “a seed bank in Port Alba for about 40 million dollars” (norland-post-2025, "
        in text
    )
    told = json.loads(run(ROOT, "diff", str(new), str(old), "--format", "json").output)
    unit = next(value for value in told["added"][0]["values"] if value["field"] == "unit")
    passage = {
        "source": "norland-post-2025",
        "paragraph": 2,
        "quote": "a seed bank in Port Alba for about 40 million dollars",
    }
    assert unit == {"field": "unit", "value": "dollars", "shown": {"how": ["read"], "passages": [passage]}}


def test_diff_in_markdown_has_a_heading_for_each_kind_of_change(old: Path, new: Path) -> None:
    text = run(ROOT, "diff", str(old), str(new), "--format", "markdown").output
    assert text.startswith("## Release 0.1.0, compared with 0.0.9\n")
    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### Corrected", "### Merged", "### Withdrawn",
    ]  # fmt: skip
    assert "- figures/trade-2023: Trade" in text
    # What is said of a record is a list in its list, which every reader of Markdown keeps apart.
    assert re.search(r"^- figures/trade-2023: .*\n  - \w+: ", text, re.M)


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
        for name in ("updates", "problem_history_of_nothing", "fact_words"):
            database.execute(f"drop view {name}")
        database.executescript("drop table retired; drop table changes; alter table figures drop column note")
    told = json.loads(run(ROOT, "diff", str(ancient), str(new), "--format", "json").output)
    assert [end["record"]["id"] for end in told["withdrawn"]] == ["kita-engine-tests"]
    assert {change["field"] for change in told["corrected"]} == {"place", "published", "published_paragraph"}


def test_what_came_with_a_new_column_or_list_needs_no_reason_as_it_needs_none_in_a_release(
    old: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(old.read_bytes())
    with closing(sqlite3.connect(older)) as database:
        for (view,) in database.execute("select name from sqlite_master where type = 'view'").fetchall():
            database.execute(f"drop view {view}")
        database.executescript(
            "drop index figures_status; alter table figures drop column status; drop table program_places"
        )
    told = compare(older, old)
    assert {change.field for change in told.corrected} == {"status", "places"}
    assert told.without_reason == []
    assert compare(old, older).without_reason


def test_a_file_that_is_no_factbook_is_refused_in_one_line(new: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("create table t (x)").connection.close()
    for path in (other, tmp_path / "missing.db", write(tmp_path, "text.db", "no database at all")):
        done = run(ROOT, "diff", str(path), str(new))
        assert done.status == 2
        assert done.output.startswith(f"error: {path}: ")
        assert done.output.count("\n") == 1
