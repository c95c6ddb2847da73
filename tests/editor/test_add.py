"""One record of one passage: what can be known is filled in, and nothing with a fault is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from example_projects import lay_out, run

DAY = ("--date", "2026-11-24")
FARMERS = ("harbor-herald-2024", "3", "more than 15,000 farmers had joined it")
WHY = 'derivations.about="It" is the Green Seed program, of which the sentence speaks.'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The complete example without its figures on seeds."""
    lay_out(tmp_path)
    (tmp_path / "facts/figures/seeds.yml").unlink()
    return tmp_path


def add(root: Path, *words: str) -> str:
    done = run(root, "add", *words, "--archive", str(root / "archive"), *DAY)
    return f"{done.status} {done.output}"


def record(root: Path, path: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((root / path).read_text(encoding="utf-8"))[-1]
    return found


def test_number_unit_bound_voice_speaker_day_and_id_are_filled_in(root: Path) -> None:
    said = add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants", "about=green-seed", WHY)
    assert said.startswith("0 ")
    assert record(root, "facts/figures/harbor-herald-2024.yml") == {
        "id": "farmers-in-the-program", "label": "Farmers in the program", "indicator": "participants",
        "value": 15000, "unit": "farmers", "qualifier": "more than", "about": "green-seed", "status": "reported",
        "derivations": {"about": '"It" is the Green Seed program, of which the sentence speaks.'},
        "citations": [{"paragraph": 3, "quote": FARMERS[2], "speaker": "cuauhtemoc-ibarra"}],
    }  # fmt: skip


def test_a_new_file_says_source_voice_and_day_once(root: Path) -> None:
    add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants")
    head = yaml.safe_load((root / "facts/figures/harbor-herald-2024.yml").read_text(encoding="utf-8"))[0]
    assert head == {"defaults": {"source": "harbor-herald-2024", "voice": "speaker", "checked": "2026-11-24"}}


def test_a_record_with_a_fault_is_told_and_not_written(root: Path) -> None:
    said = add(root, *FARMERS, "--figure", "Farmers in 1999", "indicator=participants")
    assert said.startswith("1 ")
    assert "[words]" in said
    assert not (root / "facts/figures/harbor-herald-2024.yml").exists()


def test_a_second_passage_proves_the_values_that_come_with_it(root: Path) -> None:
    add(root, *FARMERS, "--figure", "Farmers in the program", "indicator=participants")
    said = add(
        root, "harbor-herald-2024", "3", "Green Seed program", "--to", "farmers-in-the-program", "about=green-seed"
    )
    assert said.startswith("0 "), said
    citations = record(root, "facts/figures/harbor-herald-2024.yml")["citations"]
    assert isinstance(citations, list)
    assert [c["fields"] for c in citations] == [["value", "unit", "qualifier", "status"], ["about"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("harbor-herald-2024", "3", "no such words"), "the quote is not in this paragraph"),
        (("harbor-herald-2024", "99", "more than 15,000"), "6 paragraphs, not 99"),
        (("harbor-herald", "3", "more than 15,000"), "there is no article 'harbor-herald'"),
        ((*FARMERS, "--bridge", "x"), "say what it is, by one of"),
        ((*FARMERS, "--figure", "x", "indicatr=y"), "did you mean 'indicator'?"),
    ],
)
def test_what_does_not_fit_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    words = words if len(words) > 3 else (*words, "--figure", "x")
    found = add(root, *words)
    assert found.startswith("2 ")
    assert said in found


def test_a_quote_of_another_paragraph_is_told_with_its_paragraph(root: Path) -> None:
    said = add(root, "harbor-herald-2024", "4", FARMERS[2], "--figure", "Farmers in the program")
    assert said == "2 error: the quote is not in paragraph 4 (it is in paragraph 3)\n"


def test_a_table_that_there_is_not_is_named(root: Path) -> None:
    said = add(root, *FARMERS, "--figgure", "Farmers in the program")
    assert "there is no --figgure: say what it is, by one of --place" in said.replace("\n       ", " ")
