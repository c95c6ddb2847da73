"""docs/problems.md: every kind of problem, explained from the code and the examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.editor.problem_examples import FILE, gathered
from factbook.editor.problem_page import PAGE, one_problem, problem_page
from factbook.editor.remedies import REMEDIES
from factbook.problems import KINDS
from this_project import ROOT


def test_the_page_is_what_the_code_and_the_examples_give_now() -> None:
    held = (ROOT / PAGE).read_text(encoding="utf-8")
    assert held == problem_page(), "`build.py problems --write` writes it"


def test_the_examples_of_the_wheel_are_those_of_the_tests() -> None:
    held = (ROOT / FILE).read_text(encoding="utf-8")
    assert held == gathered(ROOT), "`build.py problems --write` writes it"


def test_every_kind_has_a_cure_and_every_cure_a_kind() -> None:
    assert set(REMEDIES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_s_section_has_its_meaning_a_message_of_the_build_and_the_cure(kind: str) -> None:
    section = one_problem(kind)
    assert section.startswith(f"## {kind}\n\n{KINDS[kind]}\n")
    assert section.endswith(f"Cure: {REMEDIES[kind]}\n")
    message = re.search(rf"^\S+: .* \[{kind}\]$", section, re.M)
    assert message
    transcript = (ROOT / "tests/examples/bad" / kind / "expected.txt").read_text(encoding="utf-8")
    assert f"{message[0]}\n" in transcript


@pytest.mark.parametrize("kind", ["choice", "quote-absent", "duplicate-key"])
def test_a_kind_s_section_shows_the_line_that_is_meant(kind: str) -> None:
    section = one_problem(kind)
    path, line = re.findall(r"^(facts/\S+?):(\d+):\d+: ", section, re.M)[0]
    text = (ROOT / "tests/examples/bad" / kind / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert f"> {line:>3} | {text}\n" in section


def test_a_sign_that_cannot_be_seen_is_shown_as_an_escape(tmp_path: Path) -> None:
    folder = "tests/examples/bad/control-character"
    write(tmp_path, f"{folder}/facts/places/x.yml", "- id: a\x07b\tc\n")
    write(tmp_path, f"{folder}/expected.txt", "facts/places/x.yml:1:8: a bell [control-character]\n")
    assert ">   1 | - id: a\\x07b\\tc\n" in gathered(tmp_path)
    assert all(char.isprintable() or char == "\n" for char in problem_page())


def test_the_command_prints_one_kind_or_all_and_writes_the_page_on_request(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project")
    assert run(root, "problems", "choice").output.startswith("## choice\n")
    assert run(root, "problems", "nonsense").status == 2
    assert (
        run(root, "problems", "choise").output
        == "error: there is no kind of problem 'choise': did you mean 'choice'?\n"
    )
    assert run(root, "problems", "--write") == (f"{PAGE} written\n", 0)
    assert (root / PAGE).read_text(encoding="utf-8") == run(root, "problems").output
    assert run(root, "problems", "--write").output == f"{PAGE} is current\n"
