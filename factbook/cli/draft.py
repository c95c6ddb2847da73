"""The command that reads an article for what could be facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from factbook.cli.common import archive_option, count, reports_errors
from factbook.cli.editing import date_option, day_of
from factbook.editor.draft import Drafting
from factbook.editor.reading import read_article
from factbook.editor.sift import files_of, sifted
from factbook.editor.workspace import open_workspace
from factbook.factfiles.published_values import load_published_values
from factbook.files import make_folder, write_text
from factbook.problems import RequestError
from factbook.project import Project


@click.command()
@click.argument("source")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Where to, if not drafts/SOURCE."
)
@date_option
@archive_option
@click.pass_obj
@reports_errors
def draft(project: Project, source: str, into: Path | None, date: datetime | None, archive: Path | None) -> None:
    """Read the article SOURCE, and propose records to choose from and to mend: a file a table, outside facts/.

    Each proposal passes the checks as it is; what a person takes goes into a file of its table under facts/.
    """
    folder = into or project.root / "drafts" / source
    if folder.resolve().is_relative_to(project.facts.resolve()):
        raise RequestError(f"{folder}: a draft lies outside facts/")
    reading = read_article(open_workspace(replace(project, archive=archive)), source)
    if reading.reader is None:
        why = f"nothing is proposed: there is no reader for {reading.language!r}"
        click.echo(f"{why}; `build.py new TABLE` writes a record to be filled in")
        return
    day = day_of(date)
    _check_day(project, day)
    drafting = Drafting(reading, day)
    chosen = sifted(reading, drafting.proposals(), drafting.quoted())
    if not chosen:
        click.echo(f"nothing is proposed; `build.py read {source}` shows what is open, `build.py add` enters a record")
        return
    make_folder(folder)
    for table, text in files_of(reading.workspace, chosen).items():
        write_text(folder / f"{table}.yml", text)
        click.echo(f"{folder / table}.yml: {count(sum(p.table == table for p in chosen), 'record')} to choose from")
    click.echo(f"{count(len(chosen), 'proposal')}; label, id and what is our own word are to be mended")


def _check_day(project: Project, day: str) -> None:
    """A release that is not out yet may have its day in pyproject.toml: nothing can be checked after it."""
    released = project.released()
    if released and day > released and load_published_values(project.published_values).version != project.version():
        what = f"{day} is after {released}, the day of release {project.version()}, which is not out yet"
        raise RequestError(f"{what}: mend `date` under [tool.factbook] in pyproject.toml, or give a --date before it")
