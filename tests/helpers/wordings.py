"""Articles with facts, and what may be said of these facts in other words: honest, or false, by kind.

A file of tests/rules/wordings is one article: it is laid out as a project of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from example_projects import COMPLETE
from factbook.editor.falsify.falsehood import Falsehood
from factbook.editor.falsify.judge import Refusals
from factbook.editor.falsify.load import load_book
from factbook.project import Project
from this_project import ROOT

WORDINGS = ROOT / "tests/rules/wordings"


class Wording(NamedTuple):
    """Words for one field of a record: "honest" or "false", and their kind, a letter."""

    verdict: str
    kind: str
    record: str
    field: str
    text: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.verdict} {self.kind} {self.record}.{self.field}: {self.text}"


def read(name: str) -> dict[str, Any]:
    """The file of that name, every scalar as text."""
    text = (WORDINGS / f"{name}.yml").read_text(encoding="utf-8")
    article: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return article


def lay_out(root: Path, article: Mapping[str, Any]) -> Project:
    """The article and its facts as a project in `root`, with this project's schema and lexicon."""
    shutil.copytree(COMPLETE, root, ignore=shutil.ignore_patterns("facts", "archive"))
    for name in ("schema.sql", "pyproject.toml", "lexicon.yml"):
        shutil.copy(ROOT / name, root / name)
    source = article["id"]
    _write(root / f"archive/{source}.txt", article["article"])
    facts = {"sources": [_source(article)], **article["facts"]}
    for table, records in facts.items():
        defaults = {} if table in ("sources", "places") else {"defaults": {"source": source, "voice": "reporter"}}
        head = [defaults] if defaults else []
        _write(root / f"facts/{table}/article.yml", _dump([*head, *map(_record, records)]))
    return Project(root, root / "archive")


def wordings(article: Mapping[str, Any]) -> Iterator[Wording]:
    """All its words for facts, in the order of the file."""
    for verdict in ("honest", "false"):
        for kind, entries in article[verdict].items():
            yield from (Wording(verdict, kind, *entry) for entry in entries)


def taken(project: Project, asked: list[Wording]) -> list[bool]:
    """Of each of the words, whether the rules take them."""
    assert project.archive
    records = load_book(project, project.archive).by_id
    changes = [Falsehood("", records[w.record], (), "", str(w), (((w.field,), w.text),)) for w in asked]
    return [not refused for refused in Refusals(project, project.archive).refused(changes)]


def _source(article: Mapping[str, Any]) -> dict[str, str]:
    text = article["article"]
    paragraphs = [line for line in text.splitlines() if line.strip()]
    return {
        "id": article["id"],
        "title": paragraphs[0].strip(),
        "author": article["author"],
        "published": article["published"],
        "language": article["language"],
        "publisher": article["id"].rpartition("-")[0].replace("-", " ").title(),
        "url": f"https://{article['id']}.example/",
        "independence": "independent",
        "sha256": sha256(text.encode()).hexdigest(),
        "paragraphs": str(len(paragraphs)),
        "title_paragraph": "1",
        "author_paragraph": "2",
        "published_paragraph": "3",
    }


def _record(record: Mapping[str, Any]) -> dict[str, Any]:
    return {**record, "checked": "2026-11-24"} if "sha256" not in record else dict(record)


def _dump(data: object) -> str:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
