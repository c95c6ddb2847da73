"""Files sent in pieces, whole or in the parts that Range asks for (RFC 9110, 14), by Starlette's response."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette import Response
from datasette.utils.asgi import Request
from starlette.responses import FileResponse

from factbook.site.serving.asgi import Message, Scope, Send, header, without


class SentFile:
    """A response that sends a file; `etag` is its strong validator, without quotes, by which parts fit together.

    Its day is not told: it would be that of a copy of the site.
    """

    def __init__(self, request: Request, path: Path, name: str, media_type: str, etag: str | None) -> None:
        self._request, self._path, self._name, self._type = request, path, name, media_type
        self.headers = {"cache-control": "no-cache"} | ({"etag": f'"{etag}"'} if etag else {})

    async def asgi_send(self, send: Send) -> None:
        """Send it, or the parts that are asked for; 304 to a reader who has it, 416 where there is no such part."""
        tag = self.headers.get("etag")
        if tag and tag in self._request.headers.get("if-none-match", ""):
            await Response("", status=304, headers=self.headers).asgi_send(send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _told(message["headers"], tag)}
            await send(message)

        answer: Any = FileResponse(self._path, headers=self.headers, media_type=self._type, filename=self._name)
        await answer(_in_bytes(self._request.scope), self._request.receive, sending)


def _in_bytes(scope: Scope) -> Scope:
    """The request without a Range in another unit than bytes, which a server ignores."""
    other_unit = not header(scope["headers"], b"range").strip().lower().startswith(b"bytes")
    return {**scope, "headers": without(scope["headers"], b"range")} if other_unit else scope


def _told(headers: list[tuple[bytes, bytes]], tag: str | None) -> list[tuple[bytes, bytes]]:
    """The headers without the file's own day, and without a validator that is made from it."""
    kept = without(headers, b"last-modified", *([] if tag else [b"etag"]))
    return kept if header(kept, b"cache-control") else [*kept, (b"cache-control", b"no-cache")]
