"""Facts of six articles told in other words: what is honest is taken, what is false is refused, but for what is noted.

Half of the articles were written before the rules on our words that they try, and half after them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from factbook.compile.pipeline import check
from factbook.problems import FactsRefused
from wordings import WORDINGS, lay_out, read, taken, wordings

#: What is said of an article as a whole: of its ledgers, and of how much of it is quoted.
OF_THE_WHOLE = {"paragraph-open", "number-open", "copying"}
#: What is false and gets in: no rule knows which of two ends is which event's, nor every thing in each language.
GETS_IN = {
    "es-1": ["Output fell until 2021 after a strike that began in 2019."],
    "es-2": ["Carpets and curtains"],
    "ja-2": ["Carpets and curtains"],
}
KINDS, OF_A_KIND = "abcde", 5


@pytest.mark.parametrize("name", [path.stem for path in sorted(WORDINGS.glob("*.yml"))])
def test_honest_words_are_taken_and_false_ones_refused(name: str, tmp_path: Path) -> None:
    article = read(name)
    project = lay_out(tmp_path / "project", article)
    with pytest.raises(FactsRefused) as refused:
        check(project)
    assert [str(problem) for problem in refused.value.problems if problem.kind not in OF_THE_WHOLE] == []
    asked = list(wordings(article))
    found = taken(project, asked)
    assert [str(w) for w, is_taken in zip(asked, found, strict=True) if w.verdict == "honest" and not is_taken] == []
    got_in = [w.text for w, is_taken in zip(asked, found, strict=True) if w.verdict == "false" and is_taken]
    assert got_in == GETS_IN.get(name, [])


@pytest.mark.parametrize("name", [path.stem for path in sorted(WORDINGS.glob("*.yml"))])
def test_each_kind_is_tried_as_often(name: str) -> None:
    asked = [(wording.verdict, wording.kind) for wording in wordings(read(name))]
    assert {asked.count((verdict, kind)) for verdict in ("honest", "false") for kind in KINDS} == {OF_A_KIND}
