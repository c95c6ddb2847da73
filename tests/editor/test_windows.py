"""Fair quotes around a place: whole words and phrases first."""

from __future__ import annotations

from pathlib import Path

import pytest

from example_projects import lay_out, run, write
from factbook.editor.reading import read_article
from factbook.editor.windows import passages_around
from factbook.editor.workspace import open_workspace
from factbook.project import Project
from factbook.text.normalise import Span

SOURCE = (
    "- id: fair-2026\n  publisher: Fair\n  url: https://fair.example\n  language: {}\n  independence: independent\n"
)


@pytest.mark.parametrize(
    ("language", "text", "wanted", "quote"),
    [
        ("en", "Sales were worth 41 billion, up 6.5% from a year before the war.", "6.5", "6.5% from a year"),
        ("en", "The town exported ships worth 7 million in the year.", "7", "worth 7 million"),
        (
            "ja",
            "町は前年度より1割増えたと文化交流に関する意向書で述べた。",
            "1割",
            "1割増えたと文化交流に関する意向書で",
        ),
        ("ja", "町は文化交流に関する意向書に署名したという。", "意向書", "意向書に署名したという"),
    ],
)
def test_the_first_passage_cuts_no_word_and_ends_in_none_that_wants_another(
    tmp_path: Path, language: str, text: str, wanted: str, quote: str
) -> None:
    root = lay_out(tmp_path)
    write(root, "archive/fair-2026.txt", f"{text}\n")
    write(root, "facts/sources/fair.yml", f"{SOURCE.format(language)}  sha256: x\n  paragraphs: 1\n")
    reading = read_article(open_workspace(Project(root, root / "archive")), "fair-2026")
    at = text.index(wanted)
    found = passages_around(reading, 1, Span(0, len(text)), Span(at, at + len(wanted)))
    assert next(found).quote == quote


def test_a_proposal_is_called_by_letters(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    write(root, "archive/fair-2026.txt", "町の船は3億2000万円で売れたという。\n")
    write(root, "facts/sources/fair.yml", f"{SOURCE.format('ja')}  sha256: x\n  paragraphs: 1\n")
    done = run(root, "draft", "fair-2026", "--archive", str(root / "archive"), "--date", "2026-11-28")
    assert done.status == 0, done.output
    assert "- id: fair-2026-figure\n" in (root / "drafts/fair-2026/figures.yml").read_text(encoding="utf-8")
