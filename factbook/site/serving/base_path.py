"""The site below a path, such as /some/path: what is inside sees plain addresses, what goes out has the path once.

Datasette puts the path before whatever it links to, even where the address of the request has it already; and links
that are made without it, in the cells of tables and in pictures, lead past the site.
"""

from __future__ import annotations

import re

from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, without
from factbook.site.serving.whole_page import WholePage


def with_base_path(app: Application, root_path: str) -> Application:
    """The application, which sees addresses without the path (no slash at its end); itself where there is none."""
    if not root_path:
        return app
    within = re.compile(rf'((?:href|src|action)=")(?=/(?!/))(?!{re.escape(root_path)}(?:[/"?#]))'.encode())

    root = root_path.encode()

    def put_before(page: bytes) -> bytes:
        return within.sub(lambda found: found[1] + root, page)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        else:
            await app(below(scope, root_path), receive, _with_redirects(WholePage(send, put_before), root))

    return answer


def below(scope: Scope, root_path: str) -> Scope:
    """The scope with its path as Datasette sees it, without the site's own."""
    raw = (scope.get("raw_path") or scope["path"].encode()).decode("ascii", "replace").partition("?")[0]
    path = scope["path"].removeprefix(root_path) or "/"
    return {**scope, "path": path, "raw_path": (raw.removeprefix(root_path) or "/").encode()}


def _with_redirects(send: Send, root: bytes) -> Send:
    """The `send`, before which the path is put into redirects that lack it."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            to = header(message["headers"], b"location")
            if to.startswith(b"/") and not to.startswith((b"//", root + b"/")) and to != root:
                there = (b"location", root + to)
                message = {**message, "headers": [*without(message["headers"], b"location"), there]}
        await send(message)

    return sent
