"""The command that writes the whole site as files: freeze."""

from __future__ import annotations

import os
from pathlib import Path

import click

from factbook.cli.common import archive_option, count, print_result, reports_errors
from factbook.cli.site import build_with_downloads
from factbook.export import write_folder
from factbook.project import Project
from factbook.site.serving.trusted_host import VARIABLE
from factbook.site.settings import published_url, read_address

#: Where a folder is looked at before it is published: `python -m http.server` answers there.
_PREVIEW = "http://localhost:8000"


@click.command()
@archive_option
@click.argument("folder", default="frozen", type=click.Path(file_okay=False, path_type=Path))
@click.option("--url", metavar="URL", help="Where it will stand: citations begin with it. Else FACTBOOK_URL, site_url.")
@click.pass_obj
@reports_errors
def freeze(project: Project, archive: Path | None, folder: Path, url: str | None) -> None:
    """Build, and write the whole site as files into a folder, for any host of files."""
    from factbook.site.freezing import MARKER, freeze_site  # noqa: PLC0415 - Datasette takes a second to import

    address = (url or read_address(project.root, os.environ) or published_url(project.root) or _PREVIEW).rstrip("/")
    build_with_downloads(project, archive, address)
    # What is walked stands nowhere yet.
    os.environ.pop(VARIABLE, None)
    files = write_folder(freeze_site(project.root, project.database, address), folder, MARKER)
    print_result(f"{folder}: {count(files, 'file')}, to stand at {address}")
    if address == _PREVIEW:
        click.echo(f"No address is set: citations begin with {_PREVIEW} until --url gives one.", err=True)
