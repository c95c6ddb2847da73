"""The commands of those who write facts: check, verify, fmt."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from factbook.cli.changed import changed_files
from factbook.cli.common import (
    archive_option,
    count,
    format_option,
    print_note,
    print_result,
    put_first,
    reports_errors,
    show_progress,
)
from factbook.compile import pipeline as stages
from factbook.files import write_text
from factbook.problems import FactsRefused
from factbook.project import Project


@click.command()
@archive_option
@format_option
@click.option("--changed-first", is_flag=True, help="Tell the problems of files that git sees as changed first.")
@click.option("--since", default="HEAD", show_default=True, metavar="COMMIT", help="What --changed-first goes by.")
@click.pass_obj
@reports_errors
def check(project: Project, archive: Path | None, changed_first: bool, since: str) -> None:
    """Say everything that is wrong with the facts; write nothing."""
    if changed_first:
        _put_changed_first(project, since)
    records = stages.check(replace(project, archive=archive), show_progress, print_note)
    proof = "the archive" if archive else "the locks"
    print_result(f"{count(records, 'record')}: no problems (quotes checked against {proof})")


def _put_changed_first(project: Project, since: str) -> None:
    changed = changed_files(project.root, since)
    if isinstance(changed, str):
        click.echo(f"note: {changed}; problems are listed in the order of their files", err=True)
    else:
        put_first(changed)


@click.command()
@archive_option
@format_option
@click.pass_obj
@reports_errors
def verify(project: Project, archive: Path | None) -> None:
    """Hold every quote against the articles and write its lock, facts/locks/<source>.lock."""
    if archive is None:
        raise click.UsageError("verify needs the articles: --archive DIR, or FACTBOOK_ARCHIVE")
    # Why a published value changed is no matter of quotes: `diff --write`, which drafts the reason, needs these locks.
    quotes = stages.verify(replace(project, archive=archive), show_progress, let_pass={"published"})
    print_result(f"{count(quotes, 'quote')} found in the articles; facts/locks/ written")


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Show the difference, write nothing; status 1 if any.")
@click.option("--defaults", "heads", is_flag=True, help="Say once at the head of a file what most of its records say.")
@click.pass_obj
@reports_errors
def fmt(project: Project, only_check: bool, heads: bool) -> None:
    """Write the fact files in their canonical form."""
    changes, problems = stages.files_to_format(project, heads=heads)
    for path, (text, wanted) in changes.items():
        name = path.relative_to(project.root).as_posix()
        if only_check:
            click.echo("".join(_difference(text, wanted, name)), nl=False)
        else:
            write_text(path, wanted)
            click.echo(f"{name} written")
    if problems:
        raise FactsRefused(problems)
    click.echo(f"{count(len(changes), 'file')} {'to be written' if only_check else 'changed'}")
    if only_check and changes:
        sys.exit(1)


def _difference(text: str, wanted: str, name: str) -> Iterable[str]:
    lines = text.splitlines(keepends=True), wanted.splitlines(keepends=True)
    for line in difflib.unified_diff(*lines, f"{name} (as it is)", f"{name} (canonical)"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
