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

INSPECT = "inspect-data.json"


def serve_site(root: Path, database: Path, host: str, port: int) -> None:
    """Serve until interrupted: counts are taken once, then this process becomes Datasette's."""
    datasette = [sys.executable, "-m", "datasette"]
    inspect = [*datasette, "inspect", str(database), "--inspect-file", str(root / INSPECT)]
    subprocess.run(inspect, check=True)
    click.echo(f"Serving on http://{host}:{port} (Ctrl-C ends it)")
    os.execv(sys.executable, [*datasette, *serve_arguments(root, database, host, port)])  # noqa: S606 - as above


def serve_arguments(root: Path, database: Path, host: str, port: int) -> list[str]:
    """The arguments of `datasette` that serve the site."""
    arguments = ["serve", "--immutable", str(database), "--inspect-file", str(root / INSPECT)]
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
