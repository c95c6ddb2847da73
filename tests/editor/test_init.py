"""A new factbook: what `init` writes can be checked, built and exported as it is, and nothing is written over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from example_projects import run, write
from factbook.editor.init import STARTER, starter_files
from this_project import ROOT


@pytest.fixture(params=["example", "plain"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    words = ["--example"] if request.param == "example" else []
    assert run(tmp_path, "init", *words, str(tmp_path / "new")).status == 0
    return tmp_path / "new"


def test_what_it_writes_has_no_problem_and_its_one_form(root: Path) -> None:
    for words in (["check"], ["fmt", "--check"], ["build"]):
        done = run(root, *words)
        assert done.status == 0, done.output


@pytest.mark.parametrize("folder", [STARTER / "example", ROOT / "tests/examples/subject"], ids=["example", "subject"])
def test_what_is_written_of_an_invented_subject_holds_against_its_article(folder: Path, tmp_path: Path) -> None:
    """`EXAMPLES=rewrite make test` writes the locks of both anew, after a change of what locks say."""
    root = Path(shutil.copytree(folder, tmp_path / "project"))
    write(root, "pyproject.toml", '[tool.factbook]\nversion = "0.1.0"\n')
    held = ["--archive", str(root / "articles")]
    if os.environ.get("EXAMPLES") == "rewrite":
        assert run(root, "verify", *held).status == 0
        shutil.copytree(root / "facts/locks", folder / "facts/locks", dirs_exist_ok=True)
    done = run(root, "check", *held)
    assert (done.status, "against the archive" in done.output) == (0, True), done.output
    assert run(root, "fmt", "--check").status == 0


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    write(tmp_path, "new/Makefile", "mine")
    done = run(tmp_path, "init", str(tmp_path / "new"))
    assert (done.status, "Makefile is there already; nothing was written" in done.output) == (2, True)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["Makefile"]


@pytest.mark.parametrize("example", [True, False])
def test_a_starter_has_all_that_a_project_needs(example: bool) -> None:
    wanted = {"schema.sql", "metadata.yml", "lexicon.yml", "pyproject.toml", "build.py", "README.md", "Makefile"}
    assert wanted | {".gitignore", ".github/workflows/check.yml", "requirements.txt"} <= set(starter_files(example))
