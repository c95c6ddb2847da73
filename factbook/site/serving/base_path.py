"""The site below a path, such as /some/path: what is inside sees plain addresses, what goes out has the path once.

Datasette puts the path before whatever it links to, even where the address of the request has it already; and links
that are made without it, in the cells of tables and in pictures, lead past the site.
"""

from __future__ import annotations

import re

from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, without


def with_base_path(app: Application, root_path: str) -> Application:
    """The application, which sees addresses without the path (no slash at its end); itself where there is none."""
    if not root_path:
        return app
    within = re.compile(rf'((?:href|src|action)=")(?=/(?!/))(?!{re.escape(root_path)}(?:[/"?#]))'.encode())

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        else:
            await app(_below(scope, root_path), receive, _Outgoing(send, within, root_path.encode()))

    return answer


def _below(scope: Scope, root_path: str) -> Scope:
    raw = (scope.get("raw_path") or scope["path"].encode()).decode("ascii", "replace").partition("?")[0]
    path = scope["path"].removeprefix(root_path) or "/"
    return {**scope, "path": path, "raw_path": (raw.removeprefix(root_path) or "/").encode()}


class _Outgoing:
    """A `send` that holds a page of HTML until it is whole, and puts the path before its links and redirects."""

    def __init__(self, send: Send, within: re.Pattern[bytes], root: bytes) -> None:
        self._send, self._within, self._root = send, within, root
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Send a message, or hold it (ASGI)."""
        if message["type"] == "http.response.start":
            message = self._redirected(message)
            if header(message["headers"], b"content-type").startswith(b"text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            start, self._start = self._start, None
            body = self._within.sub(rb"\1" + self._root.replace(b"\\", b"\\\\"), self._body)
            length = (b"content-length", str(len(body)).encode())
            await self._send({**start, "headers": [*without(start["headers"], b"content-length"), length]})
            message = {"type": "http.response.body", "body": body}
        await self._send(message)

    def _redirected(self, message: Message) -> Message:
        to = header(message["headers"], b"location")
        if not to.startswith(b"/") or to.startswith((b"//", self._root + b"/")) or to == self._root:
            return message
        there = (b"location", self._root + to)
        return {**message, "headers": [*without(message["headers"], b"location"), there]}
