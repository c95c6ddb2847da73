"""The command line: parse, call the stages, print, return a status. Nothing is decided here.

Status: 0 good, 1 the facts have problems, 2 wrong usage or a broken project, 3 the result cannot be written.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import click
from click.core import ParameterSource

from factbook.cli.common import archive_option, format_option, reports_errors
from factbook.project import Project

#: Each command's module; it is imported only when the command is called, so that every start is quick.
COMMANDS = {
    "add": "add",
    "build": "build",
    "check": "facts",
    "copying": "copying",
    "correct": "correct",
    "diff": "release",
    "draft": "draft",
    "export": "export",
    "falsify": "falsify",
    "fmt": "facts",
    "freeze": "freeze",
    "init": "init",
    "keep": "keep",
    "merge": "correct",
    "new": "new",
    "pictures": "pictures",
    "problems": "problems",
    "publish": "release",
    "read": "read",
    "release": "release",
    "retire": "correct",
    "schema": "schema",
    "serve": "site",
    "sources": "sources",
    "translate": "translate",
    "verify": "facts",
}


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"factbook.cli.{COMMANDS[name]}"), name)
        return command


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    default=".",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, with schema.sql and facts/.",
)
@archive_option
@format_option
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The database to write.")
@click.pass_context
@reports_errors
def main(context: click.Context, root: Path, archive: Path | None, output: Path | None) -> None:
    """Compile the facts into factbook.db, or run one of the commands."""
    context.obj = Project(root.resolve())
    for name in ("archive", "output"):
        if context.invoked_subcommand and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(
                f"--{name} comes before {context.invoked_subcommand!r}: only a build without a command takes it there"
            )
    if context.invoked_subcommand is None:
        from factbook.cli.build import run  # noqa: PLC0415 - as above: only when it is what was asked for

        run(context.obj, archive, output)
