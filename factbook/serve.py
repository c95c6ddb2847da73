"""The site's command: Datasette over the compiled database, read-only and immutable.

Turns a project folder into the arguments of `datasette serve`; what is set is in settings.json, what is shown in
metadata.yml, templates/, plugins/ and static/.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click

from factbook.problems import ProjectError
from factbook.serving.held import hold
from factbook.serving.origin import VARIABLE, configured

INSPECT = "inspect-data.json"


def serve_site(root: Path, database: Path, downloads: Path, host: str, port: int) -> None:
    """Serve until interrupted: the files are held, counts are taken once, then this process becomes Datasette's."""
    held = hold(database, downloads)
    datasette = [sys.executable, "-m", "datasette"]
    inspect = [*datasette, "inspect", str(held), "--inspect-file", str(held.with_name(INSPECT))]
    subprocess.run(inspect, check=True)
    click.echo(f"Serving on http://{host}:{port} (Ctrl-C ends it)")
    os.execv(sys.executable, [*datasette, *serve_arguments(root, held, host, port)])  # noqa: S606 - as above


def check_url() -> None:
    """Raise ProjectError where FACTBOOK_URL is set to something other than an address."""
    try:
        configured(os.environ)
    except ValueError as error:
        raise ProjectError(f"{VARIABLE}: {error}") from error


def serve_arguments(root: Path, database: Path, host: str, port: int) -> list[str]:
    """The arguments of `datasette` that serve the site."""
    arguments = ["serve", "--immutable", str(database), "--inspect-file", str(database.with_name(INSPECT))]
    arguments += ["--metadata", str(root / "metadata.yml"), "--template-dir", str(root / "templates")]
    arguments += ["--plugins-dir", str(root / "plugins"), "--static", f"static:{root / 'static'}"]
    for name, value in _settings(root / "settings.json").items():
        arguments += ["--setting", name, str(value)]
    return [*arguments, "--host", host, "--port", str(port)]


def _settings(path: Path) -> dict[str, object]:
    try:
        settings: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ProjectError(f"{path}: {error}") from error
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in settings.items()}
