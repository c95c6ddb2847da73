"""The command line: parse, call the stages, print, return a status. Nothing is decided here.

Status: 0 good, 1 the facts have problems, 2 wrong usage or a broken project, 3 the result cannot be written.
"""

from __future__ import annotations

import difflib
import sys
import time
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from factbook import project as stages
from factbook.problems import FactbookError, FactsRefused, WriteError
from factbook.project import Project

_LONG = 200
_archive = click.option(
    "--archive",
    envvar="FACTBOOK_ARCHIVE",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of captured articles (<source id>.txt); also FACTBOOK_ARCHIVE. Without it the lock vouches.",
)


def _told(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its exceptions told as messages and statuses."""

    @wraps(command)
    def told(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except FactsRefused as refused:
            for problem in refused.problems:
                click.echo(str(problem))
            click.echo(_count(len(refused.problems), "problem"))
            sys.exit(1)
        except FactbookError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(3 if isinstance(error, WriteError) else 2)

    return told


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _watch(files: list[Path]) -> Iterable[Path]:
    """The files; with a progress bar on a terminal where there are many."""
    if len(files) < _LONG or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="reading", file=sys.stderr) as bar:
        yield from bar


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    default=".",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, with schema.sql and facts/.",
)
@_archive
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The database to write.")
@click.pass_context
@_told
def main(context: click.Context, root: Path, archive: Path | None, output: Path | None) -> None:
    """Compile the facts into factbook.db, or run one of the commands."""
    context.obj = Project(root.resolve())
    if context.invoked_subcommand is None:
        _build(context.obj, archive, output)


def _build(project: Project, archive: Path | None, output: Path | None) -> None:
    start = time.perf_counter()
    target = output or project.database
    release = stages.build(project, archive, target, _watch)
    for table, rows in release.counts.items():
        click.echo(f"{rows:>8,}  {table}")
    seconds = time.perf_counter() - start
    click.echo(f"{target.name} {release.version}: {_count(release.counts['facts'], 'record')}, ", nl=False)
    click.echo(
        f"{_count(release.counts['citations'], 'citation')} of {_count(release.counts['sources'], 'article')}, ",
        nl=False,
    )
    click.echo(f"{seconds:.2f} s; content {release.facts_sha256[:12]}")


@main.command()
@_archive
@click.pass_obj
@_told
def check(project: Project, archive: Path | None) -> None:
    """Say everything that is wrong with the facts; write nothing."""
    facts = stages.check(project, archive, _watch)
    proof = "the archive" if archive else "the lock"
    click.echo(f"{_count(len(facts.records), 'record')}: no problems (quotes held against {proof})")


@main.command()
@_archive
@click.pass_obj
@_told
def verify(project: Project, archive: Path | None) -> None:
    """Hold every quote against the articles and write facts/evidence.lock."""
    if archive is None:
        raise click.UsageError("verify needs the articles: --archive DIR, or FACTBOOK_ARCHIVE")
    facts = stages.verify(project, archive, _watch)
    click.echo(f"{_count(len(facts.evidence.lock.spans), 'quote')} found in the articles; {project.lock.name} written")


@main.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Show the difference, write nothing; status 1 if there is one."
)
@click.pass_obj
@_told
def fmt(project: Project, only_check: bool) -> None:
    """Write the fact files in their canonical form."""
    changes, problems = stages.uncanonical(project)
    for path, (text, wanted) in changes.items():
        name = path.relative_to(project.root).as_posix()
        if only_check:
            click.echo("".join(_difference(text, wanted, name)), nl=False)
        else:
            stages.write_text(path, wanted)
            click.echo(f"{name} written")
    if problems:
        raise FactsRefused(problems)
    click.echo(f"{_count(len(changes), 'file')} {'to be written' if only_check else 'changed'}")
    if only_check and changes:
        sys.exit(1)


def _difference(text: str, wanted: str, name: str) -> Iterable[str]:
    lines = text.splitlines(keepends=True), wanted.splitlines(keepends=True)
    return difflib.unified_diff(*lines, f"{name} (as it is)", f"{name} (canonical)")


@main.command()
@_archive
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
@_told
def serve(project: Project, archive: Path | None, host: str, port: int) -> None:
    """Build the database and serve the site; Ctrl-C ends it."""
    from factbook.serve import serve_site  # noqa: PLC0415 - Datasette is slow to import and no other command needs it

    _build(project, archive, None)
    serve_site(project.root, project.database, host, port)
