"""The command that starts a new record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from factbook.cli.common import archive_option, reports_errors
from factbook.cli.correct import pair_of
from factbook.cli.editing import date_option, day_of
from factbook.editor.capture import archive_steps, check_is_new, id_for, lists_of, read_capture, values_of
from factbook.editor.new import Existing, Request, append, draft, load_existing
from factbook.editor.own_language import in_own_language
from factbook.editor.words import singular, table_named
from factbook.problems import did_you_mean
from factbook.project import Project
from factbook.schema import Schema, Table

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("kind")
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE...]")
@click.option("--label", default="", metavar="TEXT", help="What the record is called; the id is made of it.")
@click.option("--id", "wished", default="", metavar="ID", help="The id, if not one made of the label.")
@click.option("--source", default="", metavar="ID", help="The article of its first citation.")
@click.option("--paragraph", default="", metavar="N", help="The paragraph of its first citation.")
@click.option("--quote", default="", metavar="TEXT", help="The words that prove it.")
@click.option("--voice", default="", metavar="WORD", help="Whose words these are: reporter, speaker or interviewer.")
@click.option("--explain", "explained", is_flag=True, help="Every key that it may have, each with what it takes.")
@date_option
@click.option("--file", "article", type=_FILE, help="For a source: the captured article.")
@click.option("--into", type=_FILE, help="A fact file to append to, new or not; without it, standard output.")
@archive_option
@click.pass_obj
@reports_errors
def new(
    project: Project,
    kind: str,
    values: tuple[str, ...],
    label: str,
    wished: str,
    source: str,
    paragraph: str,
    quote: str,
    voice: str,
    explained: bool,
    date: datetime | None,
    article: Path | None,
    into: Path | None,
    archive: Path | None,
) -> None:
    """Write a new record to be filled in: KIND is source, or a table of schema.sql, singular or plural."""
    existing = load_existing(project)
    table = _table(kind, existing.schema)
    cited = {"source": source, "paragraph": paragraph, "quote": quote, "voice": voice}
    given = dict(pair_of(value) for value in values) | ({"checked": day_of(date)} if table.is_fact else {})
    known = {key: value for key, value in cited.items() if value}
    request, notes = Request(label, wished, _known(table, existing, given), known, explained=explained), list[str]()
    if article:
        request, notes = _register(project, existing, table, request, article, archive)
    record = draft(existing, table, request)
    if into:
        append(project, table, into, record.text)
        click.echo(f"{record.id or 'a record without id'} written to {into}")
    else:
        click.echo(record.text, nl=False)
    for note in [*record.notes, *notes]:
        click.echo(f"note: {note}", err=True)


def _known(table: Table, existing: Existing, given: dict[str, str]) -> dict[str, str]:
    """The values that were given; raises BadParameter with those that the table does not have."""
    keys = existing.schema.keys(table.name)
    if unknown := [key for key in given if key not in keys]:
        hint = "; ".join(filter(None, (did_you_mean(key, keys) for key in unknown))) or f"it has {', '.join(keys)}"
        said = ", ".join(map(repr, unknown))
        raise click.BadParameter(f"{table.name} has no {said}: {hint}", param_hint="FIELD=VALUE")
    return given


def _table(kind: str, schema: Schema) -> Table:
    table = table_named(kind, schema)
    if table is None:
        kinds = ", ".join(map(singular, schema.roots))
        raise click.BadParameter(f"{kind!r} is none of {kinds}", param_hint="KIND")
    return table


def _register(
    project: Project, existing: Existing, table: Table, request: Request, path: Path, archive: Path | None
) -> tuple[Request, list[str]]:
    """The request with what the article's file says, and what to do with the file."""
    if table.name != "sources":
        raise click.UsageError("--file is for a source: the captured article")
    article = read_capture(path)
    check_is_new(article, existing)
    id = request.id or id_for(path)
    notes = list(archive_steps(path, id, archive, project.root))
    values = {**request.values, **values_of(article, request.values)}
    with in_own_language(project, existing.schema):
        return replace(request, id=id, values=values, lists=lists_of(article, values)), notes
