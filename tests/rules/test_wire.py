"""Three articles as agencies write them, and a paper: the nearest falsehoods of a careless editor are refused.

That the honest facts are taken is asked of every folder of examples/good.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from example_projects import EXAMPLES, lay_out
from factbook.editor.falsify.falsehood import Falsehood, Plain
from factbook.editor.falsify.falsehood import Path as KeyPath
from factbook.editor.falsify.judge import Refusals
from factbook.editor.falsify.load import load_book
from factbook.project import Project

HERE = Path(__file__).parent
#: Folders of examples/good, by the falsehoods that are told of them.
ARTICLES = {"en": "wire-en", "es": "wire-es", "ja": "wire-ja", "paper": "paper-en"}


def key_path(text: str) -> KeyPath:
    return tuple(int(part) if part.isdigit() else part for part in text.split("."))


def told(project: Project, article: str) -> list[Falsehood]:
    assert project.archive
    records = load_book(project, project.archive).by_id
    entries = yaml.load((HERE / f"falsehoods-{article}.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return [Falsehood("", records[e["record"]], (), "", e["why"], changes(e["set"])) for e in entries]


def changes(given: dict[str, Plain]) -> tuple[tuple[KeyPath, Plain | None], ...]:
    return tuple((key_path(path), value) for path, value in given.items())


@pytest.mark.parametrize("article", ARTICLES)
def test_the_nearest_falsehoods_of_an_article_are_refused(article: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", EXAMPLES / "good" / ARTICLES[article])
    project = Project(root, root / "archive")
    falsehoods = told(project, article)
    assert len(falsehoods) >= 15
    refused = Refusals(project, root / "archive").refused(falsehoods)
    assert [str(f) + f.becomes for f, found in zip(falsehoods, refused, strict=True) if not found] == []
