"""The time of one query, in milliseconds of CPU of the thread that asks it.

Datasette counts them by the clock on the wall: then a machine that is busy with other things refuses honest questions,
and the same question is answered at night and refused by day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, thread_time

import datasette.database

#: A query that only waits ends by the clock, after so many times its limit.
WAITS = 20
#: Steps of SQLite's machine between two looks at the clocks: less than a tenth of a millisecond.
_STEPS = 1_000


@contextmanager
def query_time(connection: sqlite3.Connection, milliseconds: float) -> Iterator[None]:
    """Interrupt what the block asks of the connection, in this thread, once its time is used up.

    SQLite raises OperationalError ("interrupted") then, as with Datasette's `sqlite_timelimit`.
    """
    used_up, too_late = thread_time() + milliseconds / 1000, perf_counter() + WAITS * milliseconds / 1000
    connection.set_progress_handler(lambda: thread_time() >= used_up or perf_counter() >= too_late, _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, _STEPS)


def count_cpu_of_queries() -> None:
    """Let Datasette limit its queries so, from now on, in this process."""
    datasette.database.sqlite_timelimit = query_time
