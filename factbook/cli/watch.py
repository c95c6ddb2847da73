"""What `build.py serve --watch` prints, and how it ends."""

from __future__ import annotations

import signal
from datetime import datetime
from pathlib import Path

import click

from factbook.cli.common import count
from factbook.cli.report import as_text
from factbook.project import Project
from factbook.watch.pages import PATH
from factbook.watch.supervisor import News, Supervisor, listen


def watch_site(project: Project, archive: Path | None, host: str, port: int) -> None:
    """Serve the project's site and build it anew at every change, until interrupted; tell of each change."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with listen(host, port) as listener:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        click.echo(f"Watching {project.root.name}; the site is on {address} (Ctrl-C ends it)")
        try:
            Supervisor(project.root, archive, listener, lambda news: _tell(news, address)).run()
        except KeyboardInterrupt:
            click.echo("Ended.")


def _tell(news: News, address: str) -> None:
    status = news.status
    files = ", ".join(news.files[:3]) + (f" and {len(news.files) - 3} more" if len(news.files) > 3 else "")
    click.echo(f"{datetime.now():%H:%M:%S} {files or 'start'}: ", nl=False)
    if status.is_good:
        click.echo(f"built and served in {news.seconds:.2f} s")
    else:
        wrong = count(len(status.problems), "problem") if status.problems else "an error"
        click.echo(f"{wrong}; see {address}{PATH}")
        click.echo(as_text(status.problems) or f"{status.error.rstrip()}\n", nl=False)
    if news.note:
        click.echo(f"         {news.note}")
