"""What is published has a reason for each change; what is not yet has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run, write

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
