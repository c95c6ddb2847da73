"""Headers that bind a browser: what a page may load, who may frame it, what it may say of itself to others.

Reading is open to scripts of any page (CORS): all is public here and no cookie counts, so nothing is given away by it.
"""

from __future__ import annotations

from factbook.serving.asgi import Application, Message, Receive, Scope, Send, without

_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Vega compiles expressions to functions. Datasette's own page for SQL and its tables have scripts in the page.
_DRAWING = " 'unsafe-eval'"
_DATASETTE = " 'unsafe-inline' 'unsafe-eval'"
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Link, ETag"),
]


def policy_for(path: str, parts: int) -> bytes:
    """The Content-Security-Policy of a page: strict, and looser only where Vega or Datasette's own scripts need it."""
    if path == "/charts":
        return _POLICY.format(scripts=_DRAWING).encode()
    datasette = path.startswith("/factbook") and parts < 3
    return _POLICY.format(scripts=_DATASETTE if datasette else "").encode()


def bound(app: Application) -> Application:
    """The application with security headers on every response, and no cookie on any."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = scope["path"]
        policy = policy_for(path, len(path.strip("/").split("/")))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = without(message["headers"], b"set-cookie", *(name for name, _ in _ALWAYS))
                message = {**message, "headers": [*kept, *_ALWAYS, (b"content-security-policy", policy)]}
            await send(message)

        await app(scope, receive, sending)

    return answer
