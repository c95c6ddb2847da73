"""The command that shows an article with the work that is left in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from factbook.cli.common import archive_option, reports_errors
from factbook.editor.coverage import ArticleCoverage, coverage_of
from factbook.editor.show import show
from factbook.evidence.archive import CapturedArticle, open_archive
from factbook.factfiles.read import FactNode, read_facts
from factbook.project import Project
from factbook.schema import load_schema
from factbook.schema.core import SOURCES


@click.command()
@click.argument("source")
@click.option("--open", "only_open", is_flag=True, help="Only paragraphs in which something is left to do.")
@click.option("--width", type=click.IntRange(20), metavar="COLUMNS", help="Width of the text, if not the terminal's.")
@archive_option
@click.pass_obj
@reports_errors
def read(project: Project, source: str, only_open: bool, width: int | None, archive: Path | None) -> None:
    """Show an article by paragraphs: what is quoted, and numbers and names that no quote covers."""
    if archive is None:
        raise click.UsageError("read needs the articles: --archive DIR, or FACTBOOK_ARCHIVE")
    records, unreadable = read_facts(project.facts)
    article = _captured(source, records, archive)
    coverage = coverage_of(source, article, records, load_schema(project.schema_sql))
    for note in _notes(coverage, article, len(unreadable)):
        click.echo(f"note: {note}", err=True)
    columns = width or shutil.get_terminal_size().columns
    colour = wants_colour()
    for line in show(coverage, columns, colour, only_open):
        click.echo(line, color=colour)


def _captured(source: str, records: Iterable[FactNode], archive: Path) -> CapturedArticle:
    """The captured file in which the article stands: its own, or that of the article that it is part of."""
    parts = {record.id: record.values.get("part_of") for record in records if record.table == SOURCES}
    name = str(parts.get(source) or source)
    return open_archive(archive).captured(name)


def wants_colour() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody has asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _notes(coverage: ArticleCoverage, article: CapturedArticle, unreadable: int) -> list[str]:
    notes = []
    if coverage.record is None:
        notes.append(f"the article is not registered: build.py new source --id {coverage.source} --file FILE")
    elif coverage.record.values.get("sha256") != article.sha256:
        notes.append("these are not the bytes that are registered: paragraphs and quotes may differ")
    if unreadable:
        notes.append(f"fact files that cannot be read, and are not counted: {unreadable} (`build.py check` says why)")
    return notes
