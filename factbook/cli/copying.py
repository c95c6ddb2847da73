"""The command that counts how much of each article is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from factbook.cli.common import archive_option, reports_errors
from factbook.editor.copying import ArticleCopied, copied_of_all
from factbook.evidence.archive import open_archive
from factbook.factfiles.read import read_facts
from factbook.project import Project
from factbook.schema import load_schema


@click.command()
@archive_option
@click.pass_obj
@reports_errors
def copying(project: Project, archive: Path | None) -> None:
    """Count how much of each article the quotes reproduce, and list where that is too much."""
    if archive is None:
        raise click.UsageError("copying needs the articles: --archive DIR, or FACTBOOK_ARCHIVE")
    records, _ = read_facts(project.facts)
    for found in copied_of_all(records, open_archive(archive), load_schema(project.schema_sql)):
        for line in _lines(found):
            click.echo(line)


def _lines(found: ArticleCopied) -> Iterator[str]:
    whole = found.whole
    note = ", too much" if whole in found.passed else ""
    yield f"{found.source}: {whole.quoted:,} of {whole.words:,} words quoted, {whole.share:.0%}{note}"
    for copied in found.passed:
        if copied.sentence:
            where = f"paragraph {copied.paragraph}, sentence {copied.sentence}"
            yield f"    {where}: {copied.quoted} of {copied.words} words quoted, {copied.share:.0%}, too much"
