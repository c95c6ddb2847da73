"""The command that enters one record of one passage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from factbook.cli.common import archive_option, print_note, reports_errors
from factbook.cli.correct import pair_of
from factbook.cli.editing import date_option, day_of
from factbook.editor.add import add_passage, add_record, ids, others_counted
from factbook.editor.new import slug
from factbook.editor.reading import Passage, Reading, read_article
from factbook.editor.try_out import difference, new_problems, write_all
from factbook.editor.words import singular, table_named
from factbook.editor.workspace import open_workspace
from factbook.problems import FactsRefused
from factbook.project import Project
from factbook.schema import Table


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("source")
@click.argument("paragraph", type=click.IntRange(1))
@click.argument("quote")
@click.argument("values", nargs=-1, type=click.UNPROCESSED, metavar="--TABLE [LABEL] [FIELD=VALUE...]")
@click.option(
    "--to", "existing", default="", metavar="ID", help="A record that exists: it gets the passage, and the values."
)
@date_option
@archive_option
@click.pass_obj
@reports_errors
def add(
    project: Project, source: str, paragraph: int, quote: str, values: tuple[str, ...], existing: str,
    date: datetime | None, archive: Path | None,
) -> None:  # fmt: skip
    """Enter a record that the QUOTE in this PARAGRAPH of the article SOURCE proves.

    `--TABLE` says what it is (`--figure`, `--statement`, ...), then come its label and what else is not in the quote.
    Source, paragraph, voice, speaker, number, unit, bound, classes, day of the check and id are filled in.
    """
    reading = read_article(open_workspace(replace(project, archive=archive)), source)
    passage = reading.passage(paragraph, quote)
    words = [value for value in values if not value.startswith("--")]
    given = dict(pair_of(word) for word in words if "=" in word.split(" ")[0])
    if existing:
        add_passage(reading, existing, passage, given, day_of(date))
    else:
        label = " ".join(word for word in words if "=" not in word.split(" ")[0])
        table = _table(values, reading)
        _note_numbers(reading, table, passage, given)
        id = add_record(reading, table, passage, given, label, day_of(date))
        if label and "id" not in given and id != slug(label) and slug(label) in ids(reading):
            print_note(
                f"{slug(label)} is another record's id: this one is {id}; id=... gives another, before it is published"
            )
    _write(reading)
    if said := reading.unknown_speaker(passage):
        print_note(f"its sentence gives these words to {said}: where that has no record yet, enter it, then its words")


def _note_numbers(reading: Reading, table: Table, passage: Passage, given: dict[str, str]) -> None:
    """Say which of several numbers of the quote is taken, where the editor has not said it."""
    taken, others = others_counted(reading, table, passage, given)
    if others:
        name = next(iter(table.tagged("number"))).name
        print_note(f"of the numbers in the quote {taken} is taken; {name}=... takes another: {', '.join(others)}")


def _table(values: tuple[str, ...], reading: Reading) -> Table:
    named = [value.removeprefix("--") for value in values if value.startswith("--")]
    found = [table_named(name, reading.workspace.schema) for name in named]
    if len(found) == 1 and found[0] is not None and found[0].is_fact:
        return found[0]
    tables = ", ".join(f"--{singular(name)}" for name in reading.workspace.schema.fact_tables)
    wrong = next((f"there is no --{name}: " for name, table in zip(named, found, strict=True) if table is None), "")
    raise click.UsageError(f"{wrong}say what it is, by one of {tables}, or which record it is --to")


def _write(reading: Reading) -> None:
    """Write what has no fault of its own, and show it."""
    workspace = reading.workspace
    texts = workspace.texts()
    if problems := new_problems(workspace.project, texts):
        print_note("nothing is written; the lines are those that the files would have")
        raise FactsRefused(problems)
    click.echo(difference(workspace.project.root, texts), nl=False)
    write_all(texts)
