"""How long it takes `serve --watch` from the saving of a fact file to the page that shows it, or the problem.

Turns the project's facts, in a folder of their own, into two medians. It ends the server that it has started.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parent.parent
_PARTS = ("facts", "schema.sql", "lexicon.yml", "metadata.yml", "pyproject.toml", "vocabulary.yml", "geo", ".vscode")
_ROUNDS, _PATIENCE = 5, 60.0
#: Seconds after the start: schemas of editors are written then, and that is a change too.
_PAUSE = 5
_FILE, _WORDS = "facts/places/places.yml", "name: Asia\n"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_PORT = _free_port()


def main() -> None:
    """Print both medians, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in _PARTS:
            path = PROJECT / name
            if path.is_dir():
                shutil.copytree(path, root / name)
            elif path.is_file():
                shutil.copy(path, root / name)
        # What is published may not change without a word, and this is no correction.
        (root / "facts/published.lock").unlink(missing_ok=True)
        command = [
            sys.executable,
            str(PROJECT / "build.py"),
            "--root",
            folder,
            "serve",
            "--watch",
            "--port",
            str(_PORT),
        ]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            _wait("/factbook/places/asia", "Asia")
            time.sleep(_PAUSE)
            print(
                f"from saving to the page {median(_pages(root)):.2f} s, to the problem {median(_problems(root)):.2f} s"
            )
        finally:
            server.terminate()
            server.wait()


def _pages(root: Path) -> list[float]:
    return [_after(root, f"local_name: Asia {n}", "/factbook/places/asia", f"Asia {n}") for n in range(_ROUNDS)]


def _problems(root: Path) -> list[float]:
    return [_after(root, f"bogus{n}: x", "/-/watch", f"bogus{n}") for n in range(_ROUNDS)]


def _after(root: Path, line: str, address: str, wanted: str) -> float:
    """Seconds from saving the record with that line until the address says what is wanted."""
    path = root / _FILE
    text = (PROJECT / _FILE).read_text(encoding="utf-8")
    path.write_text(text.replace(_WORDS, f"{_WORDS}  {line}\n", 1), encoding="utf-8")
    return _wait(address, wanted)


def _wait(address: str, wanted: str) -> float:
    start = time.monotonic()
    while time.monotonic() - start < _PATIENCE:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}{address}", timeout=10) as answer:
                if wanted in answer.read().decode():
                    return time.monotonic() - start
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"{address} never said {wanted!r}")


if __name__ == "__main__":
    main()
