"""Gates for people's SQL and for dear pages: few places, a short queue, and 503 when it is full.

Datasette answers every query from one pool of threads. Requests that bring SQL of their own pass one by one, those that
walk over a table two by two; a page whose queries are known to be quick never waits behind them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from factbook.locale import N_, say
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, send_response
from factbook.site.serving.budgets import has_user_sql, is_dear

#: Requests with SQL of their own that are worked on at once, and that may wait; how long they wait, in seconds.
PLACES, WAITING, PATIENCE = 1, 4, 2.0
#: The same of pages that take a walk over a table.
DEAR_PLACES, DEAR_WAITING, DEAR_PATIENCE = 2, 20, 5.0
_BUSY = N_("Other people's questions in SQL are being answered. Please try again in a few seconds.")
_BUSY_DEAR = N_("Other large requests are being answered. Please try again in a few seconds.")


class GateRules(NamedTuple):
    """How many requests pass at once and wait, how long one waits in seconds, and what the others are told."""

    places: int
    waiting: int
    patience: float
    busy: str


class _Place:
    """A `send` that gives up a place in the gate as soon as an answer is there: who reads slowly keeps nobody out."""

    def __init__(self, places: asyncio.Semaphore, send: Send) -> None:
        self._places, self._send, self._has_left = places, send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            self.leave()
        await self._send(message)

    def leave(self) -> None:
        """Let the next one in, once."""
        if not self._has_left:
            self._has_left = True
            self._places.release()


class Gate:
    """An application that lets some requests pass few at a time to the application behind it; others pass at once."""

    def __init__(self, app: Application, is_held: Callable[[Scope], bool], rules: GateRules) -> None:
        self._app, self._is_held, self._rules = app, is_held, rules
        self._places = asyncio.Semaphore(rules.places)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or not self._is_held(scope):
            await self._app(scope, receive, send)
        elif await self._enters():
            place = _Place(self._places, send)
            try:
                await self._app(scope, receive, place)
            finally:
                place.leave()
        else:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"3")]
            said = f"{say(self._rules.busy)}\n".encode()
            await send_response(send, 503, [*headers, (b"cache-control", b"no-store")], said)

    async def _enters(self) -> bool:
        """Whether a place was had: at once, or within the time that one may wait."""
        if not self._places.locked():
            return await self._places.acquire()
        if self._waiting >= self._rules.waiting:
            return False
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._rules.patience)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return True


def sql_limiter(app: Application) -> Gate:
    """The application behind the gate for people's SQL."""
    return Gate(app, has_user_sql, GateRules(PLACES, WAITING, PATIENCE, _BUSY))


def dear_pages(app: Application) -> Gate:
    """The application behind the gate for pages that take a walk over a table."""
    return Gate(app, is_dear, GateRules(DEAR_PLACES, DEAR_WAITING, DEAR_PATIENCE, _BUSY_DEAR))
