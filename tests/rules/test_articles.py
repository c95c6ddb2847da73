"""Three articles that were written before any rule had seen them: what is true is taken, what is false refused.

Their facts cite more of each article than may be published, and leave its ledgers open: that is not asked here.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from example_projects import lay_out
from factbook.compile.pipeline import check
from factbook.editor.falsify.falsehood import Falsehood, Plain
from factbook.editor.falsify.falsehood import Path as KeyPath
from factbook.editor.falsify.judge import Refusals
from factbook.editor.falsify.load import load_book
from factbook.problems import FactsRefused
from factbook.project import Project
from this_project import ROOT

ARTICLES = Path(__file__).parent / "articles"
LANGUAGES = ("en", "es", "ja")
#: What is said of an article as a whole: of its ledgers, and of how much of it is quoted.
OF_THE_WHOLE = {"paragraph-open", "number-open", "copying"}


def read(path: Path) -> list[dict[str, Plain]]:
    entries: list[dict[str, Plain]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return entries


@pytest.fixture(params=LANGUAGES)
def article(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Project]:
    """The folder of an article, and its facts as a project, with the words that its editor added to the lexicon."""
    folder = ARTICLES / request.param
    root = lay_out(tmp_path / "project", folder)
    shutil.rmtree(root / "facts/locks")
    lexicon = yaml.load((ROOT / "lexicon.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    for table, column, value, word in read(folder / "words.yml"):
        lexicon["classes"][table][column][value].setdefault(request.param, []).append(word)
    (root / "lexicon.yml").write_text(yaml.dump(lexicon, Dumper=yaml.CSafeDumper, allow_unicode=True), "utf-8")
    return folder, Project(root, root / "archive")


def test_what_is_true_is_taken(article: tuple[Path, Project]) -> None:
    _, project = article
    with pytest.raises(FactsRefused) as refused:
        check(project)
    found = [problem for problem in refused.value.problems if problem.kind not in OF_THE_WHOLE]
    assert [str(problem) for problem in found] == []


def test_what_is_false_is_refused(article: tuple[Path, Project]) -> None:
    folder, project = article
    assert project.archive
    records = load_book(project, project.archive).by_id
    entries = read(folder / "falsehoods.yml")
    falsehoods = [Falsehood("", records[str(e["record"])], (), "", str(e["why"]), changes(e["set"])) for e in entries]
    assert len(falsehoods) >= 40
    refused = Refusals(project, project.archive).refused(falsehoods)
    told = [f"{f} {f.changes}" for f, found in zip(falsehoods, refused, strict=True) if not found]
    assert told == []


def changes(given: Plain) -> tuple[tuple[KeyPath, Plain], ...]:
    assert isinstance(given, dict)
    paths = ((tuple(int(part) if part.isdigit() else part for part in path.split(".")), path) for path in given)
    return tuple((path, given[text]) for path, text in paths)
