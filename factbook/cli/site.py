"""The command that serves the site."""

from __future__ import annotations

import os
from pathlib import Path

import click

from factbook.cli.build import run
from factbook.cli.common import archive_option, reports_errors
from factbook.cli.export import FOLDER, write
from factbook.cli.pictures import draw_aside
from factbook.pictures.folder import NAME as PICTURES
from factbook.problems import WriteError
from factbook.project import Project
from factbook.schema import load_schema
from factbook.site.serving.finished import check_finished
from factbook.site.serving.port import claim_port
from factbook.site.serving.snapshot import pin_release
from factbook.site.settings import checked_origin

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.option("--database", type=READABLE, help="Serve this finished database; build and write nothing.")
@click.option("--draw", is_flag=True, help="Draw charts and cards before, if what draws them is there.")
@click.option("--watch", is_flag=True, help="For editors: build anew when a file changes, and reload the page.")
@click.pass_obj
@reports_errors
def serve(
    project: Project, archive: Path | None, host: str, port: int, database: Path | None, draw: bool, watch: bool
) -> None:
    """Build the database, write what is downloaded, and serve the site; Ctrl-C ends it."""
    from factbook.site.server import serve_site  # noqa: PLC0415 - Datasette takes a second to import

    checked_origin(os.environ)
    if watch:
        from factbook.cli.watch import watch_site  # noqa: PLC0415 - what readers are served does without it

        watch_site(project, archive, host, port)
        return
    if database:
        check_finished(database, load_schema(project.schema_sql))
    with claim_port(host, port) as claimed:
        if draw:
            draw_aside(project, archive)
        serve_site(project.root, database or _built(project, archive), claimed)


def _built(project: Project, archive: Path | None) -> Path:
    """The database, made anew and pinned, with the downloads and the pictures beside it."""
    build_with_downloads(project, archive)
    return pin_release(project.database, project.root / FOLDER, project.root / PICTURES)


def build_with_downloads(project: Project, archive: Path | None, address: str = "") -> None:
    """Make the database anew, and the downloads beside it, their links at `address` or where FACTBOOK_URL says."""
    run(project, archive, None)
    _write_downloads(project, address)


def _write_downloads(project: Project, address: str) -> None:
    """Write dist/; where that cannot be, the site does without, and its Downloads page says so."""
    try:
        click.echo("\n".join(write(project, project.database, project.root / FOLDER, address=address)))
    except WriteError as error:
        click.echo(f"no downloads: {error}", err=True)
