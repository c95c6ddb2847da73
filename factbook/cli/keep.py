"""The command that keeps a release for good: keep."""

from __future__ import annotations

from pathlib import Path

import click

from factbook.cli.common import print_result, reports_errors
from factbook.project import Project
from factbook.record.kept import keep_release


@click.command()
@click.argument("database", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--released", default="", metavar="DATE", help="The day of the release, such as 2026-11-28.")
@click.option("--url", default="", metavar="URL", help="Where the database of this release is had for good.")
@click.pass_obj
@reports_errors
def keep(project: Project, database: Path | None, released: str, url: str) -> None:
    """Keep a database (factbook.db, or the one named) in releases/: its records answer under its version for good."""
    kept = keep_release(project.root, database or project.database, released, url)
    print_result(f"releases/{kept.version}: {kept.bytes:,} bytes, SHA-256 {kept.sha256}")
