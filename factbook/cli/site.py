"""The command that serves the site."""

from __future__ import annotations

from pathlib import Path

import click

from factbook.cli.build import run
from factbook.cli.common import archive_option, told
from factbook.project import Project
from factbook.serve import serve_site


@click.command()
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
@told
def serve(project: Project, archive: Path | None, host: str, port: int) -> None:
    """Build the database and serve the site; Ctrl-C ends it."""
    run(project, archive, None)
    serve_site(project.root, project.database, host, port)
