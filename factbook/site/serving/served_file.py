"""The file that is served is the one of the start: another one in its place is told as such, never mixed with it.

Datasette opens the file anew for each of its threads, as one that cannot change. So its name, size and times are looked
at before each piece of work, and where they differ its bytes: of the same content, connections are opened anew; of
another, or none at all, nothing is answered until the right one is back.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from time import time_ns

from factbook.site.serving.asgi import Application, Receive, Scope, Send

#: Addresses of which the database has nothing to say.
_WITHOUT = re.compile(r"/(?:-|static)/")
#: Nanoseconds in which a file may be written twice under one time: kernels count in hundredths of a second.
_ONE_TIME = 2_000_000_000
Mark = tuple[int, ...]


class ServedFile:
    """A database's file; `age` grows whenever connections that were opened before must be opened anew."""

    def __init__(self, path: Path) -> None:
        """Remember what is there now."""
        self._path, self._lock, self.age = path, Lock(), 0
        self._mark, self._digest = _mark(path), _digest(path)
        self._wrong: Mark | None = None

    def check(self) -> None:
        """Raise sqlite3.OperationalError unless the file is as it was at the start."""
        mark = _mark(self._path)
        if mark == self._mark:
            return
        with self._lock:
            is_known = mark is not None and mark == self._wrong and not _is_new(mark)
            if mark is None or is_known or _digest(self._path) != self._digest:
                self.age += mark != self._wrong
                self._wrong = mark
                raise sqlite3.OperationalError("unable to open database file: it is not the one of the start")
            self._mark = mark
            self.age += 1

    def reopen(self) -> None:
        """Have every connection opened anew: one of them could not read what it should."""
        self.age += 1


def with_served_file(app: Application, file: ServedFile | None) -> Application:
    """The application, which answers nothing while another file is in the place of the one of the start."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if file and scope["type"] == "http" and not _WITHOUT.match(scope["path"]):
            file.check()
        await app(scope, receive, send)

    return answer


def _mark(path: Path) -> Mark | None:
    """What changes with the file or with who may read it; None where there is no file. What is a pipe has no end."""
    try:
        found = path.stat()
    except OSError:
        return None
    if not S_ISREG(found.st_mode):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _is_new(mark: Mark) -> bool:
    """Whether what is there may have been written once more since it was looked at, though nothing of it differs."""
    return max(mark[-2:]) > time_ns() - _ONE_TIME


def _digest(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
