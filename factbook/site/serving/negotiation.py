"""Leads who asks a page of a record or table for another form to that form's own address (RFC 9110, 12.5.1, 15.4.4).

A form is asked for by its media type; whoever takes anything gets the page. So every form has one address, which can be
kept and cited, and a page is a function of its address still. The links in the header of an answer are put as RFC 8288
has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from factbook.record import DATABASE
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, send_response, without

#: The tables and records of the database, and not their other forms.
_PAGE = re.compile(rf"/{DATABASE}/[\w~-]+(?:/[\w~-]+)?")
_HTML = ("text/html", "application/xhtml+xml", "text/*", "application/*", "*/*")


def with_negotiation(app: Application, root_path: str, forms: Mapping[str, str]) -> Application:
    """The application; `forms` gives the ending of an address by media type."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(root_path) if scope["type"] == "http" else ""
        send = _linking(send)
        if not _PAGE.fullmatch(path):
            await app(scope, receive, send)
        elif ending := wanted(header(scope["headers"], b"accept").decode("latin-1"), forms):
            query = scope["query_string"]
            place = quote(f"{scope['path']}.{ending}", safe="/~").encode() + (b"?" + query if query else b"")
            headers = [(b"location", place), (b"vary", b"Accept"), (b"cache-control", b"no-store")]
            await send_response(send, 303, headers)
        else:
            await app(scope, receive, _varying(send))

    return answer


def wanted(accept: str, forms: Mapping[str, str]) -> str | None:
    """The ending of the form that an Accept header prefers to a page, None where it prefers none."""
    weights = dict(_weights(accept))
    of_page = max((weights.get(kind, 0.0) for kind in _HTML), default=0.0)
    best = max(forms, key=lambda kind: weights.get(kind, 0.0))
    return forms[best] if weights.get(best, 0.0) > of_page else None


def _weights(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.lower().split(","):
        kind, *parameters = (word.strip() for word in part.split(";"))
        weight = next((word[2:] for word in parameters if word.startswith("q=")), "1")
        yield kind, float(weight) if re.fullmatch(r"[01](\.\d{0,3})?", weight) else 0.0


def _linking(send: Send) -> Send:
    """A `send` whose links stand in angle brackets (RFC 8288), which Datasette leaves out."""

    async def sending(message: Message) -> None:
        if (link := header(message.get("headers", ()), b"link")).startswith(b"http"):
            address, semicolon, rest = link.partition(b";")
            there = (b"link", b"<" + address + b">" + semicolon + rest)
            message = {**message, "headers": [*without(message["headers"], b"link"), there]}
        await send(message)

    return sending


def _varying(send: Send) -> Send:
    """A `send` that says that the answer depends on what was accepted."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            vary = header(message["headers"], b"vary")
            both = b", ".join(filter(None, (vary, b"Accept")))
            message = {**message, "headers": [*without(message["headers"], b"vary"), (b"vary", both)]}
        await send(message)

    return sending
