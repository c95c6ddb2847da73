"""The command that puts falsehoods into the facts and says which of them the rules refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from factbook.cli.common import archive_option, reports_errors
from factbook.editor.falsify.judge import Refusals
from factbook.editor.falsify.load import load_book
from factbook.editor.falsify.report import as_json, lines
from factbook.editor.falsify.tally import falsify as falsify_facts
from factbook.files import write_text
from factbook.project import Project


@click.command()
@archive_option
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed tries other values.")
@click.option("--each", type=click.IntRange(1), default=3, show_default=True, help="Values tried in one's place.")
@click.option("--examples", type=click.IntRange(0), default=3, show_default=True, help="Shown of what got in.")
@click.option("--write", "target", metavar="FILE", type=click.Path(path_type=Path), help="Write the figures as JSON.")
@click.pass_obj
@reports_errors
def falsify(project: Project, archive: Path | None, seed: int, each: int, examples: int, target: Path | None) -> None:
    """Make values false one at a time, and say by kind how many of them the rules refuse."""
    if archive is None:
        raise click.UsageError("falsify needs the articles: --archive DIR, or FACTBOOK_ARCHIVE")
    project = replace(project, archive=archive)
    found = falsify_facts(load_book(project, archive), Refusals(project, archive).refused, seed, each, examples)
    for line in lines(found):
        click.echo(line)
    if target:
        write_text(target, as_json(found, project.version()))
