"""A project and its archive as the book that falsehoods are made from."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import Plain, Record
from factbook.factfiles.read import read_facts
from factbook.problems import FactsRefused
from factbook.project import Project
from factbook.schema import load_schema
from factbook.text.normalise import normalise


def load_book(project: Project, archive: Path) -> Book:
    """All records and the paragraphs of the articles; raises FactsRefused where a file cannot be read."""
    nodes, problems = read_facts(project.facts)
    if problems:
        raise FactsRefused(problems)
    records = [Record(node.table, node.path, cast("dict[str, Plain]", node.values)) for node in nodes]
    articles = {path.stem: _paragraphs(path) for path in sorted(archive.glob("*.txt"))}
    return Book(load_schema(project.schema_sql), records, articles)


def _paragraphs(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [normalise(line) for line in lines if line.strip()]
