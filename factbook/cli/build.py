"""What `build.py` does without a command: check, compile, and a short summary."""

from __future__ import annotations

import time
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
from factbook.compile.write import BuildResult
from factbook.editor.schemas import refresh_schemas
from factbook.project import Project

#: How a value is known, as it is counted: by `proofs.how`.
_COUNTED = {
    "read": "read by machine in the quote",
    "named": "named in it",
    "attributed": "attributed in it",
    "classed": "shown by a word of it",
    "reckoned": "calculated",
    "inferred": "inferred by an editor",
    "worded": "in our own words",
    "ours": "our classification",
}


def run(project: Project, archive: Path | None, output: Path | None) -> None:
    """Build the database and print rows by table, then what was built in how many seconds."""
    start = time.perf_counter()
    target = output or project.database
    release = stages.build(replace(project, archive=archive), target, show_progress, print_note)
    if target == project.database:
        refresh_schemas(project)
    records, citations, sources = (release.counts[name] for name in ("facts", "citations", "sources"))
    print_result(
        *(f"{rows:>8,}  {table}" for table, rows in release.counts.items()),
        say_known(release),
        f"{target.name} {release.version}: {count(records, 'record')}, {count(citations, 'citation')} "
        f"of {count(sources, 'article')}, {time.perf_counter() - start:.2f} s; content {release.facts_sha256[:12]}",
    )


def say_known(release: BuildResult) -> str:
    """How many of the values are known how, in a sentence."""
    parts = ", ".join(f"{number:,} {_COUNTED[how]}" for how, number in release.known.items() if number)
    values = count(sum(release.known.values()), "value")
    return f"of {values} {parts or 'none'}; quotes checked against the {release.quotes_held_against}"


@click.command()
@archive_option
@format_option
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The database to write.")
@click.pass_obj
@reports_errors
def build(project: Project, archive: Path | None, output: Path | None) -> None:
    """Compile the facts into factbook.db, as without a command."""
    run(project, archive, output)
