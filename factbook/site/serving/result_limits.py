"""How much one question in SQL may give: rows are counted as they are read, and too many end one that people wrote.

A page that is made from rows holds up all others while it is made. Time is limited by Datasette and rows are too, but
neither their width nor the size of a value. A page of an answer shows the first rows only, whoever wrote the question;
JSON and CSV give what there is.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, NamedTuple

from datasette.database import QueryInterrupted, Results

from factbook.site.serving.asgi import Application, Receive, Scope, Send
from factbook.site.serving.sql_limiter import has_user_sql


class Limit(NamedTuple):
    """The largest result: in cells, and in characters and bytes of all its values."""

    cells: int
    size: int


#: A cell takes some ten times as long in HTML as in a file.
IN_A_PAGE, IN_A_FILE = Limit(15_000, 2_000_000), Limit(250_000, 8_000_000)
#: CountedRows of an answer that a page shows.
SHOWN = 250
_ALLOWED: ContextVar[Limit | None] = ContextVar("allowed", default=None)
_TIMEOUTS: ContextVar[list[QueryInterrupted]] = ContextVar("timeouts")
_SHOWING: ContextVar[int | None] = ContextVar("showing", default=None)


def with_result_limits(app: Application, questions: Collection[str] = ()) -> Application:
    """The application, with the results of people's SQL bounded, and pages of answers, to `questions` too, short."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_own = scope["type"] == "http" and has_user_sql(scope)
        name = scope["path"].rpartition("/")[2] if scope["type"] == "http" else ""
        is_file = "." in name
        allowed = _ALLOWED.set((IN_A_FILE if is_file else IN_A_PAGE) if is_own else None)
        showing = _SHOWING.set(SHOWN if name in questions or (is_own and not is_file) else None)
        try:
            await app(scope, receive, send)
        finally:
            _ALLOWED.reset(allowed)
            _SHOWING.reset(showing)

    return answer


class ContextExecutor(ThreadPoolExecutor):
    """A pool whose threads know the context of the request that they work for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As any pool's, in a copy of the caller's context."""
        return super().submit(copy_context().run, _shortened, fn, *args, **kwargs)


@contextmanager
def recording_timeouts() -> Iterator[list[QueryInterrupted]]:
    """The queries within the block that were interrupted for their time, those too that Datasette does without."""
    timeouts: list[QueryInterrupted] = []
    token = _TIMEOUTS.set(timeouts)
    try:
        yield timeouts
    finally:
        _TIMEOUTS.reset(token)


def _shortened(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What `fn` gives; a result that a page shows in part is cut before each of its cells is put into words."""
    try:
        found, most = fn(*args, **kwargs), _SHOWING.get()
    except QueryInterrupted as error:
        _TIMEOUTS.get([]).append(error)
        raise
    if most is not None and isinstance(found, Results) and len(found.rows) > most:
        return Results(found.rows[:most], True, found.description)
    return found


class TooLarge(sqlite3.OperationalError):
    """A question gave more than is allowed."""


class CountedRows:
    """A row factory: `sqlite3.Row`, counted; raises TooLarge where one cursor gives more than its request may have."""

    def __init__(self) -> None:
        self._cursor: weakref.ref[sqlite3.Cursor] | None = None
        self._cells = self._size = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        """The row."""
        if most := _ALLOWED.get():
            self._count(cursor, values, most)
        return sqlite3.Row(cursor, values)

    def _count(self, cursor: sqlite3.Cursor, values: tuple[object, ...], most: Limit) -> None:
        if self._cursor is None or self._cursor() is not cursor:
            self._cursor, self._cells, self._size = weakref.ref(cursor), 0, 0
        self._cells += len(values)
        self._size += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._cells > most.cells or self._size > most.size:
            raise TooLarge(f"the result is too large: {most.cells:,} cells and {most.size:,} characters are the most")
