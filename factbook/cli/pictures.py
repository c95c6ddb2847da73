"""The command that draws charts and cards."""

from __future__ import annotations

import os
from dataclasses import replace
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
from factbook.compile import pipeline as stages
from factbook.pictures.folder import NAME
from factbook.pictures.make import Book, can_draw, make_pictures
from factbook.project import Project
from factbook.schema import load_schema
from factbook.schema.settings import load_settings
from factbook.site.settings import read_address

_NOT_HERE = (
    "no pictures: they need vl-convert-python, resvg-py and fonttools: `make pictures`, or pip install '.[pictures]'"
)


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


def draw(project: Project, database: Path, folder: Path, *, quick: bool = False) -> str:
    """Draw the pictures of the finished database into the folder; returns what was done, in a line."""
    schema = load_schema(project.schema_sql)
    metadata = load_settings(project.metadata, schema)[0].metadata
    address = read_address(project.root, os.environ)
    made = make_pictures(Book(database, project.root, schema, metadata, address), folder, quick=quick)
    return f"{folder.name}/: {count(made.pictures, 'picture')}, {made.drawn} drawn now, {made.size / 1e6:.1f} MB"
