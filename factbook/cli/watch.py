"""What `build.py serve --watch` prints, and how it ends."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path

import click

from factbook.cli.common import count
from factbook.cli.report import as_text
from factbook.editor.watch import StatusChange, Watch, listen
from factbook.editor.watch_pages import PATH
from factbook.project import Project


def watch_site(project: Project, archive: Path | None, host: str, port: int) -> None:
    """Serve the project's site and build it anew at every change, until interrupted; print each change."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listen(host, port) as listener:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        click.echo(f"Watching {project.root.name}; the site is on {address} (Ctrl-C ends it)")
        try:
            Watch(project.root, archive, listener, lambda change: _print(change, address)).run()
        except KeyboardInterrupt:
            click.echo("Ended.")


def _print(change: StatusChange, address: str) -> None:
    status = change.status
    files = ", ".join(change.files[:3]) + (f" and {len(change.files) - 3} more" if len(change.files) > 3 else "")
    click.echo(f"{datetime.now():%H:%M:%S} {files or 'start'}: ", nl=False)
    if status.is_good:
        click.echo(f"built and served in {change.seconds:.2f} s")
    else:
        wrong = count(len(status.problems), "problem") if status.problems else "an error"
        click.echo(f"{wrong}; see {address}{PATH}")
        click.echo(as_text(status.problems) or f"{status.error.rstrip()}\n", nl=False)
    if change.note:
        click.echo(f"         {change.note}")
