"""Files whose address holds their digest are kept for ever: what another digest names is another file (RFC 8246)."""

from __future__ import annotations

from collections.abc import Mapping

from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, without

_LASTING = (b"cache-control", b"public, max-age=31536000, immutable")


def with_immutable_assets(app: Application, root_path: str, digests: Mapping[str, str]) -> Application:
    """The application; what is asked under the digest that the file has (`?v=...`) is said to last."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_lasting(scope, root_path, digests):
            await app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                message = {**message, "headers": [*without(message["headers"], b"cache-control"), _LASTING]}
            await send(message)

        await app(scope, receive, sending)

    return answer


def _is_lasting(scope: Scope, root_path: str, digests: Mapping[str, str]) -> bool:
    digest = digests.get(scope["path"].removeprefix(root_path))
    return digest is not None and scope["query_string"] == f"v={digest}".encode()
