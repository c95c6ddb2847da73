"""The made-up factbook of the benchmarks is one that the build accepts, and the same each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from changed import CHANGES
from commands import run_command
from this_project import ROOT, build, without_archive

FACTS = 300


def write(folder: Path) -> Path:
    """The corpus, written by the real command."""
    command = [sys.executable, str(ROOT / "bench/corpus.py"), str(FACTS), str(folder)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    return folder


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("bench") / "corpus")


@pytest.mark.parametrize("words", [[], ["check"], ["fmt", "--check"]], ids=" ".join)
def test_the_build_accepts_a_corpus_against_its_lock(corpus: Path, words: list[str]) -> None:
    done = run_command(build(corpus, *words), env=without_archive())
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_corpus_holds_as_many_facts_as_were_asked_for(corpus: Path) -> None:
    done = run_command(build(corpus), check=True, env=without_archive())
    assert f" {FACTS} records, " in done.stdout.replace(":", "")


def test_the_build_accepts_a_corpus_against_its_archive(corpus: Path) -> None:
    command = build(corpus, "check", "--archive", str(corpus / "archive"))
    done = run_command(command, env=without_archive())
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_that_is_measured_leaves_a_corpus_that_the_build_accepts(
    corpus: Path, tmp_path: Path, change: Callable[[Path, int], None]
) -> None:
    shutil.copytree(corpus, tmp_path / "corpus")
    for time in (1, 2):
        change(tmp_path / "corpus/facts", time)
    command = build(tmp_path / "corpus", "check")
    done = run_command(command, env=without_archive())
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_number_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    def digests(folder: Path) -> dict[str, str]:
        files = [path for name in ("facts", "archive") for path in (folder / name).rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}

    assert digests(write(tmp_path / "again")) == digests(corpus)
