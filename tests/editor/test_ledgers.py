"""Where a record goes, what only it quoted is listed in the ledgers of its articles, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from example_projects import lay_out, run, write

REASON = "Nobody counts them."
ARTICLE = (
    "The town has 12 boats of its own on the lake.\n\nIt wants 7 more of them by then.\n\nThere are 3 docks too.\n"
)
DAY = ("--date", "2026-11-24")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The complete example with one more article, of which one number is entered and the rest is open."""
    lay_out(tmp_path)
    write(tmp_path, "lake.txt", ARTICLE)
    archive = ("--archive", str(tmp_path / "archive"))
    into = ("--into", str(tmp_path / "facts/sources/lake-2026.yml"))
    values = ("publisher=Lake", "url=https://lake.example", "language=en", "independence=independent")
    run(tmp_path, "new", "source", "--file", str(tmp_path / "lake.txt"), "--id", "lake-2026", *into, *values)
    (tmp_path / "lake.txt").rename(tmp_path / "archive/lake-2026.txt")
    words = ("--figure", "Boats of the town", "indicator=boats")
    assert run(tmp_path, "add", "lake-2026", "1", "has 12 boats", *words, *archive, *DAY).status == 0
    # What is corrected writes the lock of an article that is still open.
    assert run(tmp_path, "correct", "boats-of-the-town", "indicator=vessels", "--yes", *archive).status == 0
    return tmp_path


def test_what_was_open_before_a_record_was_retired_stays_open(root: Path) -> None:
    archive = ("--archive", str(root / "archive"))
    assert run(root, "retire", "boats-of-the-town", "--reason", REASON, "--yes", *archive, *DAY).status == 0
    (record,) = yaml.safe_load((root / "facts/sources/lake-2026.yml").read_text(encoding="utf-8"))
    assert record["no_facts"] == {1: REASON}
    assert record["uncited_numbers"] == [{"paragraph": 1, "number": "12", "reason": REASON}]
    said = run(root, "check", *archive).output
    assert "nothing of 2 paragraphs is entered or listed yet" in said


def test_what_another_record_quotes_too_is_not_listed(root: Path) -> None:
    archive = ("--archive", str(root / "archive"))
    words = ("--figure", "Boats on the lake", "indicator=boats")
    assert run(root, "add", "lake-2026", "1", "12 boats of its own", *words, *archive, *DAY).status == 0
    assert run(root, "correct", "boats-on-the-lake", "indicator=vessels", "--yes", *archive).status == 0
    assert run(root, "retire", "boats-of-the-town", "--reason", REASON, "--yes", *archive, *DAY).status == 0
    (record,) = yaml.safe_load((root / "facts/sources/lake-2026.yml").read_text(encoding="utf-8"))
    assert "no_facts" not in record
    assert "uncited_numbers" not in record
