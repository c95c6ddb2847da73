"""The commands of those who publish a release: publish, diff, release."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from factbook.cli.common import (
    archive_option,
    count,
    format_option,
    print_note,
    print_result,
    reports_errors,
    show_progress,
)
from factbook.cli.editing import date_option, day_of, version_option, write_shown, yes_option
from factbook.compile import pipeline as stages
from factbook.editor.history import Decision, compare_with_files, draft_changes, next_version
from factbook.editor.release import release as make_release
from factbook.editor.try_out import write_all
from factbook.editor.workspace import open_workspace
from factbook.formats.difference import DIFFERENCE_FORMS
from factbook.problems import FactbookError
from factbook.project import Project
from factbook.record.difference import Difference, compare
from factbook.record.kept import keep_release

_FOLDER = click.Path(file_okay=False, path_type=Path)


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
@click.argument("version")
@archive_option
@date_option
@yes_option
@click.pass_obj
@reports_errors
def release(project: Project, version: str, archive: Path | None, date: datetime | None, yes: bool) -> None:
    """Publish the facts as VERSION: each file that names it, entries since the last one, ids and values locked."""
    workspace = open_workspace(replace(project, archive=archive))
    texts = make_release(workspace, version, day_of(date))
    if write_shown(workspace.project, texts, yes=yes):
        try:
            _keep(workspace.project, day_of(date))
        except (FactbookError, KeyboardInterrupt):
            print_note(f"{version} is locked, and its database is not kept yet: `build.py`, then `build.py keep`")
            raise
        click.echo(f"{version} is released")
        _note_what_is_left(project)


def _note_what_is_left(project: Project) -> None:
    citation = project.root / "CITATION.cff"
    if citation.is_file() and not re.search(r"^url: ", citation.read_text(encoding="utf-8"), re.M):
        print_note("CITATION.cff has no url, which it may lack: `site_url` in metadata.yml gives it one")
    if (project.root / "falsified.json").is_file():
        print_note("`build.py falsify --write falsified.json` measures the falsehoods that this version refuses")


def _keep(project: Project, date: str) -> None:
    """Build the database of the release, and keep it for good."""
    stages.build(project, project.database)
    kept = keep_release(project.root, project.database, date)
    click.echo(f"releases/{kept.version} keeps its database")


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(DIFFERENCE_FORMS)), default="text", show_default=True)
@click.option("--check", "check_reasons", is_flag=True, help="Status 1 if anything changed or went without a reason.")
@click.option("--write", "write_entries", is_flag=True, help="Add entries to facts/changes.yml for what has no reason.")
@click.option(
    "--reason", default="", metavar="TEXT", help="With --write: why; without it, each entry is to be filled in."
)
@click.option(
    "--pages", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write changed pages there."
)
@version_option
@date_option
@click.pass_obj
@reports_errors
def diff(
    project: Project, old: Path, new: Path | None, form: str, check_reasons: bool, write_entries: bool, reason: str,
    pages: Path | None, version: str, date: datetime | None,
) -> None:  # fmt: skip
    """Say what differs between two compiled factbooks: facts added, corrected, merged, withdrawn.

    NEW are the facts as they stand in the files, if none is named.
    """
    difference = compare(old, new) if new else compare_with_files(old, project)
    click.echo(DIFFERENCE_FORMS[form](difference), nl=False)
    if pages:
        _write_pages(project, new or project.database, difference, pages)
    if write_entries:
        _write_entries(project, difference, reason, version, day_of(date))
    elif check_reasons and difference.without_reason:
        click.echo(f"without a reason: {', '.join(difference.without_reason)}", err=True)
        sys.exit(1)


def _write_pages(project: Project, database: Path, difference: Difference, folder: Path) -> None:
    from factbook.editor.page_files import changed_records, write_pages  # noqa: PLC0415 - Datasette is slow to import

    written = write_pages(project.root, database, changed_records(difference), folder)
    click.echo(f"{count(written, 'page')} written to {folder}", err=True)


def _write_entries(project: Project, difference: Difference, reason: str, version: str, date: str) -> None:
    workspace = open_workspace(project)
    decision = Decision(reason, date, version or next_version(workspace))
    entries = draft_changes(workspace, difference, decision)
    write_all(workspace.texts())
    left = "" if reason or not entries else "; write the reason of each"
    click.echo(f"{count(entries, 'entry').replace('entrys', 'entries')} added to facts/changes.yml{left}", err=True)
