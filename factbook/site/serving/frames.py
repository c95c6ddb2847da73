"""What the processes of a site say to each other over a Unix socket: a head of few words, in JSON, and a body of bytes.

A request is one frame, an answer one or more: the first has its status and headers.
"""

from __future__ import annotations

import json
import struct
from asyncio import StreamReader
from collections.abc import Mapping
from typing import Any

from factbook.site.serving.asgi import Headers, Scope

_LENGTHS = struct.Struct("!II")
#: What of a request is known as text, numbers and lists of them, and what as bytes (ASGI HTTP 2.3).
_PLAIN = ("type", "asgi", "http_version", "method", "scheme", "path", "root_path", "server", "client")
_BYTES = ("raw_path", "query_string")
#: Every byte is a character of it.
_CODING = "latin-1"


def frame(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A frame as it is sent: both lengths, the head, the body."""
    said = json.dumps(head).encode()
    return _LENGTHS.pack(len(said), len(body)) + said + body


async def read_frame(reader: StreamReader) -> tuple[dict[str, Any], bytes]:
    """The head and the body of the next frame; raises asyncio.IncompleteReadError where the other side has ended."""
    head, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
    return json.loads(await reader.readexactly(head)), await reader.readexactly(body)


def said_scope(scope: Scope) -> dict[str, Any]:
    """The request as JSON can say it."""
    said = {name: scope[name] for name in _PLAIN if name in scope}
    said |= {name: scope[name].decode(_CODING) for name in _BYTES if scope.get(name) is not None}
    return said | {"headers": said_headers(scope["headers"])}


def read_scope(said: Mapping[str, Any]) -> Scope:
    """The request that was said so."""
    read = {name: value.encode(_CODING) for name, value in said.items() if name in _BYTES}
    return {**said, **read, "headers": read_headers(said["headers"])}


def said_headers(headers: Headers) -> list[list[str]]:
    """Headers as JSON can say them."""
    return [[name.decode(_CODING), value.decode(_CODING)] for name, value in headers]


def read_headers(said: list[list[str]]) -> Headers:
    """The headers that were said so."""
    return [(name.encode(_CODING), value.encode(_CODING)) for name, value in said]
