"""A gate for people's SQL: few places, a short queue, and 503 when it is full, so that pages are never starved.

Datasette answers every query from one pool of threads. Requests that bring SQL of their own pass one by one; a page,
whose queries are known to be quick, never waits behind them.
"""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from factbook.site.serving.asgi import Application, Receive, Scope, Send, send_response

#: Requests with SQL of their own that are worked on at once, and that may wait; how long they wait, in seconds.
PLACES, WAITING, PATIENCE = 1, 4, 2.0
_BUSY = b"Other people's questions in SQL are being answered. Please try again in a few seconds.\n"


def has_user_sql(scope: Scope) -> bool:
    """Whether the request's address holds SQL that a person wrote."""
    arguments = parse_qsl(scope["query_string"].decode("latin-1"))
    return any(name in ("sql", "_where") for name, _ in arguments)


class SqlLimiter:
    """An application that lets requests with SQL of their own pass one by one to the application behind it."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self._places = asyncio.Semaphore(PLACES)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or not has_user_sql(scope):
            await self._app(scope, receive, send)
        elif await self._enters():
            try:
                await self._app(scope, receive, send)
            finally:
                self._places.release()
        else:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"3")]
            await send_response(send, 503, [*headers, (b"cache-control", b"no-store")], _BUSY)

    async def _enters(self) -> bool:
        """Whether a place was had: at once, or within the time that one may wait."""
        if not self._places.locked():
            return await self._places.acquire()
        if self._waiting >= WAITING:
            return False
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), PATIENCE)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True
