"""How much one question in people's SQL may give: rows are counted as they are read, and too many end the question.

A page that is made from rows holds up all others while it is made. Time is limited by Datasette and rows are too, but
neither their width nor the size of a value. Pages of our own are not counted.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import Any, NamedTuple

from factbook.serving.asgi import Application, Receive, Scope, Send
from factbook.serving.gate import brings_sql


class Most(NamedTuple):
    """The largest result: in cells, and in characters and bytes of all its values."""

    cells: int
    size: int


#: A cell takes some ten times as long in HTML as in a file.
IN_A_PAGE, IN_A_FILE = Most(15_000, 2_000_000), Most(250_000, 8_000_000)
_ALLOWED: ContextVar[Most | None] = ContextVar("allowed", default=None)


def measured(app: Application) -> Application:
    """The application, with the results of people's SQL bounded."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not brings_sql(scope):
            await app(scope, receive, send)
            return
        is_file = "." in scope["path"].rpartition("/")[2]
        token = _ALLOWED.set(IN_A_FILE if is_file else IN_A_PAGE)
        try:
            await app(scope, receive, send)
        finally:
            _ALLOWED.reset(token)

    return answer


class Carrying(ThreadPoolExecutor):
    """A pool whose threads know the context of the request that they work for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any pool's, in a copy of the caller's context."""
        return super().submit(copy_context().run, fn, *args, **kwargs)


class TooLarge(sqlite3.OperationalError):
    """A question gave more than is allowed."""


class Rows:
    """A row factory: `sqlite3.Row`, counted; raises TooLarge where one cursor gives more than its request may have."""

    def __init__(self) -> None:
        self._cursor: weakref.ref[sqlite3.Cursor] | None = None
        self._cells = self._size = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        """The row."""
        if most := _ALLOWED.get():
            self._count(cursor, values, most)
        return sqlite3.Row(cursor, values)

    def _count(self, cursor: sqlite3.Cursor, values: tuple[object, ...], most: Most) -> None:
        if self._cursor is None or self._cursor() is not cursor:
            self._cursor, self._cells, self._size = weakref.ref(cursor), 0, 0
        self._cells += len(values)
        self._size += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._cells > most.cells or self._size > most.size:
            raise TooLarge(f"the result is too large: {most.cells:,} cells and {most.size:,} characters are the most")
