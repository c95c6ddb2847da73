"""The servers that are measured: this site, stock Datasette, several of one of them; and what their processes cost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from clients import Client
from factbook.site.settings import read_settings

PROJECT = Path(__file__).resolve().parent.parent
#: What Datasette counts before it serves.
INSPECT = "inspect-data.json"
_DATASETTE = [sys.executable, "-m", "datasette"]
#: Seconds that a server has to end in: its own grace, and a walk over a table that is not over yet.
_PATIENCE = 20
_TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A running server: its port, and the processes that it consists of."""

    def __init__(self, port: int, processes: Sequence[subprocess.Popen[bytes]]) -> None:
        self.port, self._processes = port, processes

    def cpu(self) -> float:
        """Seconds of CPU, in user and system mode, that its processes have used until now."""
        return sum(map(_cpu_of, self.pids()))

    def peak(self) -> int:
        """The most memory, in bytes, that its processes have had, each at its own time."""
        return sum(map(_peak_of, self.pids()))

    def pids(self) -> list[int]:
        """The processes, children and all."""
        return [pid for process in self._processes for pid in _family(process.pid)]


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _cpu_of(pid: int) -> float:
    # The second field is a name in parentheses, which may hold anything (proc(5)).
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


def inspect(database: Path) -> None:
    """Write the counts of the tables beside the database, once."""
    file = database.with_name(INSPECT)
    if not file.exists():
        subprocess.run([*_DATASETTE, "inspect", str(database), "--inspect-file", str(file)], check=True)


@contextmanager
def ours(database: Path) -> Iterator[Server]:
    """The site over the database, by the command that serves it to readers."""
    with _free_port() as port:
        words = ["--root", str(PROJECT), "serve", "--database", str(database), "--port", str(port)]
    with running([sys.executable, str(PROJECT / "build.py"), *words], port, {}) as server:
        yield server


@contextmanager
def stock(database: Path) -> Iterator[Server]:
    """Datasette as it comes, over the same file, with its counts and our settings; no plugin, template or metadata."""
    settings = [word for name, value in read_settings(PROJECT).items() for word in ("--setting", name, _said(value))]
    with _free_port() as port:
        words = ["serve", "--immutable", str(database), "--inspect-file", str(database.with_name(INSPECT)), *settings]
    arguments = [*words, "--host", "127.0.0.1", "--port", str(port)]
    with running([*_DATASETTE, *arguments], port, {"DATASETTE_LOAD_PLUGINS": ""}) as server:
        yield server


def _said(value: object) -> str:
    """A setting as Datasette's command line takes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@contextmanager
def running(words: Sequence[str], port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """A server of one command that answers at the port; ended with the block."""
    process = subprocess.Popen(
        words, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, port)
        yield Server(port, [process])
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            # What it was asked last is not over yet.
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            client = Client(port)
            client.ask("/-/versions.json")
        except OSError:
            sleep(0.1)
        else:
            client.close()
            return
    raise SystemExit(f"nothing is served: {process.args}")


@contextmanager
def _free_port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]
