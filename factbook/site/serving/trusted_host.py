"""Where the site stands: the address that its links begin with, whatever a request says of it.

Anyone can write any Host into a request. It is believed where it names the reader's own machine; else the address that
is configured stands in its place, or, where none is, the address of the socket that the request came in by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from factbook.site.serving.asgi import Application, Receive, Scope, Send, header, without

VARIABLE = "FACTBOOK_URL"
_LOOPBACK = re.compile(r"(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?", re.ASCII | re.I)
_HOST = re.compile(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?", re.ASCII | re.I)


class Origin(NamedTuple):
    """Scheme, and host with the port if it has one."""

    scheme: str
    host: str


def read_origin(url: str) -> Origin:
    """The origin of an address such as https://facts.example; raises ValueError where it is none or has a path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        raise ValueError(f"{url!r} is not the address of a site, such as https://facts.example")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"{url!r} has more than scheme and host; a path is set as base_url in settings.json")
    return Origin(parts.scheme, parts.netloc.lower())


def configured_origin(environment: Mapping[str, str]) -> Origin | None:
    """The origin that FACTBOOK_URL names, None where it is unset or empty; raises ValueError, as `read_origin`."""
    url = environment.get(VARIABLE, "").strip()
    return read_origin(url) if url else None


def with_trusted_host(app: Application, always: Origin | None, published: str = "") -> Application:
    """The application, told where it stands: at `always`, or where `published` says, or at the reader's own machine.

    `published` is metadata.yml's `site_url`, whose path is not looked at.
    """
    elsewhere = _origin_of(published)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scheme, host = always or elsewhere or _loopback(scope) or _socket(scope)
            headers = [*without(scope["headers"], b"host"), (b"host", host.encode("ascii"))]
            scope = {**scope, "scheme": scheme, "headers": headers}
        await app(scope, receive, send)

    return answer


def _origin_of(url: str) -> Origin | None:
    parts = urlsplit(url)
    return Origin(parts.scheme, parts.netloc) if parts.netloc and parts.netloc.isascii() else None


def _loopback(scope: Scope) -> Origin | None:
    host = header(scope["headers"], b"host").decode("latin-1")
    return Origin(_scheme(scope), host.lower()) if _LOOPBACK.fullmatch(host) else None


def _socket(scope: Scope) -> Origin:
    name, port = scope.get("server") or ("localhost", None)
    name = f"[{name}]" if ":" in name else name
    host = f"{name}:{port}" if port else name
    return Origin(_scheme(scope), host if _HOST.fullmatch(host) else "localhost")


def _scheme(scope: Scope) -> str:
    return "https" if scope.get("scheme") == "https" else "http"
