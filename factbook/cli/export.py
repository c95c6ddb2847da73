"""The command that writes what is downloaded."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from factbook.cli.common import archive_option, count, format_option, print_result, reports_errors, show_progress
from factbook.compile import pipeline as stages
from factbook.export import has_parquet, load_content, render, write_folder
from factbook.project import Project
from factbook.schema import Schema, load_schema
from factbook.schema.settings import load_settings
from factbook.site.settings import read_address

FOLDER = "dist"
_NO_PARQUET = "without Parquet, which needs pyarrow: `pip install pyarrow`"


@click.command()
@archive_option
@format_option
@click.option(
    "--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder to write; dist/ if not given."
)
@click.option("--partition", metavar="COLUMN", help="Part the Parquet files by this column, such as kind.")
@click.option("--database", metavar="FILE", type=click.Path(path_type=Path), help="Export this database; build none.")
@click.pass_obj
@reports_errors
def export(
    project: Project, archive: Path | None, output: Path | None, partition: str | None, database: Path | None
) -> None:
    """Build the database and write it in every format for download; links begin with FACTBOOK_URL, where it is set."""
    if partition:
        _check_partition(partition, load_schema(project.schema_sql))
    if database is None:
        stages.build(replace(project, archive=archive), project.database, show_progress)
    print_result(*write(project, database or project.database, output or project.root / FOLDER, partition))


def write(project: Project, database: Path, folder: Path, partition: str | None = None, address: str = "") -> list[str]:
    """Export the finished database into the folder; returns what was done, in lines.

    Links begin with `address`, or where FACTBOOK_URL says.
    """
    schema = load_schema(project.schema_sql)
    metadata = load_settings(project.metadata, schema)[0].metadata
    content = load_content(database, schema, metadata, address or read_address(project.root, os.environ))
    files = render(content, database.read_bytes(), partition)
    write_folder(files, folder)
    size = sum(map(len, files.values())) / 1e6
    said = f"{folder.name}/: {count(len(files), 'file')}, {size:.1f} MB, version {content.edition.release.version}"
    return [said, *([] if has_parquet() else [_NO_PARQUET])]


def _check_partition(column: str, schema: Schema) -> None:
    kinds = {c.name for table in schema.tables.values() for c in table.columns.values() if c.choices and c.required}
    if not has_parquet():
        raise click.UsageError(f"--partition is of Parquet: this would be {_NO_PARQUET}")
    if column not in kinds:
        raise click.UsageError(f"--partition takes a column of closed choices: {', '.join(sorted(kinds))}")
