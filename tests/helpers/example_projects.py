"""The example folders, as tests use them: a copy of the complete one with another's files laid over it.

`expected.txt` of each folder is a transcript: commands after `$ `, and what they print, to the letter. After a
change of messages, `EXAMPLES=rewrite make test` writes the transcripts anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from factbook.cli import main
from this_project import ROOT

EXAMPLES = ROOT / "tests/examples"
COMPLETE = EXAMPLES / "good/complete"
TRANSCRIPT = "expected.txt"


class Run(NamedTuple):
    """What a command printed, both streams as a person sees them, and its status."""

    output: str
    status: int


def lay_out(root: Path, *overlays: Path) -> Path:
    """The complete example in `root` with the files of `overlays` laid over it; returns `root`."""
    for folder in (COMPLETE, *overlays):
        shutil.copytree(folder, root, dirs_exist_ok=True)
    for name in ("schema.sql", "pyproject.toml"):
        if not any((folder / name).exists() for folder in overlays):
            shutil.copy(ROOT / name, root / name)
    return root


def write_metadata(root: Path) -> Path:
    """Write this project's metadata.yml with a fact of the complete example on the front page; returns its path."""
    text = (ROOT / "metadata.yml").read_text(encoding="utf-8")
    return write(root, "metadata.yml", re.sub(r"^example: .*$", "example: green-seed-farmers", text, flags=re.M))


def write(root: Path, path: str, text: str) -> Path:
    """Write a file below `root`, with the folders that it needs; returns its path."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def run(root: Path, *words: str) -> Run:
    """Run the command in this process over the project in `root`, as on a machine whose articles nobody has named."""
    done = CliRunner(env={"FACTBOOK_ARCHIVE": None}).invoke(main, ["--root", str(root), *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Run(done.output, done.exit_code)


def transcript(root: Path, text: str) -> tuple[str, list[int]]:
    """The transcript of the commands in `text`, run anew over `root`, and their statuses."""
    lines, statuses = [], []
    for command in (line for line in text.splitlines() if line.startswith("$ ")):
        words = shlex.split(command.removeprefix("$ build.py"))
        words = [str(root / word) if word == "archive" else word for word in words]
        done = run(root, *words)
        lines.append(f"{command}\n{done.output}")
        statuses.append(done.status)
    return "".join(lines), statuses


def held(folder: Path, root: Path) -> tuple[str, str, list[int]]:
    """What a folder's transcript says, what its commands say now, and their statuses."""
    path = folder / TRANSCRIPT
    wanted = path.read_text(encoding="utf-8")
    found, statuses = transcript(lay_out(root, folder), wanted)
    if os.environ.get("EXAMPLES") == "rewrite":
        path.write_text(found, encoding="utf-8")
    return wanted, found, statuses
