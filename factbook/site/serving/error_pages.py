"""Every refusal in the site's design: what a layer or a file server says in a bare line is set into the error page.

The last net as well: an exception that nothing else has caught is an error page and a line in the log, no more.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from factbook.locale import N_, say
from factbook.site.pages.errors import failure_of, is_broken
from factbook.site.serving.asgi import (
    Application,
    Headers,
    Message,
    Receive,
    Scope,
    Send,
    header,
    send_response,
    without,
)

#: Makes the whole response to a request that failed with this status, for the reason that is given ("": none is known).
Dresser = Callable[[Scope, int, str], Awaitable[Any]]
_MOST = 2_000
_BARE = {503: N_("The database cannot be read. Please try again in a few minutes.")}
_FILES = re.compile(r"/static/|/-/")


def with_error_pages(app: Application, dresser: Dresser) -> Application:
    """The application whose bare refusals are dressed by `dresser`."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        holder = ErrorBuffer(send, is_file=_FILES.search(scope["path"]) is not None)
        try:
            await app(scope, receive, holder)
        except Exception as error:
            failed = failure_of(error)
            if failed.status == 500 or holder.started:
                traceback.print_exception(error)
            if holder.started:
                raise
            holder.refused = (failed.status, [], failed.message.encode())
        if holder.refused:
            await _dress(scope, send, dresser, *holder.refused)

    return answer


class ErrorBuffer:
    """A `send` that keeps a bare refusal in `refused` (status, headers, what it says) and passes all else on."""

    def __init__(self, send: Send, *, is_file: bool) -> None:
        self._send, self._is_file = send, is_file
        self.started = False
        self.refused: tuple[int, Headers, bytes] | None = None

    async def __call__(self, message: Message) -> None:
        """Send a message, or keep it (ASGI)."""
        if message["type"] == "http.response.start" and message["status"] >= 400 and self._is_bare(message):
            self.refused = (message["status"], message["headers"], b"")
        elif self.refused:
            status, headers, said = self.refused
            self.refused = (status, headers, said + message.get("body", b""))
        else:
            self.started = True
            await self._send(message)

    def _is_bare(self, start: Message) -> bool:
        """Whether the response is a line of text; Datasette's file server calls its own HTML."""
        kind = header(start["headers"], b"content-type")
        return self._is_file or not kind or kind.startswith(b"text/plain")


async def _dress(scope: Scope, send: Send, dresser: Dresser, status: int, headers: Headers, said: bytes) -> None:
    kept = without(headers, b"content-type", b"content-length")
    try:
        response = await dresser(scope, status, said.decode("utf-8", "replace")[:_MOST].strip())
    except Exception as error:
        # The error page itself fails: when the database is gone, for one.
        if not is_broken(error):
            traceback.print_exception(error)
        plain = (b"content-type", b"text/plain; charset=utf-8")
        status = 503 if is_broken(error) else status
        bare = _BARE.get(status, N_("Something went wrong here."))
        await send_response(send, status, [*kept, plain], f"{say(bare)}\n".encode())
        return
    response.headers.update({name.decode("latin-1"): value.decode("latin-1") for name, value in kept})
    await response.asgi_send(send)
