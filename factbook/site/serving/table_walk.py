"""A table as CSV (RFC 4180), as one walk over it: Datasette asks page by page, each within a time limit.

The bytes are those that Datasette gives, with rows of equal rank in the order of their key. The walk is made piece by
piece in threads of its own, so that no page waits, and has the time of a page. What would be too long is not begun:
before, its rows are counted and a thousand of them weighed. What takes too long all the same is cut off.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from functools import partial
from pathlib import Path

from factbook.formats.csv_lines import BYTE_ORDER_MARK, to_lines
from factbook.site.pages.errors import PageTimeError
from factbook.site.serving.asgi import Send
from factbook.site.serving.confine import confine
from factbook.site.serving.page_time import charged
from factbook.site.serving.recorder import CutShortError
from factbook.site.serving.table_query import TableQuery

_ROWS = 1_000
#: The longest CSV of a table, in bytes: 0.05 s of CPU a megabyte, the sending of it included. So many rows fit always.
MAX_CSV, FEW_ROWS = 10_000_000, 5_000
#: Walks that make progress at once; others wait their turn after each piece.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="csv")


class TooLongError(Exception):
    """The rows would make more CSV than one answer may have; `rows` is their number, `few` that of a part that fits."""

    def __init__(self, rows: int, few: int) -> None:
        super().__init__(f"{rows} rows are too many")
        self.rows, self.few = rows, few


async def send_table(send: Send, database: Path, query: TableQuery, head: bool) -> None:
    """Send the rows; raises CutShortError where they cannot be finished in time.

    Before anything is sent: TooLongError where they are too many, PageTimeError where they cannot be begun in time.
    """
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection:
        pieces = _pieces(connection, query)
        first = await _next(pieces, connection)
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        try:
            while not head and first:
                await send({"type": "http.response.body", "body": first, "more_body": True})
                first = await _next(pieces, connection)
        except PageTimeError as error:
            raise CutShortError("the rows of a table took too long") from error
        await send({"type": "http.response.body", "body": b""})


async def _next(pieces: Generator[bytes, None, None], connection: sqlite3.Connection) -> bytes:
    """The next piece, b"" after the last; charged to the request."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, partial(copy_context().run, _charged, pieces, connection))


def _charged(pieces: Generator[bytes, None, None], connection: sqlite3.Connection) -> bytes:
    with charged(connection):
        return next(pieces, b"")


def _pieces(connection: sqlite3.Connection, query: TableQuery) -> Generator[bytes, None, None]:
    confine(connection)
    connection.row_factory = None
    _check_length(connection, query)
    cursor = connection.execute(query.sql, query.values)
    header = to_lines([[column[0] for column in cursor.description]])
    yield BYTE_ORDER_MARK + header + to_lines(cursor.fetchmany(_ROWS))
    while piece := cursor.fetchmany(_ROWS):
        yield to_lines(piece)


def _check_length(connection: sqlite3.Connection, query: TableQuery) -> None:
    """Raise TooLongError where the rows, each as long as the first thousand are, would make too much CSV."""
    count = f"select count(*) from ({query.unsorted})"  # noqa: S608 - names of the schema, and values
    rows = int(connection.execute(count, query.values).fetchone()[0])
    if rows > FEW_ROWS:
        some = to_lines(connection.execute(query.unsorted, query.values).fetchmany(_ROWS))
        if len(some) / _ROWS * rows > MAX_CSV:
            raise TooLongError(rows, FEW_ROWS)
