"""A page of HTML that is changed on its way out: held until it is whole, so that its length is told as it goes."""

from __future__ import annotations

from collections.abc import Callable

from factbook.site.serving.asgi import Message, Send, header, without


class WholePage:
    """A `send` that holds a page of HTML until it is whole, and sends it changed; other answers go as they come."""

    def __init__(self, send: Send, change: Callable[[bytes], bytes]) -> None:
        """`change` turns the body of the page into the one that is sent."""
        self._send, self._change = send, change
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Send a message, or hold it (ASGI)."""
        if message["type"] == "http.response.start":
            if header(message["headers"], b"content-type").startswith(b"text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            start, self._start = self._start, None
            body = self._change(self._body)
            length = (b"content-length", str(len(body)).encode())
            await self._send({**start, "headers": [*without(start["headers"], b"content-length"), length]})
            message = {"type": "http.response.body", "body": body}
        await self._send(message)
