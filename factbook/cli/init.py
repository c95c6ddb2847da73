"""The command that starts a factbook."""

from __future__ import annotations

from pathlib import Path

import click

from factbook.cli.common import count, print_result, reports_errors
from factbook.editor.init import start_project


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", is_flag=True, help="A small factbook that is finished, of an invented subject.")
@reports_errors
def init(folder: Path, example: bool) -> None:
    """Start a factbook in FOLDER, or in this one: schema, words, README, Makefile, CI; with or without facts."""
    written = start_project(folder, example)
    print_result(*written, f"{count(len(written), 'file')} in {folder.resolve()}; README.md says how to go on")
