"""Answers what comes in frames, with an ASGI application: the part of dear_process.py that is in the other process."""

from __future__ import annotations

import asyncio
import socket
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from factbook.locale import at_home, speaking
from factbook.site.pages.errors import failure_of
from factbook.site.serving.asgi import Application, Message, Receive, Scope, send_response
from factbook.site.serving.executor import recording_timeouts
from factbook.site.serving.frames import frame, read_frame, read_scope, said_headers

#: Pieces of an answer go together until they are so long, in bytes.
_PIECE = 1 << 16


async def answer_frames(app: Application, listener: socket.socket, life: int, root: Path, home: str) -> None:
    """Answer requests that come in by the listening socket, until nobody holds the other end of the pipe `life`."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(life, ended.set)
    await asyncio.start_unix_server(partial(_answer, app, root, home), sock=listener)
    await ended.wait()


async def _answer(
    app: Application, root: Path, home: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        head, body = await read_frame(reader)
        tag = head["language"]
        with at_home(home, root), speaking(tag, root), recording_timeouts() as timeouts:
            await _Answer(writer, timeouts).make(app, read_scope(head["scope"]), body)
    except (asyncio.IncompleteReadError, ConnectionError):
        # Nobody waits for it any more.
        pass
    finally:
        writer.close()


class _Answer:
    """An answer on its way: what could not be made is a refusal, or ends early where it has begun."""

    def __init__(self, writer: asyncio.StreamWriter, timeouts: Sequence[object]) -> None:
        self._writer, self._timeouts = writer, timeouts
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._has_begun = False

    async def make(self, app: Application, scope: Scope, body: bytes) -> None:
        """Have the application make it."""
        try:
            await app(scope, _receiving(body), self._send)
        except ConnectionError:
            raise
        except Exception as error:
            failed = failure_of(error)
            if failed.status == 500:
                traceback.print_exception(error)
            if not self._has_begun:
                self._parts = []
                plain = [(b"content-type", b"text/plain; charset=utf-8")]
                await send_response(self._send, failed.status, plain, failed.message.encode())

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._parts.append(message.get("body", b""))
        more = message.get("more_body", False)
        if not more or sum(map(len, self._parts)) >= _PIECE:
            await self._write(more)

    async def _write(self, more: bool) -> None:
        head: dict[str, Any] = {"more": more, "timeouts": len(self._timeouts)}
        if not self._has_begun:
            head |= {"status": self._start["status"], "headers": said_headers(self._start["headers"])}
        self._has_begun = True
        self._writer.write(frame(head, b"".join(self._parts)))
        self._parts = []
        await self._writer.drain()


def _receiving(body: bytes) -> Receive:
    """A `receive` that gives the body, and then waits: nobody says here that the reader has gone."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop()

    return receive
