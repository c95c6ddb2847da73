"""A size for every page: what Datasette makes in one piece, and what would be longer than anyone reads, is refused."""

from __future__ import annotations

from factbook.locale import N_, _
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, send_response

#: The longest page, and the longest answer of another kind that is made in one piece, in bytes.
MAX_PAGE, MAX_ANSWER = 3_000_000, 25_000_000
_SAID = N_("The answer would be longer than %(most)s bytes: ask for fewer rows, or take the factbook as a file.")


def with_page_size(app: Application) -> Application:
    """The application, with status 400 for what is too long; streams, which nobody has to hold, are left alone."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await app(scope, receive, _Measure(send) if scope["type"] == "http" else send)

    return answer


class _Measure:
    """A `send` that holds the start of a response until its first piece has come."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._is_refused = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif self._start:
            start, self._start = self._start, None
            kind = header(start["headers"], b"content-type")
            most = MAX_PAGE if kind.startswith(b"text/html") else MAX_ANSWER
            self._is_refused = len(message.get("body", b"")) > most
            if self._is_refused:
                plain = [(b"content-type", b"text/plain; charset=utf-8")]
                await send_response(self._send, 400, plain, _(_SAID, most=most).encode())
            else:
                await self._send(start)
                await self._send(message)
        elif not self._is_refused:
            await self._send(message)
