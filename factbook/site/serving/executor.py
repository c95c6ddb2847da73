"""The threads that ask the database, each in the context of the request that it works for.

They charge their time to it, note what was interrupted, and open the file anew where it has changed or cannot be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any

from datasette.database import QueryInterrupted, connections

from factbook.locale import is_home, language
from factbook.record import DATABASE
from factbook.site.pages.errors import is_broken
from factbook.site.serving.confine import bound_values
from factbook.site.serving.page_time import charged
from factbook.site.serving.result_limits import read_rows_of, shown_in_part
from factbook.site.serving.served_file import ServedFile

_TIMEOUTS: ContextVar[list[QueryInterrupted]] = ContextVar("timeouts")


@contextmanager
def recording_timeouts() -> Iterator[list[QueryInterrupted]]:
    """The queries within the block that were interrupted for their time, those too that Datasette does without."""
    timeouts: list[QueryInterrupted] = []
    token = _TIMEOUTS.set(timeouts)
    try:
        yield timeouts
    finally:
        _TIMEOUTS.reset(token)


def note_timeouts(number: int) -> None:
    """Another process had so many queries interrupted that it asked for the request."""
    noted = _TIMEOUTS.get([])
    noted.extend(QueryInterrupted(None, "", {}) for _ in range(len(noted), number))


class ContextExecutor(ThreadPoolExecutor):
    """A pool whose threads know the context of the request that they work for."""

    def __init__(self, max_workers: int, file: ServedFile | None = None) -> None:
        """So many threads, over the file that is served where it cannot change."""
        super().__init__(max_workers)
        self._file = file

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any pool's, in a copy of the caller's context."""
        return super().submit(copy_context().run, self._run, fn, *args, **kwargs)

    def _run(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with _in_language():
            return self._run_there(fn, *args, **kwargs)

    def _run_there(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        connection = _current_connection(self._file)
        if connection:
            bound_values(connection)
            read_rows_of(connection)
        with charged(connection):
            try:
                return shown_in_part(fn(*args, **kwargs))
            except QueryInterrupted as error:
                _TIMEOUTS.get([]).append(error)
                raise
            except sqlite3.DatabaseError as error:
                if self._file and is_broken(error):
                    self._file.reopen()
                raise


@contextmanager
def _in_language() -> Iterator[None]:
    """The thread's connection to the edition of the request's language in the place where Datasette looks for it.

    None stands there where it has none yet: then Datasette opens one.
    """
    if is_home():
        yield
        return
    first = _swapped(DATABASE, getattr(connections, f"{DATABASE} {language()}", None))
    age = _swapped("age", getattr(connections, f"age {language()}", None))
    try:
        yield
    finally:
        setattr(connections, f"{DATABASE} {language()}", _swapped(DATABASE, first))
        setattr(connections, f"age {language()}", _swapped("age", age))


def _swapped(name: str, value: Any) -> Any:
    """What the thread kept under the name, where the value stands from now on."""
    was = getattr(connections, name, None)
    setattr(connections, name, value)
    return was


def _current_connection(file: ServedFile | None) -> sqlite3.Connection | None:
    """The connection of the thread, None where it has none or had one to what was there before."""
    connection: sqlite3.Connection | None = getattr(connections, DATABASE, None)
    if file is None:
        return connection
    file.check()
    age = file.age
    if connection and getattr(connections, "age", None) != age:
        delattr(connections, DATABASE)
        connection.close()
        connection = None
    connections.age = age
    return connection
