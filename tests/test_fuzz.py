"""Wrong fact folders, a hundred of them: a database or a list of problems, and the old database untouched.

Always the same ones, so that a failure is one for all; `make fuzz` tries new ones, by the thousand.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from factbook.factfiles.read import read_file
from factbook.problems import KINDS
from fuzzing import Change, Files, Fuzzed, changes, made_up
from this_project import ROOT

CORPUS = sorted((ROOT / "tests/fuzz_corpus").iterdir())
BOUNDED = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    return Fuzzed(tmp_path_factory.mktemp("fuzz") / "project")


@BOUNDED
@given(found=changes())
def test_a_changed_folder_is_built_or_refused_with_its_problems(folder: Fuzzed, found: list[Change]) -> None:
    folder.attempt(folder.changed(found))


@settings(BOUNDED, max_examples=40)
@given(found=made_up())
def test_made_up_files_are_built_or_refused_with_their_problems(folder: Fuzzed, found: Files) -> None:
    folder.attempt(folder.with_files(found))


@settings(BOUNDED, max_examples=20)
@given(found=changes())
def test_the_canonical_form_is_found_or_refused_too(folder: Fuzzed, found: list[Change]) -> None:
    folder.attempt(folder.changed(found), "fmt", "--check")


# ── the reader ──


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_reader_gives_records_or_problems_for_every_file_of_the_corpus(path: Path, tmp_path: Path) -> None:
    """What the fuzzing of the reader has come upon, one file for each way through it (bench/fuzz_reader.py)."""
    file = tmp_path / "facts/figures/found.yml"
    file.parent.mkdir(parents=True)
    file.write_bytes(path.read_bytes())
    records, problems = read_file(file, tmp_path / "facts")
    assert records or problems
    assert {problem.kind for problem in problems} <= set(KINDS)
