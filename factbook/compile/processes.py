"""Many files judged by several processes at once: the same rules, and what they give in the same order.

A process is started anew (spawned) and is given all that it judges by; only what files give comes back. One that dies
is told of, and the run ends.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from factbook.child_processes import end_with_parent
from factbook.compile.asking import Answer, Asker
from factbook.compile.judging import Inputs, Judge, Judged, bytes_of
from factbook.problems import ProcessError

Found = TypeVar("Found")
#: From how many files on it is worth to start processes, and how many of them there are at most.
MANY_FILES, MOST = 2000, 8
#: Files that a process is given at a time.
_AT_ONCE = 16


class JudgedFile(NamedTuple):
    """A file by its number in the staging, the SHA-256 of its bytes, and what it gives."""

    number: int
    digest: bytes
    judged: Judged

    def as_bytes(self) -> bytes:
        """The same as bytes, in a third of the time that pickle takes: rows are texts, numbers and bytes."""
        judged = self.judged
        told = pickle.dumps((judged.faults, judged.problems)) if judged.faults or judged.problems else b""
        return marshal.dumps((self.number, self.digest, judged.rows, judged.questions, judged.broken, told))

    @classmethod
    def from_bytes(cls, data: bytes) -> JudgedFile:
        """Read `as_bytes` back: only ever what a process of this run has written."""
        number, digest, rows, questions, broken, told = marshal.loads(data)  # noqa: S302 - as said
        faults, problems = pickle.loads(told) if told else ([], [])  # noqa: S301 - as said
        return cls(number, digest, Judged(rows, questions, faults, broken, problems))


def processes_for(files: int) -> int:
    """How many processes should judge so many files: one where they are few, else one a core."""
    if files < MANY_FILES:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST)


class Processes:
    """So many processes that judge by the same inputs; raises ProcessError where one dies."""

    def __init__(self, inputs: Inputs, processes: int) -> None:
        """Start them when there is something to do."""
        self._busy = 2 * processes
        self._pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, (inputs,))

    def judge(self, files: Sequence[tuple[int, Path]]) -> Iterator[JudgedFile]:
        """What each file gives, in the order of `files`, which have their numbers."""
        chunks = (files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE))
        for found in self._each(_judge, chunks):
            yield from map(JudgedFile.from_bytes, found)

    def ask(self, staging: Path, groups: Iterable[Sequence[int]]) -> Iterator[Answer]:
        """The answer for each group of files of a staging, in their order."""
        return self._each(partial(_ask, staging), groups)

    def _each(self, function: Callable[[Any], Found], chunks: Iterable[Any]) -> Iterator[Found]:
        """What the function gives for each chunk; no more wait than keep all busy: memory does not grow with them."""
        waiting: deque[Future[Found]] = deque()
        try:
            for chunk in chunks:
                waiting.append(self._pool.submit(function, chunk))
                if len(waiting) > self._busy:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            message = "a process that judges facts has died, perhaps for want of memory; nothing was written"
            raise ProcessError(message) from error

    def close(self) -> None:
        """End them; what has not begun is not done."""
        self._pool.shutdown(cancel_futures=True)


# ── in the other process ──

_inputs: list[Inputs] = []


def _start(inputs: Inputs) -> None:
    """Get ready to judge by these inputs. Records make no cycles: the collector would only walk over them."""
    end_with_parent()
    gc.disable()
    _inputs[:] = [inputs]


@cache
def _judge_here() -> Judge:
    return Judge(_inputs[0])


@cache
def _asker_of(staging: Path) -> Asker:
    database = sqlite3.connect(f"{staging.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    return Asker(database, _judge_here().plans, _inputs[0].context)


def _judge(files: Sequence[tuple[int, Path]]) -> list[bytes]:
    judge, root = _judge_here(), _inputs[0].project.facts
    return [_judged_file(judge, root, number, path).as_bytes() for number, path in files]


def _ask(staging: Path, files: Sequence[int]) -> Answer:
    return _asker_of(staging).ask(files)


def _judged_file(judge: Judge, root: Path, number: int, path: Path) -> JudgedFile:
    found = bytes_of(path, root)
    return JudgedFile(number, found.digest, judge.judge(number, path, found))
