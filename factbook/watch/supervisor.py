"""Watches a project and keeps its site served: a new generation at every change, the last good one until then.

Turns changes of files into generations and tells of each. It holds the listening socket, starts processes, and ends
only those that it has started. It never builds and never reads a fact.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from factbook.problems import Problem, ProjectError
from factbook.watch.files import CODE, Snapshot, changed, snapshot, watched
from factbook.watch.order import STATUS, Order, Outcome, Word
from factbook.watch.status import Status, write_status

# Seconds: between two looks at the files, for which they stand still, for a process to end, after one was killed.
_LOOK, _QUIET, _PATIENCE, _PAUSE = 0.1, 0.03, 3.0, 1.0


@dataclass(frozen=True)
class News:
    """What a change led to: the changed files by name, the seconds it took, the status now, and a note."""

    files: list[str]
    seconds: float
    status: Status
    note: str


@dataclass
class _Process:
    """A generation's process, and the pipe on which it reports once."""

    number: int
    child: subprocess.Popen[bytes]
    report: int


class Supervisor:
    """Serves a project's site from one socket; `tell` hears of every generation."""

    def __init__(self, root: Path, archive: Path | None, listener: socket.socket, tell: Callable[[News], None]) -> None:
        """`archive` proves quotes where it is given; otherwise the lock does."""
        self._root, self._archive, self._listener, self._tell = root, archive, listener, tell
        self._paths = watched(root, archive)
        self._count, self._status = 0, Status()
        self._serving: _Process | None = None
        self._changed: set[str] = set()  # since the last good generation

    def run(self) -> None:
        """Serve until interrupted."""
        with tempfile.TemporaryDirectory(prefix="factbook-watch-") as folder:
            self._folder = Path(folder)
            self._spare = self._started()
            try:
                self._watch()
            finally:
                for process in filter(None, (self._spare, self._serving)):
                    self._end(process)

    def _watch(self) -> None:
        seen, files = snapshot(self._paths), list[str]()
        while True:
            if any(Path(name).is_relative_to(CODE) for name in files):
                # The spare has the code in it as it was.
                self._end(self._spare)
                os.close(self._spare.report)
                self._spare = self._started()
            self._try(files)
            seen, files = self._wait_for_change(seen)

    # ── generations ──

    def _started(self) -> _Process:
        """A process that has its modules ready and waits for the word."""
        self._count += 1
        reading, writing = os.pipe()
        listener = self._listener.fileno()
        archive = str(self._archive) if self._archive else None
        order = Order(str(self._root), archive, str(self._folder), self._count, listener, writing)
        child = subprocess.Popen(
            [sys.executable, "-m", "factbook.watch.generation", json.dumps(asdict(order))],
            stdin=subprocess.PIPE,
            pass_fds=(listener, writing),
            start_new_session=True,  # Ctrl-C is for this process, which ends the others in its own time
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(CODE.parent), *_python_path()])},
        )
        os.close(writing)
        return _Process(self._count, child, reading)

    def _try(self, files: list[str]) -> None:
        """Let the spare make the site; it takes over if it can. Then a new spare is started."""
        start = time.monotonic()
        process = self._spare
        leaving: _Process | None = process
        self._changed.update(files)
        outcome = _sent(process, Word(self._serving is None, sorted(self._changed)))
        if outcome.stays:
            self._serving, leaving = process, self._serving
        if leaving:
            _let_go(leaving)
        problems = [Problem(*problem) for problem in outcome.problems]
        generation = self._serving.number if self._serving else 0
        self._status = Status(self._status.stamp + 1, generation, problems, outcome.error)
        write_status(self._folder / STATUS, self._status)
        if self._status.is_good:
            self._changed.clear()
        names = [os.path.relpath(name, self._root) for name in files]
        self._tell(News(names, time.monotonic() - start, self._status, outcome.note))
        self._spare = self._started()
        if leaving:
            self._end(leaving)

    def _end(self, process: _Process) -> None:
        """Let a process go and wait until it has ended, by force where it takes too long; its files go with it."""
        _let_go(process)
        try:
            process.child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.child.kill()
            process.child.wait()
        shutil.rmtree(self._folder / str(process.number), ignore_errors=True)

    # ── changes ──

    def _wait_for_change(self, seen: Snapshot) -> tuple[Snapshot, list[str]]:
        """The files as they are once they have changed and stand still, and which have changed."""
        while True:
            time.sleep(_LOOK)
            now = snapshot(self._paths)
            if now != seen:
                now = _settled(now, self._paths)
                return now, changed(seen, now)
            if self._serving and self._serving.child.poll() is not None:
                # It was killed: a new one takes its place.
                self._serving = None
                time.sleep(_PAUSE)
                return seen, []


def _python_path() -> list[str]:
    return list(filter(None, [os.environ.get("PYTHONPATH")]))


def _settled(now: Snapshot, paths: list[Path]) -> Snapshot:
    """The files once nobody writes to them any more."""
    while True:
        time.sleep(_QUIET)
        later = snapshot(paths)
        if later == now:
            return now
        now = later


def _sent(process: _Process, word: Word) -> Outcome:
    """What became of a process to which the word is sent; an error where it ends without a report."""
    assert process.child.stdin
    with suppress(BrokenPipeError):
        process.child.stdin.write(json.dumps(asdict(word)).encode() + b"\n")
        process.child.stdin.flush()
    with os.fdopen(process.report, encoding="utf-8") as file:
        report = file.read()
    if report:
        return Outcome(**json.loads(report))
    return Outcome(False, error=f"the site's process ended with status {process.child.wait()}: the terminal says why")


def _let_go(process: _Process) -> None:
    """Tell a process that it is no more needed: its standard input is closed."""
    assert process.child.stdin
    with suppress(BrokenPipeError):
        process.child.stdin.close()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises ProjectError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise ProjectError(f"cannot listen on {host}:{port}: {why}") from error
