"""Headers that bind a browser: what a page may load, who may frame it, what it may say of itself to others.

Reading is open to scripts of any page (CORS): all is public here and no cookie counts, so nothing is given away by it.
"""

from __future__ import annotations

import re

from factbook.schema.core import DATABASE
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, without

_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
)
# Vega, which draws on these pages, compiles expressions to functions. No page has a script within it.
_DRAWING = " 'unsafe-eval'"
#: Pages that others may show within theirs: what a reconciling program shows of a record, by its end; embeds.
_FRAMED, _EMBEDDED = ("/reconcile/preview",), "/embed/"
_OF_A_VERSION = re.compile(r"^/release/[^/]+(?=/)")
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Link, ETag"),
]


def csp_for(path: str, parts: int) -> bytes:
    """The Content-Security-Policy of a page: looser where people draw with Vega (tables, SQL) or may frame it."""
    draws = path.startswith(f"/{DATABASE}") and parts < 3
    frames = "*" if path.endswith(_FRAMED) or path.startswith(_EMBEDDED) else "'none'"
    return _POLICY.format(scripts=_DRAWING if draws else "", frames=frames).encode()


def with_security_headers(app: Application, root_path: str = "") -> Application:
    """The application with security headers on every response, and no cookie on any."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = _OF_A_VERSION.sub("", scope["path"].removeprefix(root_path))
        policy = csp_for(path, len(path.strip("/").split("/")))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = without(message["headers"], b"set-cookie", *(name for name, _ in _ALWAYS))
                message = {**message, "headers": [*kept, *_ALWAYS, (b"content-security-policy", policy)]}
            await send(message)

        await app(scope, receive, sending)

    return answer
