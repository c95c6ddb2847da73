"""`facts/evidence.lock`: where each quote and each number stands in the articles, as a file.

A line an article, a number, a quote, sorted; only `build.py verify` writes it, whole, from the archive. It is read
whole as a `Lock`, or as a `LockFile` an article at a time, so that a lock of any size needs little memory. Nothing
here judges a fact, and no text of an article is kept but its numbers.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from weakref import finalize

from factbook.problems import ProjectError
from factbook.text.normalise import Span

LOCK = "evidence.lock"
_HEAD = "# Where each quote and each number stands. Written by `build.py verify`; never edit it."
RUN_VERIFY = "run `build.py verify --archive DIR` where the articles are"
_COUNT = r"(0|[1-9][0-9]*)"
_PLACE = " ".join(["(?:0|[1-9][0-9]*)"] * 3)
_LINES = {
    "article": re.compile(rf"^article [^ \n]+ ([0-9a-f]{{64}}) {_COUNT}$", re.M),
    "number": re.compile(rf"^number [^ \n]+ {_COUNT} {_COUNT} {_COUNT} ([^\n]+)$", re.M),
    "quote": re.compile(
        rf"^quote [^ \n]+ ({_COUNT} {_COUNT} {_COUNT}) ([0-9a-f]{{64}})$".replace("(0|", "(?:0|"), re.M
    ),
}
#: The kinds of lines, in the order in which they stand in the file, which is also that of their names.
KINDS_OF_LINES = tuple(_LINES)
#: Bytes that are read at once, and more than nearly any line has: only a number as printed may be long.
_BLOCK, _LONG = 8192, 1024
_CHUNK = 1 << 20


class Capture(NamedTuple):
    """A captured article: SHA-256 of its bytes, and how many paragraphs it has."""

    sha256: str
    paragraphs: int


class Printed(NamedTuple):
    """A number as it is printed in an article: paragraph from 1, start and end in it, the text."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Lock:
    """Captures by source, spans by (source, paragraph, digest of the quote), numbers by source in order of place."""

    captures: dict[str, Capture] = field(default_factory=dict)
    spans: dict[tuple[str, int, str], Span] = field(default_factory=dict)
    numbers: dict[str, list[Printed]] = field(default_factory=dict)


def dump_lock(lock: Lock) -> str:
    """The lock's text: a line an article, a number, a quote; sorted, so that merges are easy to read."""
    articles = [f"article {source} {c.sha256} {c.paragraphs}" for source, c in sorted(lock.captures.items())]
    numbers = [
        f"number {source} {n.paragraph} {n.start} {n.end} {n.text}"
        for source, found in sorted(lock.numbers.items())
        for n in found
    ]
    quotes = [f"quote {s} {p} {span.start} {span.end} {d}" for (s, p, d), span in sorted(lock.spans.items())]
    return "\n".join([_HEAD, *articles, *numbers, *quotes, ""])


def load_lock(path: Path) -> Lock:
    """The lock in `path`, empty where the file is missing; raises ProjectError at a line that is not of the format."""
    lock = Lock()
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: cannot be read: {error}; {RUN_VERIFY}") from error
    for at, line in enumerate(lines, 1):
        try:
            _take(lock, line)
        except (ValueError, KeyError) as error:
            raise ProjectError(f"{path.name}:{at}: not a line of an evidence lock; {RUN_VERIFY}") from error
    return lock


def _take(lock: Lock, line: str) -> None:
    kind, _, rest = line.partition(" ")
    if kind == "quote":
        source, paragraph, start, end, sha256 = rest.split()
        lock.spans[source, int(paragraph), sha256] = Span(int(start), int(end))
    elif kind == "number":
        source, paragraph, start, end, text = rest.split(" ", 4)
        lock.numbers.setdefault(source, []).append(Printed(int(paragraph), int(start), int(end), text))
    elif kind == "article":
        source, sha256, paragraphs = rest.split()
        lock.captures[source] = Capture(sha256, int(paragraphs))
    elif kind != "#" and line:
        raise ValueError(line)


class LockFile:
    """A lock on disk, of which the lines of one article are read when they are asked for.

    The lines of an article are found by bisection, as they are sorted; where they are not, some are not found, and
    `LockWatch` (in `accept.ledger`) says that the file is not as it is written. A missing file is as an empty one.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raises ProjectError where it is there and cannot be read."""
        self._path = path
        self._file = None
        self.size = 0
        if path.exists():
            try:
                self._file = os.open(path, os.O_RDONLY)
                finalize(self, os.close, self._file)
                self.size = os.fstat(self._file).st_size
                os.pread(self._file, 1, 0)
            except OSError as error:
                raise ProjectError(f"{path.name}: cannot be read: {error}; {RUN_VERIFY}") from error
        #: Where the next article's lines of each kind are likely to start: articles are mostly asked for in order.
        self._next = dict.fromkeys(KINDS_OF_LINES, 0)

    def lines(self, kind: str, source: str) -> list[tuple[str, ...]]:
        """The parts of the article's lines of that kind; raises ProjectError where one is not as it is written.

        Of a quote these are its place (paragraph, start and end in one text) and its digest.
        """
        text = self.stretch(kind, source)[1]
        found = _LINES[kind].findall(text.decode("utf-8", "replace"))
        if len(found) != text.count(b"\n"):
            load_lock(self._path)  # tells which line it is
            raise ProjectError(f"{self._path.name}: lines of {source} are not as they are written; {RUN_VERIFY}")
        return found

    def stretch(self, kind: str, source: str) -> tuple[int, bytes]:
        """Where the article's lines of that kind start in the file, and the lines."""
        prefix = f"{kind} {source} ".encode()
        start = self._next[kind]
        text = self._stretch(prefix, start)
        if not text:
            start = self._first(prefix)
            text = self._stretch(prefix, start)
        self._next[kind] = start + len(text)
        return start, text

    def digest(self) -> bytes:
        """SHA-256 of the file."""
        digest = sha256()
        for start in range(0, self.size, _CHUNK):
            digest.update(self._bytes(start, _CHUNK))
        return digest.digest()

    def starts_well(self) -> int:
        """How long the head of the file is; 0 where it has another."""
        head = f"{_HEAD}\n".encode()
        return len(head) if self._bytes(0, len(head)) == head else 0

    def _bytes(self, start: int, size: int) -> bytes:
        return os.pread(self._file, size, start) if self._file is not None else b""

    def _stretch(self, prefix: bytes, start: int) -> bytes:
        """The lines from `start` on that begin with the prefix."""
        size = _BLOCK
        while (text := self._bytes(start, size)).startswith(prefix):
            end = text.find(b"\n", text.rfind(b"\n" + prefix) + 1) + 1
            # The next line must be seen so far that it is known not to be one of them.
            if 0 < end <= len(text) - len(prefix) or len(text) < size:
                return text[:end]
            size *= 4
        return b""

    def _first(self, prefix: bytes) -> int:
        """Where the first line that is not before the prefix starts, in a file of sorted lines."""
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            start, line = self._line_at(middle, low)
            if line < prefix:
                low = min(start + len(line), high)
            else:
                high = start
        return low

    def _line_at(self, place: int, low: int) -> tuple[int, bytes]:
        """The line that holds the byte at `place`, with its end, and where it starts, which is not before `low`."""
        size = _LONG
        while True:
            start = max(low, place - size)
            text = self._bytes(start, 2 * size)
            at = place - start
            begin, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at) + 1
            if (begin or start == low) and (end or start + len(text) >= self.size):
                return start + begin, text[begin : end or len(text)]
            size *= 4
