"""`build.py` as tests run it: the real command in a process of its own, forked from one that has it imported.

A start costs a tenth of what it costs from nothing. A test whose subject is the start, or that wants two runs which
share nothing (the seed of hashes, say), starts it from nothing, with subprocess.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

from this_project import ROOT, build, held_ports, wait_until_served, without_archive

#: Only there do processes give each other open files by messages that stay whole, and end with who began them.
FORKS = sys.platform == "linux"
NURSERY = [sys.executable, str(ROOT / "tests/helpers/command_nursery.py")]


def run_command(
    words: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None, check: bool = False
) -> subprocess.CompletedProcess[str]:
    """What a command line of `this_project.build` prints, and its status."""
    if not FORKS:
        return subprocess.run(words, env=env, cwd=cwd, check=check, capture_output=True, text=True)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        status = Command(words, out, errors, env, cwd).wait()
        for file in (out, errors):
            file.seek(0)
        done = subprocess.CompletedProcess(list(words), status, out.read(), errors.read())
    if check:
        done.check_returncode()
    return done


class Command:
    """A command that runs: as subprocess.Popen is, for what tests ask of it."""

    def __init__(
        self,
        words: Sequence[str],
        stdout: IO[Any],
        stderr: IO[Any],
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.args, self.returncode = words, None
        order = {"words": words[1:], "cwd": str(cwd or Path.cwd()), "env": dict(os.environ if env is None else env)}
        told, tells = os.pipe()
        with Path(os.devnull).open("rb") as nothing:
            streams = [nothing.fileno(), stdout.fileno(), stderr.fileno(), tells]
            socket.send_fds(nursery()[0], [json.dumps(order).encode()], streams)
        os.close(tells)
        self._told = os.fdopen(told)
        self.pid = int(self._told.readline())

    def poll(self, seconds: float | None = 0) -> int | None:
        """Its status once it has ended, None before; waits so many seconds, or for ever."""
        if self.returncode is None and select.select([self._told], [], [], seconds)[0]:
            self.returncode = int(self._told.readline())
            self._told.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its status once it has ended."""
        if (status := self.poll(timeout)) is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return status

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it by force."""
        self.send_signal(signal.SIGKILL)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Address of the site of the project in `root`, served by the real command as long as this lasts."""
    log = root / "serve.log"
    with held_ports() as (port,):
        with log.open("wb") as output:
            server = begun(build(root, "serve", "--port", str(port)), output)
        try:
            wait_until_served(server, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()
                raise


def begun(words: list[str], output: IO[bytes]) -> Command | subprocess.Popen[bytes]:
    """A command that runs on, as on a machine without articles."""
    if FORKS:
        return Command(words, output, output, without_archive(), ROOT)
    return subprocess.Popen(words, cwd=ROOT, stdout=output, stderr=output, env=without_archive())


@cache
def nursery() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """Where commands are ordered, and the process that takes the orders and ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        words = [*NURSERY, str(theirs.fileno()), str(ROOT)]
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        return ours, subprocess.Popen(words, pass_fds=[theirs.fileno()], env=alone)
