"""A column that is called as a kind of record refers to one of that kind."""

from __future__ import annotations

from pathlib import Path

from example_projects import lay_out, run


def _checked(root: Path, path: str, was: str, becomes: str) -> str:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    return run(root, "check", "--archive", str(root / "archive")).output


def test_under_country_stands_no_city(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    found = _checked(root, "facts/organizations/bodies.yml", "country: arcadia", "country: port-alba")
    assert "country: 'port-alba' is a city, and no country [reference]" in found
