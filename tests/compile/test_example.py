"""The example that metadata.yml names is a fact that is there; what it is not is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from release_projects import MINISTRY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def said(root: Path, example: str) -> str:
    write(root, "metadata.yml", f"title: Arcadia\nexample: {example}\n")
    return run(root, "check").output


def test_an_example_that_is_a_fact_passes(root: Path) -> None:
    assert said(root, "green-seed").startswith("22 records: no problems")


@pytest.mark.parametrize(
    ("example", "found", "hint"),
    [
        ("green-sed", "no fact has the id 'green-sed'", "did you mean 'green-seed'?"),
        ("nowhere", "no fact has the id 'nowhere'", "give the id of a fact, such as 'arcadia'"),
        (
            "harbor-herald-2024",
            "no fact has the id 'harbor-herald-2024': it is in sources",
            "give the id of a fact, such as 'arcadia'",
        ),
    ],
)
def test_an_example_that_no_fact_has_is_told_with_its_place(root: Path, example: str, found: str, hint: str) -> None:
    assert said(root, example) == f"metadata.yml:2:10: example: {found} [metadata]\n    {hint}\n1 problem\n"


def test_of_an_example_that_a_file_may_have_which_cannot_be_read_nothing_is_said(root: Path) -> None:
    write(root, "facts/programs/seeds.yml", "- id: green-seed\n  title: [\n")
    told = said(root, "green-seed")
    assert "metadata.yml" not in told
    assert "\nfacts/programs/seeds.yml:3:1: " in told


def test_a_check_from_a_kept_run_tells_an_example_too(root: Path) -> None:
    assert "no problems" in said(root, "green-seed")
    assert said(root, "green-sed").startswith("metadata.yml:2:10: example:")
    assert "no problems" in said(root, "green-seed")


@pytest.fixture
def doubled(root: Path) -> Path:
    """The example with two records of one ministry, of which one is the example of the front page."""
    write(root, "facts/organizations/more.yml", MINISTRY)
    for name in ("officials/people.yml", "agreements/seeds.yml"):
        text = (root / "facts" / name).read_text(encoding="utf-8").replace("ministry-of-crops", "crops-of-arcadia")
        write(root, f"facts/{name}", text.replace("Ministry of Crops is", "Ministry of Crops of Arcadia is"))
    write(root, "metadata.yml", 'title: "𐍈 Arcadia"\nexample: "crops-of-arcadia" # shown first\n')
    assert run(root, "verify", "--archive", str(root / "archive")).status == 0
    return root


def test_a_merger_leads_the_example_to_the_record_that_stays(doubled: Path) -> None:
    words = ("--archive", str(doubled / "archive"), "--reason", "It is one.", "--date", "2026-11-25", "--yes")
    done = run(doubled, "merge", "crops-of-arcadia", "ministry-of-crops", *words)
    assert done.status == 0, done.output
    assert "references led there: 3" in done.output
    said = (doubled / "metadata.yml").read_text(encoding="utf-8")
    assert said == 'title: "𐍈 Arcadia"\nexample: "ministry-of-crops" # shown first\n'
    assert "no problems" in run(doubled, "check").output


def test_the_example_is_not_retired_before_another_one_is_named(root: Path) -> None:
    assert "no problems" in said(root, "seed-bank-students")
    before = (root / "facts/figures/seeds.yml").read_bytes()
    words = ("--reason", "Nobody counts them.", "--date", "2026-11-25", "--yes")
    done = run(root, "retire", "seed-bank-students", *words)
    assert done.status == 1
    assert "metadata.yml:2:10: example: no fact has the id 'seed-bank-students'" in done.output
    assert (root / "facts/figures/seeds.yml").read_bytes() == before
