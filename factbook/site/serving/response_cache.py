"""Strong validators for every page, and a bounded cache of what is asked often (HTTP semantics: RFC 9110, RFC 9111).

A page is a function of its address and of the site's fingerprint: so its ETag is known before it is made, and a reader
who has it is answered 304 without a look at the database. Bodies are kept up to a number of bytes, the least recently
asked leaving first.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl

from factbook.locale import language
from factbook.record import DATABASE
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, send_response
from factbook.site.serving.executor import recording_timeouts
from factbook.site.serving.recorder import CONTROL, VARY, Cache, Recorder, identity, uncacheable

#: The longest address, path and query together, whose page is kept, in bytes.
LONGEST_KEPT = 2_000
#: Datasette's own addresses; and files, which have validators of their own: downloads may be made anew, parts be asked.
_NOT_PAGES = ("/-/", "/downloads", f"/{DATABASE}.db")
#: Arguments whose page is not a function of the address, but of the time that it takes.
_UNCACHED_ARGS = {"_trace", "_timelimit"}
_SQL = {"sql", "_where"}
#: A coding that the reader does not take (RFC 9110, 12.4.2).
_NO_WEIGHT = re.compile(rb";q=0(\.0*)?$")
#: Names without which a question in SQL cannot ask for the time, for chance or for the state of a connection; a word
#: too many here costs no more than a page that is not kept (SQLite: Built-In Scalar, and Date And Time, Functions).
_NONDETERMINISTIC_SQL = re.compile(
    r"random|date|time|julianday|strftime|unixepoch|current_|pragma|changes|last_insert_rowid|sqlite|:_", re.I
)


def with_response_cache(app: Application, fingerprint: str, limit: int) -> Application:
    """The application with validators and a cache of `limit` bytes before it."""
    cache = Cache(limit)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_page(scope):
            await app(scope, receive, _uncached(send) if scope["type"] == "http" and _is_long(scope) else send)
            return
        tag, zipped = etag(scope, fingerprint), _takes_gzip(scope)
        head = scope["method"] == "HEAD"
        if had := _had(scope, tag):
            await send_response(send, 304, [(b"etag", had), (b"cache-control", CONTROL), *VARY])
        elif page := cache.find(tag):
            await page.send(send, head)
        else:
            with recording_timeouts() as timeouts:
                await app({**scope, "method": "GET"}, receive, Recorder(send, cache, tag, zipped, head, timeouts))

    return answer


def is_page(scope: Scope) -> bool:
    """Whether the request reads a page that its address alone decides."""
    if scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(_NOT_PAGES) or _is_long(scope):
        return False
    if not scope["query_string"]:
        return True
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return not any(
        name in _UNCACHED_ARGS or (name in _SQL and _NONDETERMINISTIC_SQL.search(value)) for name, value in asked
    )


def _is_long(scope: Scope) -> bool:
    """Whether the address is longer than any that a page leads to: nobody will ask for it again."""
    return len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > LONGEST_KEPT


def _uncached(send: Send) -> Send:
    """A `send` whose answer no cache keeps."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": uncacheable(message["headers"])}
        await send(message)

    return sending


def etag(scope: Scope, fingerprint: str) -> bytes:
    """The strong entity tag of the page: of the site, the address as it is asked, and the coding of the body."""
    stands = (scope.get("scheme", "http").encode(), header(scope["headers"], b"host"))
    path = scope.get("raw_path") or scope["path"].encode()
    parts = (path, scope["query_string"], *stands, language().encode())
    asked = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
    return f'"{fingerprint}-{asked}{"-gz" if _takes_gzip(scope) else ""}"'.encode()


def _takes_gzip(scope: Scope) -> bool:
    codings = header(scope["headers"], b"accept-encoding").replace(b" ", b"").lower().split(b",")
    return any(coding.partition(b";")[0] == b"gzip" and not _NO_WEIGHT.search(coding) for coding in codings)


def _had(scope: Scope, tag: bytes) -> bytes | None:
    """The tag of this very page that the reader has, in this coding or none (If-None-Match, by weak comparison)."""
    given = header(scope["headers"], b"if-none-match")
    tags = {each.strip().removeprefix(b"W/") for each in given.split(b",")} if given else set()
    return next((each for each in (tag, identity(tag)) if each in tags), None)
