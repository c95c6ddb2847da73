"""The command that explains problems."""

from __future__ import annotations

import click

from factbook.cli.common import reports_errors
from factbook.editor.problem_examples import EXAMPLES, FILE, gathered
from factbook.editor.problem_page import PAGE, one_problem, problem_page
from factbook.editor.schemas import write_files
from factbook.problems import KINDS, RequestError, did_you_mean
from factbook.project import Project


@click.command()
@click.argument("kind", required=False)
@click.option("--write", is_flag=True, help=f"Write {PAGE}, with the examples of the tests where they are.")
@click.pass_obj
@reports_errors
def problems(project: Project, kind: str | None, write: bool) -> None:
    """Explain every kind of problem, or one: what it means, an example, the message, the cure."""
    if write:
        if (project.root / EXAMPLES).is_dir():
            write_files(project.root, {FILE: gathered(project.root)})
        written = write_files(project.root, {PAGE: problem_page()})
        click.echo(f"{PAGE} {'written' if written else 'is current'}")
    elif kind and kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or "`build.py problems` tells of all"
        raise RequestError(f"there is no kind of problem {kind!r}: {hint}")
    else:
        click.echo(one_problem(kind) if kind else problem_page(), nl=False)
