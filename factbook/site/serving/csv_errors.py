"""A question in SQL that fails is an error in CSV too: Datasette answers 200 and a line without columns."""

from __future__ import annotations

from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, send_response
from factbook.site.serving.sql_limiter import has_user_sql

_NO_COLUMNS = b"\r\n"
_SAID = b"The question in SQL cannot be answered; with .json for .csv, the same address says why."


def with_csv_errors(app: Application) -> Application:
    """The application, with status 400 where it sends CSV that has not even a column."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_csv = scope["type"] == "http" and scope["path"].endswith(".csv") and has_user_sql(scope)
        await app(scope, receive, _Reader(send) if is_csv else send)

    return answer


class _Reader:
    """A `send` that holds the start of a response until it has seen the first line, and drops the rest of a bad one."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._is_bad = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
            return
        if self._start:
            await self._begin(self._start, message)
            self._start = None
        if not self._is_bad:
            await self._send(message)

    async def _begin(self, start: Message, first: Message) -> None:
        self._is_bad = first.get("body") == _NO_COLUMNS
        if self._is_bad:
            await send_response(self._send, 400, [(b"content-type", b"text/plain; charset=utf-8")], _SAID)
        else:
            await self._send(start)
