"""The figures of falsehoods that this release carries are of its version, and documented as they are."""

from __future__ import annotations

from factbook.project import Project
from factbook.site.pages.falsified import Falsified, load_falsified
from this_project import ROOT


def figures() -> Falsified:
    found = load_falsified(ROOT)
    assert found
    return found


def test_the_figures_are_of_this_release() -> None:
    assert figures().version == Project(ROOT).version(), "`build.py falsify --write falsified.json` measures them"


def test_nine_of_ten_random_falsehoods_are_refused() -> None:
    assert figures().random[-1].percent >= 90


def test_the_table_of_the_documentation_has_each_figure() -> None:
    page = (ROOT / "docs/falsehoods.md").read_text(encoding="utf-8")
    for share in (*figures().random, *figures().nearest):
        assert f"| {share.kind} | {share.tried:,} | {share.percent} % |" in page
