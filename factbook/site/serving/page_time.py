"""A time for every page: seconds of CPU that all its questions to the database may take together.

Each of Datasette's queries has a limit of its own, but neither has the number of them, nor what our own pages ask. A
request's account is charged by the threads that work for it; what exceeds it is interrupted and answered 503.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

from factbook.site.pages.errors import PageTimeError
from factbook.site.serving.asgi import Application, Receive, Scope, Send

#: Seconds of CPU in the threads that read the database, for one request.
PAGE_SECONDS = 0.65
#: Steps of SQLite's machine between two looks at the clock.
_STEPS = 10_000


class _Account:
    """Seconds that a request's work has taken, that under way left out."""

    def __init__(self) -> None:
        self.used = 0.0


_ACCOUNT: ContextVar[_Account | None] = ContextVar("account", default=None)
_BEGAN: ContextVar[float] = ContextVar("began", default=0.0)


def with_page_time(app: Application) -> Application:
    """The application, each of whose requests has an account of time."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        token = _ACCOUNT.set(_Account())
        try:
            await app(scope, receive, send)
        finally:
            _ACCOUNT.reset(token)

    return answer


@contextmanager
def charged(connection: sqlite3.Connection | None) -> Iterator[None]:
    """Charge the block, which works in a thread and on the connection, to its request.

    Raises PageTimeError where the request has used up its time, before or within the block.
    """
    account = _ACCOUNT.get()
    if account is None:
        yield
        return
    _BEGAN.set(thread_time())
    if _is_over():
        raise PageTimeError
    if connection:
        interrupt_late_pages(connection)
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_over():
            raise PageTimeError from error
        raise
    finally:
        account.used += thread_time() - _BEGAN.get()


def interrupt_late_pages(connection: sqlite3.Connection) -> None:
    """Interrupt what runs on the connection for a request that has used up its time; until another handler is set."""
    connection.set_progress_handler(_is_over, _STEPS)


def _is_over() -> bool:
    account = _ACCOUNT.get()
    return account is not None and account.used + thread_time() - _BEGAN.get() > PAGE_SECONDS
