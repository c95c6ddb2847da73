"""Bounded clients over loopback: processes of their own, so that what they cost is not the server's.

Each keeps one connection and asks one page after the other until its paths or its seconds are at an end. The clients
are plain sockets: a library for HTTP would cost more than a cached page does.
"""

from __future__ import annotations

import math
import multiprocessing
import socket
import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from multiprocessing.connection import Connection
from time import perf_counter
from typing import NamedTuple

#: Seconds and status of an answer.
Timed = tuple[float, int]
_CHUNK = 1 << 18
#: For a status, where an answer ends before its end.
_CUT_OFF = 599
_FORK = multiprocessing.get_context("fork")


class Answer(NamedTuple):
    """A response: its status, its headers as they came, in lower case, and the length of its body in bytes."""

    status: int
    head: bytes
    length: int


class Load(NamedTuple):
    """What clients have met: requests a second of all together; latencies at the median and at 99 of 100, in ms.

    What is answered with an error is `failed`, and counts in nothing else.
    """

    requests: int
    failed: int
    a_second: float
    p50: float
    p99: float


class Client:
    """One connection, kept until the server says that it ends it; raises OSError where it ends it unsaid."""

    def __init__(self, port: int, headers: str = "", timeout: float = 120) -> None:
        self._port, self._timeout = port, timeout
        self._socket = self._connected()
        self._rest = f" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n".encode()
        self._buffer = b""

    def ask(self, path: str) -> Answer:
        """The answer to GET, its body read to the end and thrown away."""
        self._socket.sendall(b"GET " + path.encode() + self._rest)
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            self._receive()
        head, self._buffer = self._buffer[:end].lower(), self._buffer[end + 4 :]
        status = int(head[9:12])
        length = 0
        if status != 304:
            length = self._chunks() if b"\r\ntransfer-encoding: chunked" in head else self._skip(_length(head))
        if b"\r\nconnection: close" in head:
            self.renew()
        return Answer(status, head, length)

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def renew(self) -> None:
        """Another connection in place of this one."""
        self.close()
        self._socket, self._buffer = self._connected(), b""

    def _connected(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._port), self._timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _receive(self) -> None:
        received = self._socket.recv(_CHUNK)
        if not received:
            raise ConnectionError("the server has ended the connection")
        self._buffer += received

    def _skip(self, length: int) -> int:
        missing = length - len(self._buffer)
        self._buffer = self._buffer[length:]
        while missing > 0:
            received = self._socket.recv(min(missing, _CHUNK))
            if not received:
                raise ConnectionError("the server has ended the connection")
            missing -= len(received)
        return length

    def _chunks(self) -> int:
        total = 0
        while True:
            while (end := self._buffer.find(b"\r\n")) < 0:
                self._receive()
            length = int(self._buffer[:end], 16)
            self._buffer = self._buffer[end + 2 :]
            self._skip(length + 2)
            total += length
            if not length:
                return total


def _length(head: bytes) -> int:
    _, found, rest = head.partition(b"\r\ncontent-length: ")
    if not found:
        raise ValueError(f"a response without a length: {head!r}")
    return int(rest.split(b"\r\n")[0])


def load(
    ports: int | Sequence[int],
    paths: Sequence[str],
    clients: int,
    seconds: float,
    headers: str = "",
    once: bool = False,
) -> Load:
    """What `clients` at once meet that ask for the paths: over and over, or each path once, shared out among them.

    Where there are more ports than one, they are shared out too.
    """
    ports = [ports] if isinstance(ports, int) else ports
    shares = [paths[at::clients] if once else paths for at in range(clients)]
    pipes = [_FORK.Pipe() for _ in shares]
    processes = [
        _FORK.Process(target=_work, args=(pipe[1], port, share, seconds, headers, once))
        for pipe, share, port in zip(pipes, shares, cycle(ports), strict=False)
    ]
    for process in processes:
        process.start()
    ends = [pipe[0] for pipe in pipes]
    for end in ends:
        end.recv()
    start = perf_counter()
    for end in ends:
        end.send("go")
    answers = [answer for end in ends for answer in _result(end)]
    passed = perf_counter() - start
    for process in processes:
        process.join()
    return _summed(answers, passed)


def _result(end: Connection) -> list[Timed]:
    found: list[Timed] | str = end.recv()
    if isinstance(found, str):
        raise SystemExit(found)
    return found


def _summed(answers: list[Timed], passed: float) -> Load:
    latencies = sorted(seconds for seconds, status in answers if status < 400) or [math.inf]
    count = sum(status < 400 for _, status in answers)
    at = min(len(latencies) - 1, int(len(latencies) * 0.99))
    p50, p99 = statistics.median(latencies) * 1000, latencies[at] * 1000
    return Load(count, len(answers) - count, count / passed, p50, p99)


def _work(pipe: Connection, port: int, paths: Sequence[str], seconds: float, headers: str, once: bool) -> None:
    client = Client(port, headers)
    pipe.send("ready")
    pipe.recv()
    try:
        pipe.send(list(_asked(client, paths if once else cycle(paths), seconds)))
    except (OSError, ValueError) as error:
        pipe.send(f"port {port}: {error}")
    client.close()


def _asked(client: Client, paths: Iterable[str], seconds: float) -> Iterator[Timed]:
    end = perf_counter() + seconds
    for path in paths:
        start = perf_counter()
        status = _status(client, path)
        now = perf_counter()
        yield now - start, status
        if now > end:
            break


def _status(client: Client, path: str) -> int:
    """The status of the answer, that of an error where it was cut off."""
    try:
        return client.ask(path).status
    except ConnectionError:
        client.renew()
        return _CUT_OFF
