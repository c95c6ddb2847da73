"""What the cache keeps: a response as it goes out, if it is whole and is a function of its address.

A short page is held until it is whole, then kept and sent, with gzip for those who take it. A long one is passed on
piece by piece, while a packed copy grows that is kept if it stays small enough.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from factbook.site.pages.errors import PageTimeError
from factbook.site.serving.asgi import Headers, Message, Send, header, send_response, without

#: The longest body that is held, in bytes; the longest packed copy; the most pages, as a short one has a key too.
MAX_BODY, MAX_PACKED, MAX_PAGES = 2_000_000, 8_000_000, 20_000
CONTROL = b"public, max-age=300, stale-while-revalidate=86400"
VARY: Headers = [(b"vary", b"Accept-Encoding")]
#: Bytes of memory that a page and a header of it take beside what they hold.
_OF_A_PAGE, _OF_A_HEADER = 600, 130
_MIN_GZIP, _PIECE = 600, 256 * 1024
_TEXT = (
    b"text/",
    b"application/json",
    b"application/ld+json",
    b"application/xml",
    b"image/svg+xml",
    b"application/atom",
)
#: How long Datasette took, in its JSON: another at every asking, while one validator stands for one sequence of bytes.
_TIMING = re.compile(rb'"query_ms": [0-9.e+-]+')


def identity(tag: bytes) -> bytes:
    """The entity tag of the same page without a coding."""
    return tag.replace(b'-gz"', b'"')


class CachedResponse(NamedTuple):
    """A finished response of status 200; the body of a long one is packed (zlib)."""

    headers: Headers
    body: bytes
    packed: bool = False

    @property
    def size(self) -> int:
        """Bytes that it takes: its body, its headers, and what Python keeps beside them."""
        return len(self.body) + sum(len(name) + len(value) + _OF_A_HEADER for name, value in self.headers) + _OF_A_PAGE

    async def send(self, send: Send, head: bool) -> None:
        """Send it; a packed one in pieces, so that nobody waits until it is unpacked."""
        if not self.packed or head:
            await send_response(send, 200, self.headers, b"" if head else self.body)
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.headers})
        unpacking, rest = zlib.decompressobj(), self.body
        while not unpacking.eof:
            piece = unpacking.decompress(rest, _PIECE)
            rest = unpacking.unconsumed_tail
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class Cache:
    """Pages by entity tag, up to `limit` bytes, headers and all, and `MAX_PAGES`."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._pages: OrderedDict[bytes, CachedResponse] = OrderedDict()

    def find(self, tag: bytes) -> CachedResponse | None:
        """The page kept under the tag or, for a long one, under that without a coding; None where there is none."""
        if page := self._get(tag):
            return page
        long = self._get(identity(tag))
        return long if long and long.packed else None

    def _get(self, tag: bytes) -> CachedResponse | None:
        page = self._pages.get(tag)
        if page:
            self._pages.move_to_end(tag)
        return page

    def put(self, tag: bytes, page: CachedResponse) -> None:
        """Keep the page, and let go of the least recently asked ones to make room."""
        if tag not in self._pages and page.size <= self._limit:
            self._pages[tag] = page
            self._size += page.size
        while self._size > self._limit or len(self._pages) > MAX_PAGES:
            self._size -= self._pages.popitem(last=False)[1].size


class CutShortError(PageTimeError):
    """A response that has begun cannot be finished: ending the connection tells the reader, and every cache between.

    Where nothing of it was sent yet, it is a page that took too long.
    """


class Recorder:
    """A `send` that holds a response until it is whole, then keeps and sends it; a long one is passed on.

    `timeouts` is not empty once a query of the request was interrupted for its time: what is made then is another page
    on a quieter day, so that it has no validator and nobody keeps it.
    """

    def __init__(
        self, send: Send, cache: Cache, tag: bytes, zipped: bool, head: bool, timeouts: Sequence[object] = ()
    ) -> None:
        self._send, self._cache, self._tag, self._zipped, self._head = send, cache, tag, zipped, head
        self._timeouts = timeouts
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._size = 0
        self._packing: Compressor | None = None

    async def __call__(self, message: Message) -> None:
        """Take one message of the response (ASGI); raises CutShortError where the rest of it must not be sent."""
        if message["type"] == "http.response.start":
            self._start = message
        elif self._packing:
            await self._pass(self._packing, message)
        else:
            self._parts.append(self._timeless(message.get("body", b"")))
            self._size += len(self._parts[-1])
            if self._size > MAX_BODY or not self._is_kept():
                await self._begin_passing(message.get("more_body", False))
            elif not message.get("more_body"):
                await self._finish()

    def _timeless(self, body: bytes) -> bytes:
        """The body without the time that it took; Datasette sends JSON in one piece, and without its length."""
        is_json = header(self._start["headers"], b"content-type").startswith(b"application/json")
        return _TIMING.sub(b'"query_ms": null', body) if is_json and self._is_kept() else body

    def _is_kept(self) -> bool:
        return int(self._start["status"]) == 200 and not self._timeouts

    async def _begin_passing(self, more: bool) -> None:
        self._packing = Compressor()
        if self._is_kept():
            self._start["headers"] = self._marked(self._start["headers"], identity(self._tag))
        elif self._timeouts:
            self._start["headers"] = uncacheable(self._start["headers"])
        await self._send(self._start)
        await self._pass(
            self._packing, {"type": "http.response.body", "body": b"".join(self._parts), "more_body": more}
        )
        self._parts = []

    async def _pass(self, packing: Compressor, message: Message) -> None:
        if header(self._start["headers"], b"etag") and self._timeouts:
            raise CutShortError("a query of a long response took too long")
        if self._is_kept():
            packing.add(message.get("body", b""))
        await self._send({**message, "body": b""} if self._head else message)
        if self._is_kept() and not message.get("more_body") and (body := packing.packed()):
            self._cache.put(identity(self._tag), CachedResponse(self._start["headers"], body, packed=True))

    async def _finish(self) -> None:
        body = b"".join(self._parts)
        headers = without(self._start["headers"], b"content-length")
        if self._zipped and len(body) >= _MIN_GZIP and header(headers, b"content-type").startswith(_TEXT):
            # Without a time in it, so that the same page gives the same bytes.
            body = gzip.compress(body, 6, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        headers = self._marked([*headers, (b"content-length", str(len(body)).encode())], self._tag)
        page = CachedResponse(headers, body)
        self._cache.put(self._tag, page)
        await page.send(self._send, self._head)

    def _marked(self, headers: Headers, tag: bytes) -> Headers:
        kept = without(headers, b"etag", b"cache-control", b"vary")
        return [*kept, (b"etag", tag), (b"cache-control", CONTROL), *VARY]


def uncacheable(headers: Headers) -> Headers:
    """The headers of an answer that nobody is to keep."""
    return [*without(headers, b"etag", b"cache-control"), (b"cache-control", b"no-store")]


class Compressor:
    """A packed copy of a long body, as long as it is short enough to be kept."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(1)
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, body: bytes) -> None:
        """One more piece."""
        if self._size <= MAX_PACKED:
            self._parts.append(self._packer.compress(body))
            self._size += len(self._parts[-1])

    def packed(self) -> bytes | None:
        """The whole, packed; None where it is too long."""
        if self._size > MAX_PACKED:
            return None
        return b"".join([*self._parts, self._packer.flush()])
