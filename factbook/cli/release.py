"""The commands of those who publish a release: publish, diff."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from factbook.cli.common import archive_option, count, format_option, print_result, reports_errors, show_progress
from factbook.compile import pipeline as stages
from factbook.formats.difference import DIFFERENCE_FORMS
from factbook.project import Project
from factbook.record.difference import compare


@click.command()
@archive_option
@format_option
@click.pass_obj
@reports_errors
def publish(project: Project, archive: Path | None) -> None:
    """Add the ids of all facts to facts/ids.lock: from then on none disappears in silence."""
    new = stages.publish(replace(project, archive=archive), show_progress)
    print_result(
        *(f"{id} is published" for id in new), f"{count(len(new), 'new id')}; {project.published.name} written"
    )


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(DIFFERENCE_FORMS)), default="text", show_default=True)
@click.option("--check", "check_reasons", is_flag=True, help="Status 1 if anything changed or went without a reason.")
@reports_errors
def diff(old: Path, new: Path, form: str, check_reasons: bool) -> None:
    """Say what differs between two compiled factbooks: facts added, corrected, merged, withdrawn."""
    difference = compare(old, new)
    click.echo(DIFFERENCE_FORMS[form](difference), nl=False)
    if check_reasons and difference.without_reason:
        click.echo(f"without a reason: {', '.join(difference.without_reason)}", err=True)
        sys.exit(1)
