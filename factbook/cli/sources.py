"""The commands about articles: sources check."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from factbook.cli.common import archive_option, reports_errors
from factbook.problems import ProjectError
from factbook.project import Project


@click.group()
def sources() -> None:
    """Articles that facts are cited from."""


@sources.command()
@archive_option
@click.argument("wanted", nargs=-1, metavar="[SOURCE]...")
@click.pass_obj
@reports_errors
def check(project: Project, archive: Path | None, wanted: tuple[str, ...]) -> None:
    """Ask each article's address: the same, quotes still there, quotes gone, or unreachable (status 1 for these two).

    Reads factbook.db; with the archive, whole paragraphs are compared too.
    """
    from factbook.editor.live import check_live  # noqa: PLC0415 - only this command speaks to the web
    from factbook.evidence.archive import open_archive  # noqa: PLC0415

    if not project.database.is_file():
        raise ProjectError(f"{project.database}: not there; run build first")
    folder = replace(project, archive=archive).archive
    with closing(sqlite3.connect(project.database)) as conn:
        found = check_live(conn, open_archive(folder) if folder else None, wanted)
    for each in found:
        click.echo(
            f"{each.source}: {each.state} ({each.quotes} quotes) {each.url}" + (f": {each.why}" if each.why else "")
        )
        for quote in each.gone:
            click.echo(f"  gone: {quote}")
    unknown = set(wanted) - {each.source for each in found}
    if unknown:
        raise ProjectError(f"{', '.join(sorted(unknown))}: no article of this id")
    sys.exit(any(each.state in ("quotes gone", "unreachable") for each in found))
