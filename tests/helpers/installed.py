"""The package as it is installed: its wheel in an environment without the clone, and a walk over what it serves."""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from this_project import ROOT, end_with_us, held_ports, tracked_names, wait_until_served, without_archive

_MADE_FROM = ("factbook/", "pyproject.toml", "README.md", "LICENSE")
#: What a page links to on the site itself.
_LINK = re.compile(r'(?:href|src)="([^"#]+)')


def build_wheel(folder: Path) -> Path:
    """The wheel of this project, built below the folder from a copy of what git tracks."""
    for name in (name for name in tracked_names() if name.startswith(_MADE_FROM)):
        target = folder / "copy" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps", "--no-index"]
    call([*pip, "--no-build-isolation", "--wheel-dir", str(folder), str(folder / "copy")], folder)
    return next(folder.glob("*.whl"))


def install_wheel(wheel: Path, folder: Path) -> Path:
    """The command `factbook` of the wheel in a new environment, which borrows what the wheel asks for from this one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin/python"
    where = call([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip()
    (Path(where) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install", "--quiet"]
    call([*pip, "--no-deps", "--no-index", str(wheel)], folder)
    return folder / "bin/factbook"


def call(command: list[str], folder: Path) -> str:
    """What a command prints, run in the folder as on a machine without the clone; it must succeed."""
    environment = {name: value for name, value in without_archive().items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def served_by(command: Path, root: Path) -> Iterator[str]:
    """Address of the site of the project in `root`, served by the installed command as long as this lasts."""
    log = root.parent / f"{root.name}.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FACTBOOK"))}
    with held_ports() as (port,):
        words = [str(command), "serve", "--port", str(port)]
        with log.open("wb") as output:
            server = subprocess.Popen(
                words, cwd=root, stdout=output, stderr=output, env=environment, preexec_fn=end_with_us
            )
        try:
            wait_until_served(server, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def walk(address: str, start: list[str], most: int) -> dict[str, int]:
    """The status of every page that is reached from the start by links, breadth first, at most so many."""
    statuses, waiting = dict[str, int](), list(start)
    while waiting and len(statuses) < most:
        path = waiting.pop(0)
        if path in statuses:
            continue
        statuses[path], text = get(address, path)
        links = (html.unescape(link).removeprefix(address) for link in _LINK.findall(text))
        waiting += [link for link in links if link.startswith("/") and not link.startswith("//")]
    return statuses


def get(address: str, path: str) -> tuple[int, str]:
    """Status of a page, and its text if it is HTML."""
    try:
        with urllib.request.urlopen(address + path, timeout=120) as answer:
            kind = answer.headers.get_content_type()
            return answer.status, answer.read().decode("utf-8") if kind == "text/html" else ""
    except urllib.error.HTTPError as error:
        return error.code, ""
