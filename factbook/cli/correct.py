"""The commands that change published records: correct, retire, merge."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from factbook.cli.common import archive_option, print_note, reports_errors
from factbook.cli.editing import (
    carry_out,
    correction_reason_option,
    date_option,
    day_of,
    reason_option,
    version_option,
    yes_option,
)
from factbook.editor import corrections
from factbook.editor.history import Decision, next_version
from factbook.editor.workspace import Workspace, open_workspace
from factbook.project import Project


def _decides(why: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options that every decision has; `why` is that of its reason."""

    def decided(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in (yes_option, version_option, date_option, why, archive_option, reports_errors):
            command = option(command)
        return command

    return decided


def _decision(workspace: Workspace, reason: str, date: datetime | None, version: str) -> Decision:
    return Decision(reason, day_of(date), version or next_version(workspace))


@click.command()
@click.argument("id")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.pass_obj
@_decides(correction_reason_option)
def correct(
    project: Project, id: str, values: tuple[str, ...], reason: str, date: datetime | None, version: str,
    archive: Path | None, yes: bool,
) -> None:  # fmt: skip
    """Give the record ID other values, and say why: `correct trade-2023 value=8816 citations[1].quote="..."`.

    What is not published yet needs no reason.

    FIELD is a column or a list, or a part of one as problems name it. An empty VALUE takes it out; one that begins with
    `[` or `{` is a list, and `FIELD+=[...]` adds to the list that is there.
    """
    pairs = dict(pair_of(value) for value in values)
    workspace = open_workspace(replace(project, archive=archive))
    corrections.correct(workspace, id, pairs, _decision(workspace, reason, date, version))
    carry_out(workspace.project, workspace.texts(), yes=yes)


def pair_of(text: str) -> tuple[str, str]:
    """FIELD, or `FIELD+`, and VALUE of `FIELD=VALUE`; raises BadParameter where the text is none."""
    name, sign, value = text.partition("=")
    if not sign or not re.fullmatch(r"\w+(\[\d+\]|\.\w+)*\+?", name):
        raise click.BadParameter(f"{text!r} is not FIELD=VALUE", param_hint="FIELD=VALUE")
    return name, value


@click.command()
@click.argument("id")
@click.pass_obj
@_decides(reason_option)
def retire(
    project: Project, id: str, reason: str, date: datetime | None, version: str, archive: Path | None, yes: bool
) -> None:
    """Take the record ID out: its address goes on answering, with the reason."""
    workspace = open_workspace(replace(project, archive=archive))
    corrections.retire(workspace, id, _decision(workspace, reason, date, version))
    carry_out(workspace.project, workspace.texts(), yes=yes)


@click.command()
@click.argument("id")
@click.argument("into")
@click.pass_obj
@_decides(reason_option)
def merge(
    project: Project, id: str, into: str, reason: str, date: datetime | None, version: str, archive: Path | None,
    yes: bool,
) -> None:  # fmt: skip
    """Have the record INTO tell what ID told too: every reference, and the address of ID, lead there."""
    workspace = open_workspace(replace(project, archive=archive))
    lost = ", ".join(corrections.left_behind(workspace, id, into))
    count = corrections.merge(workspace, id, into, _decision(workspace, reason, date, version))
    if lost:
        print_note(f"what {id} says of {lost} is not taken over: enter it in {into} where it holds")
    if carry_out(workspace.project, workspace.texts(), yes=yes):
        click.echo(f"{id} is merged into {into}; references led there: {count}")
