"""Dear requests are answered by a process of their own, so that the threads of all other pages never wait for theirs.

Python has one thread at work at a time, and puts an answer of some megabytes into words without letting another in. The
process is forked from the one that serves, once that has loaded all: it shares its memory, gives way to it, ends with
it, and is forked anew where it was killed. Where it cannot be reached, the request is answered where it came in.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import tempfile
import traceback
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import Any, NoReturn, TypeAlias

from factbook.locale import language
from factbook.site.serving.asgi import Application, Receive, Scope, Send
from factbook.site.serving.budgets import has_user_sql, is_dear
from factbook.site.serving.dear_answers import answer_frames
from factbook.site.serving.executor import note_timeouts
from factbook.site.serving.frames import frame, read_frame, read_headers, said_scope
from factbook.site.serving.recorder import CutShortError

#: By how much the process gives way to others (nice(2)); seconds until one that was killed is forked anew.
NICE, _PAUSE = 5, 1.0
#: Bytes that are read ahead of the reader.
_AHEAD = 1 << 20

_Connection: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class DearProcess:
    """The process behind one socket; there is none until `running` is entered."""

    def __init__(self) -> None:
        self._app: Application = _nothing
        self._path: str | None = None

    def before(self, app: Application, is_quick: Callable[[Scope], bool]) -> Application:
        """The application, whose dear requests the process answers; all others, and all while there is none, `app`.

        `is_quick` says which of those that look dear are not.
        """
        self._app = app

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            is_sent = self._path and scope["type"] == "http" and (has_user_sql(scope) or is_dear(scope))
            if is_sent and not is_quick(scope) and (connection := await self._connection()):
                await _answer_there(connection, scope, receive, send)
            else:
                await app(scope, receive, send)

        return answer

    @contextmanager
    def running(self, root: Path, home: str) -> Iterator[None]:
        """Have the process within the block, forked from this one, which has no other thread then.

        `root` is the folder of the project, with its languages; `home` is its own.
        """
        with _listener() as listener:
            theirs, ours = os.pipe()
            if not (keeper := os.fork()):
                os.close(ours)
                _keep(lambda: answer_frames(self._app, listener, theirs, root, home))
            os.close(theirs)
            self._path = listener.getsockname()
            try:
                yield
            finally:
                self._path = None
                os.close(ours)
                os.waitpid(keeper, 0)

    async def _connection(self) -> _Connection | None:
        with suppress(OSError):
            return await asyncio.open_unix_connection(self._path, limit=_AHEAD)
        return None


async def _nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError("no application stands behind the process")


@contextmanager
def _listener() -> Iterator[socket.socket]:
    """A listening socket that only this user reaches."""
    with tempfile.TemporaryDirectory(prefix="factbook-") as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{folder}/dear")
        listener.listen()
        yield listener


async def _answer_there(connection: _Connection, scope: Scope, receive: Receive, send: Send) -> None:
    reader, writer = connection
    try:
        writer.write(frame({"scope": said_scope(scope), "language": language()}, await _body(receive)))
        await _pass_on(reader, send)
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise CutShortError("the process that made the answer has ended") from error
    finally:
        writer.close()


async def _body(receive: Receive) -> bytes:
    """The body of the request, whose length was looked at before."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _pass_on(reader: asyncio.StreamReader, send: Send) -> None:
    more = True
    while more:
        head, body = await read_frame(reader)
        note_timeouts(head["timeouts"])
        if "status" in head:
            start = {"status": head["status"], "headers": read_headers(head["headers"])}
            await send({"type": "http.response.start", **start})
        more = head["more"]
        await send({"type": "http.response.body", "body": body, "more_body": more})


# ── the process ──


def _keep(serve: Callable[[], Coroutine[Any, Any, None]]) -> NoReturn:
    """Fork a process that serves, and another one where it was killed, until one ends by itself."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # Signals to the group are for the process that was started: this one ends when that has ended.
        signal.signal(number, signal.SIG_IGN)
    while pid := os.fork():
        if os.waitpid(pid, 0)[1] == 0:
            os._exit(0)
        sleep(_PAUSE)
    status = 1
    try:
        os.nice(NICE)
        asyncio.run(serve())
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        # Nothing that was begun before the fork is ended twice.
        os._exit(status)
