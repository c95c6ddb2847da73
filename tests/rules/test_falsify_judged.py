"""Falsehoods are judged as `check` judges facts, and the command says how many were refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from example_projects import EXAMPLES, lay_out, run
from factbook.editor.falsify.falsehood import Falsehood, Plain
from factbook.editor.falsify.falsehood import Path as KeyPath
from factbook.editor.falsify.judge import Refusals
from factbook.editor.falsify.load import load_book
from factbook.project import Project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = lay_out(tmp_path_factory.mktemp("falsified") / "project", EXAMPLES / "good/complete")
    return Project(root, root / "archive")


def judged(project: Project, *changes: tuple[str, KeyPath, Plain | None]) -> list[bool]:
    """Whether each change of a record of the example is refused."""
    assert project.archive
    records = load_book(project, project.archive).by_id
    told = [Falsehood("", records[id], path, "", "", ((path, value),)) for id, path, value in changes]
    return Refusals(project, project.archive).refused(told)


def test_a_false_number_is_refused_and_the_true_one_is_not(project: Project) -> None:
    assert judged(project, ("kita-jobs", ("value",), "1600"), ("kita-jobs", ("value",), "1500")) == [True, False]


def test_what_is_said_of_the_copy_alone_refuses_nothing(project: Project) -> None:
    label: KeyPath = ("label",)
    assert judged(project, ("kita-jobs", label, "People whom Kita Motors employs")) == [False]


def test_a_cut_bound_is_refused(project: Project) -> None:
    quote: KeyPath = ("citations", 0, "quote")
    assert judged(project, ("green-seed-farmers", quote, "15,000 farmers had joined it")) == [True]


def test_the_project_is_left_as_it_was(project: Project) -> None:
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    judged(project, ("kita-jobs", ("value",), "1600"))
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before


def test_the_command_prints_a_line_a_kind_and_writes_the_figures(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "falsified.json"
    done = run(project.root, "falsify", "--archive", str(project.archive), "--examples", "0", "--write", str(target))
    assert done.status == 0, done.output
    figures = json.loads(target.read_text(encoding="utf-8"))
    tried = [count for group in ("random", "nearest") for count in figures[group]]
    assert len(tried) == len([line for line in done.output.splitlines() if line.startswith("  ")])
    assert {"kind": "number", "tried": 18, "refused": 18} in figures["random"]


def test_the_command_asks_for_the_articles(project: Project) -> None:
    done = run(project.root, "falsify")
    assert done.status == 2
    assert "falsify needs the articles" in done.output
