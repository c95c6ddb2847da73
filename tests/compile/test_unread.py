"""A file that cannot be read is told once, not again by each record that refers to what it has."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def told(root: Path) -> list[str]:
    lines = run(root, "check", "--archive", str(root / "archive")).output.splitlines()
    return [line for line in lines if line.startswith("facts/")]


def break_line_ends(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("table", ["places", "sources", "officials", "organizations", "meetings", "programs"])
def test_what_follows_from_a_file_that_cannot_be_read_is_not_told(root: Path, table: str) -> None:
    paths = sorted((root / "facts" / table).glob("*.yml"))
    for path in paths:
        break_line_ends(path)
    found = told(root)
    assert [line.split(":")[0] for line in found] == [path.relative_to(root).as_posix() for path in paths]
    assert all("a carriage return" in line for line in found)


def test_what_is_wrong_besides_is_told(root: Path) -> None:
    break_line_ends(next((root / "facts/programs").glob("*.yml")))
    path = root / "facts/figures/seeds.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("indicator:", "indicater:", 1), encoding="utf-8")
    assert any("[unknown-key]" in line for line in told(root))


def test_what_a_merge_has_left_is_told_by_its_first_line(root: Path) -> None:
    path = root / "facts/figures/seeds.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    left = ["<<<<<<< HEAD", lines[2], "=======", lines[2], ">>>>>>> other"]
    path.write_text("\n".join([*lines[:2], *left, *lines[3:]]) + "\n", encoding="utf-8")
    assert told(root) == ["facts/figures/seeds.yml:3:1: a merge left '<<<<<<<' [yaml]"]
