"""Problems as text, as JSON and as GitHub's annotations; those of changed files first."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands import run_command
from example_projects import EXAMPLES, lay_out, write
from factbook.cli.report import as_github, as_json, as_text
from factbook.problems import KINDS, Problem
from this_project import build, without_archive

PLACE = "- id: fish-bay\n  name: Fish Bay\n  kind: town\n  checked: 2026-11-24\n"


def command(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in without_archive().items() if not name.startswith(("GIT", "GITHUB"))}
    return run_command(build(root, *words), cwd=root, env={**environment, **more})


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *who, *words], cwd=root, capture_output=True, check=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "project")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "bad", EXAMPLES / "bad/choice")


@pytest.fixture
def repository(root: Path) -> Path:
    """A repository whose facts have a problem since before, in a file that sorts first."""
    write(root, "facts/places/a-before.yml", PLACE)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "before")
    return root


# ── JSON ──


def found(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    problems: list[dict[str, Any]] = json.loads(done.stdout)["problems"]
    return problems


@pytest.mark.parametrize("words", [["check"], ["--format", "json"], ["verify", "--archive", "archive"]])
def test_as_json_a_refusal_is_one_document_with_each_problem_s_place_kind_and_meaning(
    bad: Path, words: list[str]
) -> None:
    done = command(bad, *words, *([] if "--format" in words else ["--format", "json"]))
    problems = found(done)
    assert (done.returncode, done.stderr, len(problems)) == (1, "", 3)
    first = problems[0]
    assert list(first) == ["path", "line", "column", "where", "kind", "message", "hint", "meaning"]
    assert (first["kind"], first["meaning"]) == ("choice", KINDS["choice"])
    line = (bad / first["path"]).read_text(encoding="utf-8").splitlines()[first["line"] - 1]
    assert line[first["column"] - 1 :] == "mor than" or line


@pytest.mark.parametrize("words", [["check"], [], ["verify", "--archive", "archive"]])
def test_as_json_good_facts_give_a_document_without_problems_and_nothing_else(root: Path, words: list[str]) -> None:
    done = command(root, "--format", "json", *words)
    assert (done.returncode, json.loads(done.stdout)) == (0, {"problems": [], "error": None})


def test_as_json_what_stops_the_work_is_told_in_the_document_too(root: Path) -> None:
    (root / "pyproject.toml").write_text("[project", encoding="utf-8")
    done = command(root, "check", "--format", "json")
    document = json.loads(done.stdout)
    assert (done.returncode, document["problems"]) == (2, [])
    assert "pyproject.toml" in document["error"]
    assert done.stderr.startswith("error: ")


# ── GitHub ──


def test_for_github_each_problem_is_an_annotation_at_its_file_line_and_column(bad: Path) -> None:
    done = command(bad, "check", "--format", "github")
    first, *_, count = done.stdout.splitlines()
    assert re.match(r"::error file=facts/[\w/.-]+,line=\d+,col=\d+,title=choice::[\w-]+ \w+: .+%0A.+", first)
    assert (done.returncode, count) == (1, "3 problems")


def test_for_github_paths_begin_at_the_top_of_what_was_checked_out(tmp_path: Path) -> None:
    bad = lay_out(tmp_path / "checkout/data", EXAMPLES / "bad/choice")
    done = command(bad, "check", "--format", "github", GITHUB_WORKSPACE=str(bad.parent))
    assert done.stdout.startswith("::error file=data/facts/")


def test_for_github_signs_that_would_end_an_annotation_are_escaped() -> None:
    problem = Problem("facts/a,b:c.yml", 1, 2, "", "choice", "50% is\nnot, it: is", "hint")
    assert as_github([problem]) == (
        "::error file=facts/a%2Cb%3Ac.yml,line=1,col=2,title=choice::50%25 is%0Anot, it: is%0Ahint\n"
    )


def test_a_problem_without_a_line_has_no_line_in_any_form() -> None:
    problem = Problem("facts/locks/harbor-herald-2024.lock", 0, 0, "", "lock", "stale")
    assert as_text([problem]) == "facts/locks/harbor-herald-2024.lock: stale [lock]\n"
    assert as_github([problem]) == "::error file=facts/locks/harbor-herald-2024.lock,title=lock::stale\n"
    assert json.loads(as_json([problem]))["problems"][0]["line"] == 0


# ── changed files first ──


def test_problems_of_a_new_file_come_before_those_that_were_there(repository: Path) -> None:
    write(repository, "facts/places/b-new.yml", PLACE.replace("fish-bay", "new-bay").replace("Fish", "New"))
    done = command(repository, "check", "--changed-first")
    changed, _, rest = done.stdout.partition("In files that are as they were:\n")
    assert changed.startswith("In changed files:\nfacts/places/b-new.yml:3:9:")
    assert "a-before" not in changed
    assert rest.startswith("facts/places/a-before.yml:3:9:")
    assert (done.returncode, done.stderr) == (1, "")


def test_problems_of_a_file_that_was_edited_come_first_in_every_form(repository: Path) -> None:
    places = repository / "facts/places/places.yml"
    places.write_text(places.read_text(encoding="utf-8").replace("kind: city", "kind: town"), encoding="utf-8")
    told = found(command(repository, "check", "--changed-first", "--format", "json"))
    assert [problem["path"] for problem in told] == ["facts/places/places.yml", "facts/places/a-before.yml"]


def test_changed_is_what_differs_from_the_commit_that_is_named(repository: Path) -> None:
    write(repository, "facts/places/b-new.yml", PLACE.replace("fish-bay", "new-bay").replace("Fish", "New"))
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "after")
    assert "In changed files" not in command(repository, "check", "--changed-first").stdout
    since = command(repository, "check", "--changed-first", "--since", "HEAD~1")
    assert since.stdout.startswith("In changed files:\nfacts/places/b-new.yml")


def test_a_project_that_is_a_folder_of_a_repository_finds_its_changed_files(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "repository/data")
    git(root.parent, "init", "-q")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-q", "-m", "before")
    write(root, "facts/places/new.yml", PLACE)
    done = command(root, "check", "--changed-first")
    assert done.stdout.startswith("In changed files:\nfacts/places/new.yml")


@pytest.mark.parametrize("reason", ["no repository", "no git", "no such commit"])
def test_where_git_does_not_know_problems_come_in_the_order_of_files_and_a_note_says_why(
    repository: Path, reason: str, tmp_path: Path
) -> None:
    words = ["check", "--changed-first", *(["--since", "nowhere"] if reason == "no such commit" else [])]
    if reason == "no repository":
        (repository / ".git").rename(tmp_path / "elsewhere")
    path = {"PATH": str(tmp_path)} if reason == "no git" else {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    done = command(repository, *words, **path)
    plain = command(repository, "check", **{"PATH": os.environ["PATH"]})
    assert (done.returncode, done.stdout) == (1, plain.stdout)
    assert re.fullmatch(r"note: git .+; problems are listed in the order of their files\n", done.stderr)


def test_the_build_never_asks_git(repository: Path, tmp_path: Path) -> None:
    (repository / "facts/places/a-before.yml").unlink()
    assert command(repository, PATH=str(tmp_path)).returncode == 0
