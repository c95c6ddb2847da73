"""A database written ahead: from rows that are complete, while other processes still ask about them.

It takes its place only when the word is given. Where anything is wrong with the facts, nothing comes of it, whatever
happened here meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from factbook.compile.staging import Staging
from factbook.compile.write import BuildResult, Edition, written


class _NotWanted(Exception):
    """Something is wrong with the facts."""


class Ahead:
    """Writes `target` in a thread of its own."""

    def __init__(self, target: Path) -> None:
        """Begin when it is told to."""
        self._target, self._thread = target, ThreadPoolExecutor(1)
        self._is_read, self._is_wanted = Event(), Future[bool]()
        self._result: Future[BuildResult] | None = None

    @contextmanager
    def writing(self, staging: Staging, edition: Edition) -> Iterator[None]:
        """Begin to write; until the end of this the staging must stay as it is, and then it is no longer read."""
        self._result = self._thread.submit(self._write, staging, edition)
        try:
            yield
        finally:
            self._is_read.wait()

    def _write(self, staging: Staging, edition: Edition) -> BuildResult:
        try:
            with written(staging, edition, self._target) as result:
                self._is_read.set()
                if not self._is_wanted.result():
                    raise _NotWanted
                return result
        finally:
            self._is_read.set()

    def finish(self) -> BuildResult | None:
        """Put the database in its place, and return what it holds; None where none was begun. Raises as `written`."""
        if self._result is None:
            return None
        self._is_wanted.set_result(True)
        return self._result.result()

    def close(self) -> None:
        """Let go of what was not finished."""
        if not self._is_wanted.done():
            self._is_wanted.set_result(False)
        self._thread.shutdown()
