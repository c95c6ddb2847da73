"""Datasette's CSV in the one form that downloads have: guarded cells, a byte order mark, and errors that are errors.

Datasette answers a question that fails with status 200 and a line without columns, and ends a file that it cannot
finish with a sentence in the place of a row.
"""

from __future__ import annotations

import csv
import io

from factbook.formats.csv_lines import BYTE_ORDER_MARK, to_lines
from factbook.record import DATABASE
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, send_response
from factbook.site.serving.recorder import CutShortError

#: Bytes that are sent at once.
_PIECE = 64_000
_LINE_END = b"\r\n"
#: The most rows that Datasette streams: each costs it ten times what a walk takes, and more with labels.
MOST_ROWS = 5_000
#: The same with labels: fewer than Datasette asks for at once, so that what is too long is not asked for again.
MOST_LABELLED = 4_000
_CUT = "CSV that has begun cannot be finished"
_SAID = b"The query failed; the same address with .json in place of .csv says why."


def with_csv_form(app: Application, root_path: str) -> Application:
    """The application, its CSV in our form: status 400 where it has not even a column, cut off where it fails later."""
    begins = (f"{root_path}/{DATABASE}.", f"{root_path}/{DATABASE}/")

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_csv = scope["type"] == "http" and scope["path"].endswith(".csv") and scope["path"].startswith(begins)
        writer = _Writer(send, MOST_LABELLED if b"_labels" in scope.get("query_string", b"") else MOST_ROWS)
        await app(scope, receive, writer if is_csv else send)
        if writer.is_cut:
            # Datasette, told so at a row, takes it for a row of its own and says it in a page.
            raise CutShortError(_CUT)

    return answer


class _Writer:
    """A `send` that holds the start of a response until it has seen the first line, and drops the rest of a bad one."""

    def __init__(self, send: Send, most: int) -> None:
        self._send, self._most = send, most
        self._start: Message | None = None
        self._rows = b""
        self._is_csv = self._is_bad = self.is_cut = False
        self._sent = 0

    async def __call__(self, message: Message) -> None:
        if self.is_cut:
            return
        if message["type"] == "http.response.start":
            kind = header(message["headers"], b"content-type")
            self._is_csv = message["status"] == 200 and kind.startswith((b"text/plain", b"text/csv"))
            self._start = message
        if not self._is_csv:
            await self._send(message)
        elif message["type"] == "http.response.body" and not self._is_bad:
            await self._write(message)

    async def _write(self, message: Message) -> None:
        body = message.get("body", b"")
        is_line = body.endswith(_LINE_END) or not body
        if self._start and not self._rows and (body == _LINE_END or not is_line):
            self._is_bad = True
            await send_response(self._send, 400, [(b"content-type", b"text/plain; charset=utf-8")], _SAID)
        elif not is_line or (body and self._sent > self._most):
            self.is_cut = True
            raise CutShortError(_CUT)
        else:
            await self._begin_and_send(message, body)

    async def _begin_and_send(self, message: Message, body: bytes) -> None:
        self._sent += bool(body)
        self._rows += body
        if message.get("more_body") and len(self._rows) < _PIECE:
            return
        # Many rows at once: each of them is a message of Datasette's.
        lines = to_lines(csv.reader(io.StringIO(self._rows.decode("utf-8"), newline="")))
        self._rows = b""
        if self._start:
            await self._send(self._start)
            self._start, lines = None, BYTE_ORDER_MARK + lines
        await self._send({**message, "body": lines})
