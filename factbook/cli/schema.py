"""The command that says what fact files may hold, for editors."""

from __future__ import annotations

import click

from factbook.cli.common import count, reports_errors
from factbook.editor.json_schema import FOLDER, schema_files
from factbook.editor.schemas import write_schemas
from factbook.project import Project
from factbook.schema import load_schema


@click.command()
@click.argument("table", required=False)
@click.option("--write", is_flag=True, help=f"Write {FOLDER}/ and the settings that tie it to the facts.")
@click.option("--sql", is_flag=True, help="Print all SQL that is compiled: the core's, schema.sql, and what follows.")
@click.pass_obj
@reports_errors
def schema(project: Project, table: str | None, write: bool, sql: bool) -> None:
    """Print the JSON Schema of a table's fact files, or write those of all tables for editors."""
    if sql:
        click.echo(load_schema(project.schema_sql).sql, nl=False)
        return
    if write:
        written = write_schemas(project)
        click.echo("".join(f"{name} written\n" for name in written) + f"{count(len(written), 'file')} changed")
        return
    found = load_schema(project.schema_sql)
    if table not in found.roots:
        raise click.BadParameter(f"give one of {', '.join(found.roots)}, --write or --sql", param_hint="TABLE")
    click.echo(schema_files(found)[f"{FOLDER}/{table}.schema.json"], nl=False)
