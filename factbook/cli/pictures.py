"""The command that draws charts and cards."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import click

from factbook.child_processes import end_with_parent
from factbook.cli.common import (
    archive_option,
    count,
    format_option,
    print_note,
    print_result,
    reports_errors,
    show_progress,
)
from factbook.compile import pipeline as stages
from factbook.pictures.folder import NAME
from factbook.pictures.make import Book, can_draw, make_pictures
from factbook.project import Project
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from factbook.site.settings import read_address

_NOT_HERE = "no pictures: they need more packages: `pip install vl-convert-python resvg-py fonttools budoux`"


@click.command()
@archive_option
@format_option
@click.option(
    "--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder to write; pictures/ if not given."
)
@click.option("--database", metavar="FILE", type=click.Path(path_type=Path), help="Draw this database; build none.")
@click.option("--quick", is_flag=True, help="Draw no new cards in other languages: their pages show the first one's.")
@click.pass_obj
@reports_errors
def pictures(project: Project, archive: Path | None, output: Path | None, database: Path | None, quick: bool) -> None:
    """Build the database and draw its charts and cards in each language; what has not changed is not drawn again."""
    if not can_draw():
        print_note(_NOT_HERE)
        return
    if database is None:
        stages.build(replace(project, archive=archive), project.database, show_progress)
    print_result(draw(project, database or project.database, output or project.root / NAME, quick=quick))


def draw_aside(project: Project, archive: Path | None) -> None:
    """Draw what has changed, in a process of its own: what draws takes much memory. Ends this one where that fails."""
    words = ["--root", str(project.root), "pictures", "--quick", *(("--archive", str(archive)) if archive else ())]
    process = get_context("spawn").Process(target=_run, args=(words,))
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    process.start()
    try:
        process.join()
    finally:
        process.terminate()
        signal.signal(signal.SIGTERM, before)
    if process.exitcode:
        raise SystemExit(process.exitcode)


def _run(words: list[str]) -> None:
    from factbook.cli import main  # noqa: PLC0415 - which imports this module

    end_with_parent()
    main(words)


def draw(project: Project, database: Path, folder: Path, *, quick: bool = False) -> str:
    """Draw the pictures of the finished database into the folder; returns what was done, in a line."""
    schema = load_schema(project.schema_sql)
    metadata = load_settings(project.metadata, schema)[0].metadata
    address = read_address(project.root, os.environ)
    made = make_pictures(Book(database, project.root, schema, metadata, address), folder, quick=quick)
    return f"{folder.name}/: {count(made.pictures, 'picture')}, {made.drawn} drawn now, {made.size / 1e6:.1f} MB"
