"""`build.py serve --watch`: every change builds the site anew and reloads the page; the last good site stays up.

Turns changes of files, as the system reports them, into workers, and reports what became of each. Workers share the
listening socket, so that no request is refused in between. It never builds, and ends only what it has started.
"""

from __future__ import annotations

import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import watchfiles

from factbook.editor.watch_nursery import Nursery, Worker
from factbook.editor.watch_pages import Status
from factbook.editor.watch_worker import BuildRequest
from factbook.site.serving.port import claim_port, release_after

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = ("facts", "templates", "static")
_SUFFIXES = (".sql", ".yml", ".json", ".toml")
# Changes are one where they follow each other within so many milliseconds, altogether in so many.
_TOGETHER: dict[str, Any] = {"step": 10, "debounce": 200, "raise_interrupt": False}
# Seconds after a worker was killed, and in which the system should take up the listening to changes.
_PAUSE, _PATIENCE = 1.0, 10.0


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
        self._events: SimpleQueue[set[str] | Worker] = SimpleQueue()
        self._nursery: Nursery | None = None
        self._serving: Worker | None = None
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
                        self._leave_nursery()
            finally:
                self._leave_nursery()
                if self._serving:
                    self._serving.stop(None)
                    self._serving.finish()

    def _leave_nursery(self) -> None:
        """What has been learned, and how templates were compiled, is of the code as it was."""
        if self._nursery:
            self._nursery.leave()
        self._nursery = None
        for compiled in self._folder.glob("__jinja2_*"):
            compiled.unlink()

    def _build(self, files: set[str]) -> None:
        """Start a worker; it takes over if it can, and the one before it ends."""
        start, self._builds = time.monotonic(), self._builds + 1
        worker, before = self._started(), self._serving
        result = worker.result()
        leaving, self._serving = (before, worker) if result.serves else (worker, before)
        status = Status(self._builds, self._serving.number if self._serving else 0, result.problems, result.error)
        if self._serving:
            self._serving.send(status)
        if leaving:
            leaving.stop(status)
            _aside(leaving.finish)
        names = [os.path.relpath(name, self._root) for name in sorted(files)]
        self._report(StatusChange(names, time.monotonic() - start, status, result.note))

    def _started(self) -> Worker:
        self._nursery = self._nursery or Nursery(self._root, self._archive, self._listener)
        folder = self._folder / str(self._builds)
        request = BuildRequest(self._root, self._archive, folder, self._builds, is_first=self._serving is None)
        worker = self._nursery.worker(request)
        _aside(lambda: self._events.put(worker) if worker.wait() else None)
        return worker

    def _listen(self, paths: list[Path], filter: Callable[[watchfiles.Change, str], bool], recursive: bool) -> None:
        """From now on, changes in these paths are events: also those before the build that follows reads the files."""
        listening = _Listening()
        how = {"watch_filter": filter, "recursive": recursive, "stop_event": listening, **_TOGETHER}

        def listen() -> None:
            for changes in watchfiles.watch(*paths, **how):
                self._events.put({name for _, name in changes})

        _aside(listen)
        listening.wait(_PATIENCE)

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


class _Listening(threading.Event):
    """Set once changes are listened to: a listener asks it over and over whether to stop, which it never is to."""

    def is_set(self) -> bool:
        """No, do not stop."""
        if not super().is_set():
            self.set()
        return False


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
    listener = claim_port(host, port)
    release_after(listener)
    listener.listen()
    return listener
