"""`build.py serve --watch`: every change builds the site anew and reloads the page; the last good site stays up.

Turns changes of files, as the system reports them, into workers, and reports what became of each. Workers share the
listening socket, so that no request is refused in between. It never builds, and ends only what it has started.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeAlias

import watchfiles

from factbook.editor.watch_pages import Status
from factbook.editor.watch_worker import BuildRequest, BuildResult, work
from factbook.problems import ProjectError

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = ("facts", "templates", "static")
_SUFFIXES = (".sql", ".yml", ".json", ".toml")
# Changes are one where they follow each other within so many milliseconds, altogether in so many.
_TOGETHER: dict[str, Any] = {"step": 20, "debounce": 200, "raise_interrupt": False}
# Seconds: for a process to end, and after one was killed.
_PATIENCE, _PAUSE = 3.0, 1.0
# What every worker imports is imported once, in the process that they are forked from. After a change of our own code,
# what was imported there is old: from then on, each worker is a new process that imports all itself.
_SLOW_IMPORTS = ["datasette.app", "datasette.cli", "sqlite_utils", "uvicorn", "yaml", "factbook.editor.watch_worker"]


_Context: TypeAlias = "multiprocessing.context.ForkServerContext | multiprocessing.context.SpawnContext"


@dataclass(frozen=True)
class StatusChange:
    """What a change led to: the changed files by name, the seconds it took, the status now, and a note."""

    files: list[str]
    seconds: float
    status: Status
    note: str


class Watch:
    """Serves a project's site from one socket, anew after every change; `report` is called with each."""

    def __init__(
        self, root: Path, archive: Path | None, listener: socket.socket, report: Callable[[StatusChange], None]
    ) -> None:
        """`archive` proves quotes where it is given; otherwise the lock does."""
        self._root, self._archive, self._listener, self._report = root, archive, listener, report
        self._events: SimpleQueue[set[str] | _Worker] = SimpleQueue()
        forking = multiprocessing.get_context("forkserver")
        forking.set_forkserver_preload(_SLOW_IMPORTS)
        self._context: _Context = forking
        self._serving: _Worker | None = None
        self._builds = 0

    def run(self) -> None:
        """Serve until interrupted."""
        folders = [*(self._root / name for name in _FOLDERS), _PACKAGE, *filter(None, [self._archive])]
        with tempfile.TemporaryDirectory(prefix="factbook-watch-") as folder:
            self._folder = Path(folder)
            self._listen([self._root], _is_setting, recursive=False)
            self._listen([path for path in folders if path.is_dir()], _is_source, recursive=True)
            try:
                files = set[str]()
                while True:
                    self._build(files)
                    files = self._next_change()
                    if any(Path(name).is_relative_to(_PACKAGE) for name in files):
                        self._context = multiprocessing.get_context("spawn")
            finally:
                if self._serving:
                    self._serving.stop()
                    self._serving.finish()

    def _build(self, files: set[str]) -> None:
        """Start a worker; it takes over if it can, and the one before it ends."""
        start, self._builds = time.monotonic(), self._builds + 1
        worker, before = self._started(), self._serving
        result = worker.result()
        leaving, self._serving = (before, worker) if result.serves else (worker, before)
        if leaving:
            leaving.stop()
            _aside(leaving.finish)
        status = Status(self._builds, self._serving.number if self._serving else 0, result.problems, result.error)
        if self._serving:
            self._serving.send(status)
        names = [os.path.relpath(name, self._root) for name in sorted(files)]
        self._report(StatusChange(names, time.monotonic() - start, status, result.note))

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        folder = self._folder / str(self._builds)
        request = BuildRequest(self._root, self._archive, folder, self._builds, is_first=self._serving is None)
        process = self._context.Process(target=work, args=(request, self._listener, theirs), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(self._builds, folder, process, ours)
        _aside(lambda: self._events.put(worker) if wait([process.sentinel]) else None)
        return worker

    def _listen(self, paths: list[Path], filter: Callable[[watchfiles.Change, str], bool], recursive: bool) -> None:
        """From now on, changes in these paths are events."""

        def listen() -> None:
            for changes in watchfiles.watch(*paths, watch_filter=filter, recursive=recursive, **_TOGETHER):
                self._events.put({name for _, name in changes})

        _aside(listen)

    def _next_change(self) -> set[str]:
        """Wait for files that have changed, or none of them where the serving worker was killed."""
        while True:
            event = self._events.get()
            if isinstance(event, set):
                files = event.union(*self._more_changes())
                self._listen_to_new(files)
                return files
            if event is self._serving:
                self._serving = None
                time.sleep(_PAUSE)
                return set()

    def _listen_to_new(self, files: set[str]) -> None:
        """A project gets folders of its own while it is watched."""
        folders = [path for path in map(Path, files) if path.parent == self._root and path.is_dir()]
        if folders:
            self._listen(folders, _is_source, recursive=True)

    def _more_changes(self) -> Iterable[set[str]]:
        while not self._events.empty():
            event = self._events.get()
            if isinstance(event, set):
                yield event


@dataclass
class _Worker:
    """A worker's number, its folder, its process, and our end of the pipe to it."""

    number: int
    folder: Path
    process: multiprocessing.context.ForkServerProcess | multiprocessing.context.SpawnProcess
    pipe: multiprocessing.connection.Connection[Status | None, BuildResult]

    def result(self) -> BuildResult:
        """What became of its build; an error where it ends without a word."""
        try:
            return self.pipe.recv()
        except EOFError:
            self.process.join()
            status = self.process.exitcode
            return BuildResult(error=f"the site's process ended with status {status}: the terminal says why")

    def send(self, status: Status) -> None:
        """Give its pages another status; one that was killed needs none."""
        if self.process.is_alive():
            self.pipe.send(status)

    def stop(self) -> None:
        """Wait until it takes no more requests: what is asked from then on is for the next one."""
        with suppress(OSError, EOFError):
            self.pipe.send(None)
            if self.pipe.poll(_PATIENCE):
                self.pipe.recv()

    def finish(self) -> None:
        """Let it answer what it was asked and end, by force where it takes too long; its files go with it."""
        self.process.join(_PATIENCE)
        self.process.kill()
        self.process.join()
        shutil.rmtree(self.folder, ignore_errors=True)


def _aside(work: Callable[[], object]) -> None:
    threading.Thread(target=work, daemon=True).start()


def _is_setting(_change: watchfiles.Change, name: str) -> bool:
    path = Path(name)
    return path.name in _FOLDERS or (path.suffix in _SUFFIXES and not path.name.startswith("."))


def _is_source(_change: watchfiles.Change, name: str) -> bool:
    path = Path(name)
    return not ("__pycache__" in path.parts or path.name.startswith(".") or path.name.endswith(("~", ".pyc", ".tmp")))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises ProjectError where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise ProjectError(f"cannot listen on {host}:{port}: {why}") from error
