"""Falsehoods put into this project's facts, a third of those that `build.py falsify` tries: what share is refused.

The shares are those that are reached, rounded down. Kinds of which a third is a handful stand among all.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from factbook.editor.falsify.falsehood import RANDOM, Falsehood
from factbook.editor.falsify.judge import Refusals
from factbook.editor.falsify.load import load_book
from factbook.editor.falsify.tally import falsehoods
from factbook.project import Project
from this_project import ROOT, archive_folder

ALL = "all random ones"
SHARES = {
    "number": 0.95, "unit": 0.85, "bound": 0.95, "words as printed": 0.9, "reference": 0.95, "list of references": 0.95,
    "reference, derived": 0.95, "voice": 0.95, "speaker": 0.98, "class": 0.85, "name in our own words": 0.8,
    "title of an article": 1, "author of an article": 1, "date of an article": 1, "day of the check": 1, ALL: 0.9,
    "speaker of the same article": 0.98, "list item of the same paragraph": 0.8,
    "reference of the same paragraph": 0.75,
    "reason that names nothing": 0.5,
}  # fmt: skip


@pytest.fixture(scope="module")
def refused() -> dict[str, float]:
    """The share that is refused, from 0 to 1, by kind and of all random ones."""
    folder = archive_folder()
    if folder is None:
        pytest.skip("the articles are not on this machine")
    project = Project(ROOT, folder)
    by_kind: dict[str, list[Falsehood]] = defaultdict(list)
    for falsehood in falsehoods(load_book(project, folder), seed=2, each=1):
        by_kind[falsehood.kind].append(falsehood)
    told = [falsehood for found in by_kind.values() for falsehood in found[::3] if not falsehood.word]
    tried = Counter(falsehood.kind for falsehood in told)
    judged = zip(told, Refusals(project, folder).refused(told), strict=True)
    out = Counter(falsehood.kind for falsehood, is_refused in judged if is_refused)
    of_all = sum(out[kind] for kind in RANDOM) / sum(tried[kind] for kind in RANDOM)
    return {ALL: of_all, **{kind: out[kind] / number for kind, number in tried.items()}}


@pytest.mark.parametrize("kind", SHARES)
def test_the_rules_refuse_at_least_the_share_that_they_have_reached(refused: dict[str, float], kind: str) -> None:
    assert refused[kind] >= SHARES[kind]
