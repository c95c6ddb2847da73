"""This project's own facts."""

from __future__ import annotations

import pytest

from example_projects import run
from this_project import ROOT, archive_folder


def test_the_facts_are_proved_by_the_locks_alone() -> None:
    done = run(ROOT, "check")
    assert done.status == 0, done.output
    assert done.output.endswith("no problems (quotes checked against the locks)\n")


def test_every_quote_stands_in_its_article() -> None:
    folder = archive_folder()
    if folder is None:
        pytest.skip("the articles are not on this machine; .ci/run holds the quotes against them")
    done = run(ROOT, "check", "--archive", str(folder))
    assert done.status == 0, done.output


def test_every_fact_file_is_in_its_canonical_form() -> None:
    assert run(ROOT, "fmt", "--check").output == "0 files to be written\n"
