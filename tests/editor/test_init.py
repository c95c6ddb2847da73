"""A new factbook: what `init` writes can be checked, built and exported as it is, and nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import run, write
from factbook.editor.init import starter_files


@pytest.fixture(params=["example", "plain"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    words = ["--example"] if request.param == "example" else []
    assert run(tmp_path, "init", *words, str(tmp_path / "new")).status == 0
    return tmp_path / "new"


def test_what_it_writes_has_no_problem_and_its_one_form(root: Path) -> None:
    for words in (["check"], ["fmt", "--check"], ["build"]):
        done = run(root, *words)
        assert done.status == 0, done.output


def test_the_example_holds_against_its_article(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "--example", str(tmp_path / "new")).status == 0
    done = run(tmp_path / "new", "check", "--archive", str(tmp_path / "new/articles"))
    assert (done.status, "against the archive" in done.output) == (0, True)


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    write(tmp_path, "new/Makefile", "mine")
    done = run(tmp_path, "init", str(tmp_path / "new"))
    assert (done.status, "Makefile is there already; nothing was written" in done.output) == (2, True)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["Makefile"]


@pytest.mark.parametrize("example", [True, False])
def test_a_starter_has_all_that_a_project_needs(example: bool) -> None:
    wanted = {"schema.sql", "metadata.yml", "lexicon.yml", "pyproject.toml", "build.py", "README.md", "Makefile"}
    assert wanted | {".gitignore", ".github/workflows/check.yml", "requirements.txt"} <= set(starter_files(example))
