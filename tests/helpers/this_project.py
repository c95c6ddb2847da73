"""This project as tests see it: where it is, its files, its command line, and what is around a process that runs it."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from time import sleep
from typing import Protocol

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NOT_OURS = {".git", ".venv", ".cache", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build", "dist"}


def archive_folder() -> Path | None:
    """The folder of articles: FACTBOOK_ARCHIVE, or the one beside the project; None where there is none."""
    folder = Path(os.environ.get("FACTBOOK_ARCHIVE") or ROOT / "../shared/sources")
    return folder if folder.is_dir() else None


def tracked_names() -> list[str]:
    """What git tracks or would; without git or its folder, all but what can be made again."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    ours = (path for path in files if not NOT_OURS & set(path.parts) and path.parts[0] != "pictures")
    return sorted(str(path) for path in ours if "__pycache__" not in path.parts)


@cache
def tracked_texts() -> list[tuple[str, str]]:
    """Name and text of each file of the project that is UTF-8."""
    texts = []
    for name in tracked_names():
        try:
            texts.append((name, (ROOT / name).read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return texts


# ── the project and its commands ──

PROJECT = (
    "pyproject.toml", "schema.sql", "lexicon.yml", "vocabulary.yml", "metadata.yml", "facts", "geo", "translations",
)  # fmt: skip


#: Of these, what goes around other facts: our vocabulary is of the words in ours.
AROUND = tuple(name for name in PROJECT if name != "vocabulary.yml")


def build(root: Path, *words: str) -> list[str]:
    """The command line of `build.py` over a project's folder."""
    return [sys.executable, str(ROOT / "build.py"), "--root", str(root), *words]


#: Found here: a process that is new has only the thread that made it, and may find a lock taken by another.
_LIBRARY = ctypes.CDLL(None)


def end_with_us() -> None:
    """Run in a new process (`preexec_fn`): where the tests are killed, the server that they started ends too."""
    if sys.platform == "linux":
        die_with_parent = 1  # PR_SET_PDEATHSIG of prctl(2)
        _LIBRARY.prctl(die_with_parent, signal.SIGTERM)


@contextmanager
def held_ports(count: int = 1) -> Iterator[list[int]]:
    """Ports that nobody else is given as long as this lasts: for a server of ours, and for another one after it."""
    with ExitStack() as stack:
        held = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in held:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, True)
            each.bind(("127.0.0.1", 0))
        ports = [each.getsockname()[1] for each in held]
        # Only there does who shares a port, and does not listen, let in another one that shares it.
        if sys.platform != "linux":
            stack.close()
        yield ports


class Running(Protocol):
    """A process that was begun, here or elsewhere."""

    def poll(self) -> int | None:
        """Its status once it has ended, None before."""


def wait_until_served(server: Running, port: int, log: Path) -> None:
    """Return once the server answers on the port; fails with its log where it ends or takes too long."""
    for _ in range(1200):
        assert server.poll() is None, f"the server ended: {log.read_text(encoding='utf-8')}"
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/-/versions.json", timeout=5):
            return
        sleep(0.1)
    pytest.fail(f"nothing is served after two minutes: {log.read_text(encoding='utf-8')}")


def without_archive() -> dict[str, str]:
    """The environment as on a machine that has no articles."""
    return {name: value for name, value in os.environ.items() if name != "FACTBOOK_ARCHIVE"}


def browser_program(default: str) -> str:
    """A Chromium that starts: CHROMIUM, one on PATH, or the one that Playwright has downloaded (`default`)."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else [*BROWSERS, default]
    for name in names:
        program = shutil.which(name)
        if program and subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0:
            return program
    pytest.skip(f"no browser starts, of {', '.join(names)}: `.ci/system need test` says what to install")
