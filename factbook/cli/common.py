"""What the commands share: options, how problems are told, how long work shows how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from factbook.problems import FactbookError, FactsRefused, WriteError

_LONG = 200
archive_option = click.option(
    "--archive",
    envvar="FACTBOOK_ARCHIVE",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of captured articles (<source id>.txt); also FACTBOOK_ARCHIVE. Without it the lock vouches.",
)


def told(command: Callable[..., None]) -> Callable[..., None]:
    """The command with its exceptions told as messages and statuses."""

    @wraps(command)
    def telling(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except FactsRefused as refused:
            for problem in refused.problems:
                click.echo(str(problem))
            click.echo(count(len(refused.problems), "problem"))
            sys.exit(1)
        except FactbookError as error:
            click.echo(f"error: {error}", err=True)
            sys.exit(3 if isinstance(error, WriteError) else 2)

    return telling


def count(number: int, noun: str) -> str:
    """`1 record`, `2,000 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def watch(files: list[Path]) -> Iterable[Path]:
    """The files; with a progress bar on a terminal where there are many."""
    if len(files) < _LONG or not sys.stderr.isatty():
        yield from files
        return
    with click.progressbar(files, label="reading", file=sys.stderr) as bar:
        yield from bar
