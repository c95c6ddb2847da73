"""Where the workers of a watched site come from: a process that has built the site once, and is forked for each build.

What does not depend on the change (modules, the schema, what texts were found to say) is in its memory, and a worker
begins with all of it. It serves nothing and keeps nothing open that a worker uses. When its code is old, it is left and
another begun; workers outlive it, for they end when those who watch do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import socket
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TypeAlias

from factbook.compile.pipeline import preview
from factbook.editor.watch_pages import Status
from factbook.editor.watch_worker import BuildRequest, BuildResult, WorkerPipe, work
from factbook.project import Project
from factbook.site.names import site_lexicon, site_schema
from factbook.site.server import open_site

#: What a nursery is told: what is to be built, the pipe to its worker, and one that only this worker keeps open.
_Order: TypeAlias = "tuple[BuildRequest, WorkerPipe, Connection[None, None]]"
_Orders: TypeAlias = "Connection[int, _Order]"
# Seconds for a process to stop taking requests, and to end: longer than it may take to answer what it was asked.
_PATIENCE, _TO_END = 3.0, 10.0


class Nursery:
    """Makes workers that share one listening socket, from the code as it is now."""

    def __init__(self, root: Path, archive: Path | None, listener: socket.socket) -> None:
        """`archive` proves quotes where it is given; otherwise the locks do."""
        spawning = multiprocessing.get_context("spawn")
        self._orders, theirs = spawning.Pipe()
        spawning.Process(target=_raise, args=(root, archive, listener, theirs)).start()
        theirs.close()

    def worker(self, request: BuildRequest) -> Worker:
        """A new worker, which builds what is asked for and serves it; one that has ended where none can be made."""
        ours, theirs = multiprocessing.Pipe()
        life, kept = multiprocessing.Pipe(duplex=False)
        pid = 0
        with suppress(OSError, EOFError):
            self._orders.send((request, theirs, kept))
            pid = self._orders.recv()
        theirs.close()
        kept.close()
        return Worker(request.number, request.folder, pid, ours, life)

    def leave(self) -> None:
        """Let it end; its workers go on."""
        self._orders.close()


@dataclass(frozen=True)
class Worker:
    """A worker's number, folder and process id, our end of the pipe to it, and what is readable once it has ended."""

    number: int
    folder: Path
    pid: int
    pipe: Connection[Status | None, BuildResult]
    life: Connection[None, None]

    def result(self) -> BuildResult:
        """What became of its build; an error where it ends without a word."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return BuildResult(error="the site's process ended: the terminal says why")

    def send(self, status: Status) -> None:
        """Give its pages another status; one that was killed needs none."""
        with suppress(OSError):
            self.pipe.send(status)

    def stop(self, status: Status | None) -> None:
        """Wait until it takes no more requests: those are for the next one, of which its pages hear by `status`."""
        with suppress(OSError, EOFError):
            self.pipe.send(status)
            if self.pipe.poll(_PATIENCE):
                self.pipe.recv()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has ended within so many seconds."""
        return bool(wait([self.life], seconds))

    def finish(self) -> None:
        """Let it answer what it was asked and end, by force where it takes too long; its files go with it."""
        if not self.wait(_TO_END) and self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.wait(_TO_END)
        shutil.rmtree(self.folder, ignore_errors=True)


# ── in the nursery ──


def _raise(root: Path, archive: Path | None, listener: socket.socket, orders: _Orders) -> None:
    """Fork a worker for each order, until nobody gives any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _learn(root, archive)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a worker has ended
    with suppress(EOFError, OSError):
        while order := orders.recv():
            request, pipe, kept = order
            if not (pid := os.fork()):
                _begin(request, listener, pipe, orders)
            pipe.close()
            kept.close()
            orders.send(pid)
    os._exit(0)  # workers go on


def _begin(request: BuildRequest, listener: socket.socket, pipe: WorkerPipe, orders: _Orders) -> None:
    """Be a worker to the end."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        orders.close()
        work(request, listener, pipe)
    finally:
        os._exit(0)


def _learn(root: Path, archive: Path | None) -> None:
    """Build the site once, so that a worker finds in memory what is always the same; what is wrong, a worker says."""
    with tempfile.TemporaryDirectory(prefix="factbook-watch-") as folder, suppress(Exception):
        database = Path(folder) / "factbook.db"
        preview(Project(root, archive), database)
        open_site(root, database)
    # These go by the folder, not by what is in it.
    site_schema.cache_clear()
    site_lexicon.cache_clear()
    # What is there to stay is not looked through again, nor copied for that, in any worker.
    gc.collect()
    gc.freeze()
