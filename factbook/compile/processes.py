"""Many files judged by several processes at once: the same rules, and what they give in the same order.

A process is started anew (spawned) and is given all that it judges by; only what files give comes back. One that dies
is told of, and the run ends.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from factbook.compile.judging import Inputs, Judge, Judged, bytes_of
from factbook.problems import ProcessError

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


def judge_files(inputs: Inputs, files: Sequence[tuple[int, Path]], processes: int) -> Iterator[JudgedFile]:
    """What each file gives, in the order of `files`, which have their numbers; raises ProcessError where one dies."""
    chunks = [files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE)]
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, (inputs,))
    try:
        # No more waits than what keeps all busy: memory does not grow with the facts.
        waiting: deque[Future[list[bytes]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_judge, chunk))
            if len(waiting) > 2 * processes:
                yield from map(JudgedFile.from_bytes, waiting.popleft().result())
        for future in waiting:
            yield from map(JudgedFile.from_bytes, future.result())
    except BrokenProcessPool as error:
        message = "a process that judges facts has died, perhaps for want of memory; nothing was written"
        raise ProcessError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


# ── in the other process ──

_judges: list[tuple[Judge, Path]] = []


def _start(inputs: Inputs) -> None:
    """Get ready to judge by these inputs. Records make no cycles: the collector would only walk over them."""
    gc.disable()
    _judges[:] = [(Judge(inputs), inputs.project.facts)]


def _judge(files: Sequence[tuple[int, Path]]) -> list[bytes]:
    [(judge, root)] = _judges
    return [_judged_file(judge, root, number, path).as_bytes() for number, path in files]


def _judged_file(judge: Judge, root: Path, number: int, path: Path) -> JudgedFile:
    found = bytes_of(path, root)
    return JudgedFile(number, found.digest, judge.judge(number, path, found))
