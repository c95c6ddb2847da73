"""Files whose address holds their digest are kept for ever: what another digest names is another file (RFC 8246)."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, without

_LASTING = (b"cache-control", b"public, max-age=31536000, immutable")
#: Of what is asked under another digest: a page of another release wants it, and no cache may give it to the next one.
_PASSING = (b"cache-control", b"no-store")


def with_immutable_assets(app: Application, root_path: str, digests: Mapping[str, str]) -> Application:
    """The application; what is asked under the digest that the file has (`?v=...`) is said to last."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        control = _control(scope, root_path, digests) if scope["type"] == "http" else None
        if control is None:
            await app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                message = {**message, "headers": [*without(message["headers"], b"cache-control"), control]}
            await send(message)

        await app(scope, receive, sending)

    return answer


def _control(scope: Scope, root_path: str, digests: Mapping[str, str]) -> tuple[bytes, bytes] | None:
    """How long the file may be kept, None where the address names no digest of it."""
    digest = digests.get(scope["path"].removeprefix(root_path))
    if digest is None or not scope["query_string"].startswith(b"v="):
        return None
    return _LASTING if scope["query_string"] == f"v={digest}".encode() else _PASSING
