"""What the commands that change facts share: the change is tried out, shown, asked for and written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from factbook.cli.common import count, print_note
from factbook.editor.try_out import difference, with_locks, write_all
from factbook.editor.workspace import Texts
from factbook.project import Project

yes_option = click.option("--yes", is_flag=True, help="Write it without asking.")
_WHY = "Why, in our words; readers see it."
reason_option = click.option("--reason", required=True, metavar="TEXT", help=_WHY)
correction_reason_option = click.option(
    "--reason", default="", metavar="TEXT", help=f"{_WHY} Needed of what is published."
)
version_option = click.option(
    "--version", default="", metavar="X.Y.Z", help="The first version that has it so, if not the next one."
)


def date_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option of the day on which something is decided."""
    day = click.DateTime(["%Y-%m-%d"])
    return click.option("--date", "date", type=day, metavar="DAY", help="The day, if not today.")(command)


def day_of(date: datetime | None) -> str:
    """The day that was given, else today, ISO 8601."""
    return (date or datetime.now(UTC)).date().isoformat()


def carry_out(project: Project, texts: Texts, *, yes: bool) -> bool:
    """Try the change out, show it, and write it where that is wanted; returns whether it was written."""
    tried = with_locks(project, texts)
    written = write_shown(project, tried.texts, yes=yes)
    if tried.left:
        print_note(f"{count(tried.left, 'problem')} of before left, and no lock written: `build.py check` tells them")
    return written


def write_shown(project: Project, texts: Texts, *, yes: bool) -> bool:
    """Show a change that was tried out, and write it where that is wanted; returns whether it was written."""
    click.echo(difference(project.root, texts), nl=False)
    if not yes and not click.confirm("Write it?"):
        click.echo("nothing was written")
        return False
    write_all(texts)
    names = sorted(path.relative_to(project.root).as_posix() for path in texts)
    click.echo(f"{count(len(names), 'file')} written: {', '.join(names)}")
    return True
