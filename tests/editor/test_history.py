"""What is published has a reason for each change; what is not yet has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.editor.corrections import with_value
from factbook.problems import RequestError

DAY = ("--date", "2026-11-25", "--yes")


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """The complete example, released as 0.1.0."""
    write(lay_out(tmp_path), "pyproject.toml", '[project]\nname = "example"\nversion = "0.1.0"\n')
    assert run(tmp_path, "publish").status == 0
    return tmp_path


def facts_of(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((root / "facts").rglob("*")) if path.is_file()}


def test_a_published_record_is_corrected_with_a_reason_only(released: Path) -> None:
    before = facts_of(released)
    done = run(released, "correct", "seed-bank-cost", "indicator=price", *DAY)
    assert done.status == 2
    assert "seed-bank-cost is published: say why indicator was wrong, by --reason TEXT; readers see it" in done.output
    assert facts_of(released) == before


def test_what_is_not_published_yet_needs_no_reason_and_has_no_entry(released: Path) -> None:
    (released / "facts/ids.lock").unlink()
    (released / "facts/published.lock").unlink()
    done = run(released, "correct", "seed-bank-cost", "indicator=price", *DAY)
    assert done.status == 0, done.output
    assert not (released / "facts/changes.yml").exists()


def test_one_of_two_wrong_records_is_mended_and_the_other_one_is_counted(released: Path) -> None:
    for name in ("ids.lock", "published.lock"):
        (released / "facts" / name).unlink()
    path = released / "facts/figures/seeds.yml"
    right = path.read_text(encoding="utf-8")
    wrong = right.replace("status: ", "status: no", 2)
    path.write_text(wrong, encoding="utf-8")
    ids = re.findall(r"^- id: (.*)$", right, re.M)
    statuses = re.findall(r"^  status: (.*)$", right, re.M)
    done = run(released, "correct", ids[0], f"status={statuses[0]}", "--reason", "It was misspelt before.", *DAY)
    assert done.status == 0, done.output
    assert "note: 1 problem of before left, and no lock written: `build.py check` tells them" in done.output
    assert "status: no" not in path.read_text(encoding="utf-8").split("- id: ")[1]


def test_what_a_correction_makes_wrong_is_refused_where_something_was_wrong_before(released: Path) -> None:
    path = released / "facts/figures/seeds.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: ", "status: no", 1), encoding="utf-8")
    before = facts_of(released)
    done = run(released, "correct", "seed-bank-cost", "value=13", "--reason", "It is a lie this time.", *DAY)
    assert done.status == 1
    assert "[number]" in done.output
    assert "[choice]" not in done.output
    assert facts_of(released) == before


def test_what_is_added_to_a_list_leaves_what_is_there() -> None:
    values = {"aliases": ["The Bay"], "no_facts": {"1": "Its title."}, "title": "A bay"}
    assert with_value(values, "aliases+", ["Bay"])["aliases"] == ["The Bay", "Bay"]
    assert with_value(values, "no_facts+", {"2": "Its day."})["no_facts"] == {"1": "Its title.", "2": "Its day."}
    assert with_value({}, "aliases+", ["Bay"]) == {"aliases": ["Bay"]}
    with pytest.raises(RequestError, match="to a mapping a mapping is added"):
        with_value(values, "no_facts+", "Its day.")
    with pytest.raises(RequestError, match="to a list a list is added"):
        with_value(values, "title+", ["more"])
