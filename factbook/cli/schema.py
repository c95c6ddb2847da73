"""The command that writes what editors know of fact files."""

from __future__ import annotations

import sys

import click

from factbook.cli.common import count, told
from factbook.editor.files import orphans, stale_files, write_files
from factbook.editor.json_schema import FOLDER, editor_files
from factbook.project import Project
from factbook.read import read_facts


@click.command()
@click.argument("table", required=False)
@click.option("--write", is_flag=True, help="Write the files that differ, and remove those of tables that are gone.")
@click.pass_obj
@told
def schema(project: Project, table: str | None, write: bool) -> None:
    """Print a table's JSON Schema, or say which of the files under editor/ are not current (status 1)."""
    records, _ = read_facts(project.facts)
    files = editor_files(project.schema(), records)
    if table:
        _print(table, files)
    elif write:
        _write(project, files)
    elif stale := [*stale_files(project.root, files), *orphans(project.root, files)]:
        click.echo("".join(f"{name} is not current\n" for name in stale) + "`build.py schema --write` writes them")
        sys.exit(1)


def _print(table: str, files: dict[str, str]) -> None:
    name = f"{FOLDER}/{table}.schema.json"
    if name not in files:
        raise click.BadParameter(f"there is no {name}", param_hint="TABLE")
    click.echo(files[name], nl=False)


def _write(project: Project, files: dict[str, str]) -> None:
    written, gone = write_files(project.root, files), orphans(project.root, files)
    for name in gone:
        (project.root / name).unlink()
    for name in written:
        click.echo(f"{name} written")
    for name in gone:
        click.echo(f"{name} removed")
    click.echo(f"{count(len(written) + len(gone), 'file')} changed")
