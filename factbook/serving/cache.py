"""Strong validators for every page, and a bounded cache of what is asked often (HTTP semantics: RFC 9110, RFC 9111).

A page is a function of its address and of the site's fingerprint: so its ETag is known before it is made, and a reader
who has it is answered 304 without a look at the database. Bodies are kept up to a number of bytes, the least recently
asked leaving first.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import OrderedDict
from typing import NamedTuple
from urllib.parse import parse_qsl

from factbook.serving.asgi import Application, Headers, Message, Receive, Scope, Send, header, send_response, without

#: The longest body that is kept, in bytes, and the most pages: a short one has headers and a key all the same.
MAX_BODY, MAX_PAGES = 2_000_000, 20_000
_MIN_GZIP = 600
_CONTROL = b"public, max-age=300, stale-while-revalidate=86400"
_TEXT = (
    b"text/",
    b"application/json",
    b"application/ld+json",
    b"application/xml",
    b"image/svg+xml",
    b"application/atom",
)
#: Datasette's own addresses; and downloads, which have validators of their own, since the files may be made anew.
_NOT_PAGES = ("/-/", "/downloads")
#: Arguments whose page is not a function of the address: people's SQL may ask for the time or for chance.
_FREE = {"sql", "_where", "_trace", "_timelimit"}

#: How long Datasette took, in its JSON: another at every asking, while one validator stands for one sequence of bytes.
_TIMING = re.compile(rb'"query_ms": [0-9.e+-]+')


class Page(NamedTuple):
    """A finished response of status 200."""

    headers: Headers
    body: bytes


class Cache:
    """Pages by key, up to `limit` bytes of bodies and `MAX_PAGES`."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def get(self, key: str) -> Page | None:
        """The page kept under the key; None where there is none."""
        if key in self._pages:
            self._pages.move_to_end(key)
        return self._pages.get(key)

    def put(self, key: str, page: Page) -> None:
        """Keep the page, and let go of the least recently asked ones to make room."""
        if key not in self._pages and len(page.body) <= self._limit:
            self._pages[key] = page
            self._size += len(page.body)
        while self._size > self._limit or len(self._pages) > MAX_PAGES:
            self._size -= len(self._pages.popitem(last=False)[1].body)


def cached(app: Application, fingerprint: str, limit: int) -> Application:
    """The application with validators and a cache of `limit` bytes before it."""
    cache = Cache(limit)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_page(scope):
            await app(scope, receive, send)
            return
        tag, zipped = etag(scope, fingerprint), _takes_gzip(scope)
        head = scope["method"] == "HEAD"
        if _has(scope, tag):
            await send_response(send, 304, [(b"etag", tag), (b"cache-control", _CONTROL), *_VARY])
        elif page := cache.get(tag.decode()):
            await send_response(send, 200, page.headers, b"" if head else page.body)
        else:
            keeper = _Keeper(send, cache, tag, zipped, head)
            await app({**scope, "method": "GET"}, receive, keeper)

    return answer


_VARY: Headers = [(b"vary", b"Accept-Encoding")]


def is_page(scope: Scope) -> bool:
    """Whether the request reads a page that its address alone decides."""
    if scope["method"] not in ("GET", "HEAD") or scope["path"].startswith(_NOT_PAGES):
        return False
    names = {name for name, _ in parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)}
    return not names & _FREE


def etag(scope: Scope, fingerprint: str) -> bytes:
    """The strong entity tag of the page: of the site, the address as it is asked, and the coding of the body."""
    stands = (scope.get("scheme", "http").encode(), header(scope["headers"], b"host"))
    parts = (scope.get("raw_path") or scope["path"].encode(), scope["query_string"], *stands)
    asked = hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
    return f'"{fingerprint}-{asked}{"-gz" if _takes_gzip(scope) else ""}"'.encode()


def _takes_gzip(scope: Scope) -> bool:
    codings = header(scope["headers"], b"accept-encoding").replace(b" ", b"").split(b",")
    return b"gzip" in [coding.partition(b";")[0] for coding in codings if not coding.endswith(b";q=0")]


def _has(scope: Scope, tag: bytes) -> bool:
    """Whether the reader has this very page (If-None-Match, by weak comparison)."""
    tags = [t.strip().removeprefix(b"W/") for t in header(scope["headers"], b"if-none-match").split(b",")]
    return tag in tags


class _Keeper:
    """A `send` that holds a response until it is whole, then keeps and sends it; a long one is passed on."""

    def __init__(self, send: Send, cache: Cache, tag: bytes, zipped: bool, head: bool) -> None:
        self._send, self._cache, self._tag, self._zipped, self._head = send, cache, tag, zipped, head
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._passing = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif self._passing:
            await self._pass(message)
        else:
            self._parts.append(self._timeless(message.get("body", b"")))
            if sum(map(len, self._parts)) > MAX_BODY or not self._is_kept():
                await self._begin_passing(message.get("more_body", False))
            elif not message.get("more_body"):
                await self._finish()

    def _timeless(self, body: bytes) -> bytes:
        """The body without the time that it took; Datasette sends JSON in one piece, and without its length."""
        is_json = header(self._start["headers"], b"content-type").startswith(b"application/json")
        return _TIMING.sub(b'"query_ms": null', body) if is_json and self._is_kept() else body

    def _is_kept(self) -> bool:
        return int(self._start["status"]) == 200

    async def _begin_passing(self, more: bool) -> None:
        self._passing = True
        if self._is_kept():
            identity = self._tag.replace(b'-gz"', b'"')
            self._start["headers"] = self._marked(self._start["headers"], identity)
        await self._send(self._start)
        await self._pass({"type": "http.response.body", "body": b"".join(self._parts), "more_body": more})
        self._parts = []

    async def _pass(self, message: Message) -> None:
        await self._send({**message, "body": b""} if self._head else message)

    async def _finish(self) -> None:
        body = b"".join(self._parts)
        headers = without(self._start["headers"], b"content-length")
        if self._zipped and len(body) >= _MIN_GZIP and header(headers, b"content-type").startswith(_TEXT):
            # Without a time in it, so that the same page gives the same bytes.
            body = gzip.compress(body, 6, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        headers = self._marked([*headers, (b"content-length", str(len(body)).encode())], self._tag)
        self._cache.put(self._tag.decode(), Page(headers, body))
        await send_response(self._send, 200, headers, b"" if self._head else body)

    def _marked(self, headers: Headers, tag: bytes) -> Headers:
        kept = without(headers, b"etag", b"cache-control", b"vary")
        return [*kept, (b"etag", tag), (b"cache-control", _CONTROL), *_VARY]
