"""What the commands share: options, how problems are printed, how long work shows how far it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from factbook.cli.report import Report, as_github, as_json, as_text
from factbook.problems import FactbookError, FactsRefused, Problem, WriteError

_LONG = 200
_FORMAT, _CHANGED = "factbook.format", "factbook.changed"
archive_option = click.option(
    "--archive",
    envvar="FACTBOOK_ARCHIVE",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of captured articles (<source id>.txt); also FACTBOOK_ARCHIVE. Without it, the locks are used.",
)


def _keep_format(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.meta[_FORMAT] = value


format_option = click.option(
    "--format",
    type=click.Choice(["text", "json", "github"]),
    callback=_keep_format,
    expose_value=False,
    is_eager=True,
    help="How problems are printed: as text (the default), as JSON, or as annotations for GitHub Actions.",
)


def reports_errors(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its exceptions printed as messages and turned into statuses."""

    @wraps(command)
    def reporting(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except FactsRefused as refused:
            _print_problems(refused.problems)
            sys.exit(1)
        except FactbookError as error:
            if _format() != "text":
                click.echo(_report()((), str(error)), nl=False)
            click.echo(f"error: {error}", err=True)
            sys.exit(3 if isinstance(error, WriteError) else 2)

    return reporting


def print_result(*lines: str) -> None:
    """Say that all went well: the lines, or in JSON the report without problems."""
    click.echo(as_json(()) if _format() == "json" else "".join(f"{line}\n" for line in lines), nl=False)


def put_first(changed: frozenset[str]) -> None:
    """From now on, problems of these files (paths as in problems) are printed before all others."""
    click.get_current_context().meta[_CHANGED] = changed


def _print_problems(problems: Sequence[Problem]) -> None:
    report, changed = _report(), click.get_current_context().meta.get(_CHANGED)
    if changed is None:
        click.echo(report(problems, ""), nl=False)
    else:
        ours = [problem for problem in problems if problem.path in changed]
        rest = [problem for problem in problems if problem.path not in changed]
        _print_parted(ours, rest, report)
    if _format() != "json":
        click.echo(count(len(problems), "problem"))


def _print_parted(ours: Sequence[Problem], rest: Sequence[Problem], report: Report) -> None:
    if _format() != "text":
        click.echo(report([*ours, *rest], ""), nl=False)
        return
    for heading, problems in (("In changed files", ours), ("In files that are as they were", rest)):
        if problems:
            click.echo(f"{heading}:\n{report(problems, '')}")


def _format() -> str:
    return str(click.get_current_context().meta.get(_FORMAT, "text"))


def _report() -> Report:
    reports: dict[str, Report] = {"text": as_text, "json": as_json, "github": partial(as_github, folder=_folder())}
    return reports[_format()]


def _folder() -> str:
    """The project's folder as seen from the top of the repository that GitHub has checked out."""
    root = click.get_current_context().find_root().params.get("root") or Path()
    folder = os.path.relpath(root, os.environ.get("GITHUB_WORKSPACE") or ".")
    return "" if folder == "." else folder


def print_note(word: str) -> None:
    """Say something beside the result."""
    click.echo(f"note: {word}", err=True)


def count(number: int, noun: str) -> str:
    """`1 record`, `2,000 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def show_progress(files: list[Path]) -> Iterable[Path]:
    """The files; with a progress bar on a terminal where there are many."""
    if len(files) < _LONG or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="reading", file=sys.stderr) as bar:
        yield from bar
