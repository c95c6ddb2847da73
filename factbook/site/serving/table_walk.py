"""A table as CSV (RFC 4180), as one walk over it: Datasette asks page by page, each within a time limit.

The bytes are those that Datasette gives, with rows of equal rank in the order of their key. The walk is made piece by
piece in threads of its own, so that no page waits. A table as it is may take what time it takes; of filters and other
orders there is no end, so that they have the time of a page, and are cut off where they exceed it.
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
#: Walks that make progress at once; others wait their turn after each piece.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="csv")


async def send_table(send: Send, database: Path, query: TableQuery, head: bool) -> None:
    """Send the rows; raises PageTimeError where they cannot be begun in time, CutShortError where not be finished."""
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection:
        pieces = _pieces(connection, query)
        first = await _next(pieces, connection, query)
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        try:
            while not head and first:
                await send({"type": "http.response.body", "body": first, "more_body": True})
                first = await _next(pieces, connection, query)
        except PageTimeError as error:
            raise CutShortError("rows that are filtered or sorted took too long") from error
        await send({"type": "http.response.body", "body": b""})


async def _next(pieces: Generator[bytes, None, None], connection: sqlite3.Connection, query: TableQuery) -> bytes:
    """The next piece, b"" after the last; charged to the request unless the whole table is asked for."""
    loop = asyncio.get_running_loop()
    if query.is_whole:
        return await loop.run_in_executor(_THREADS, next, pieces, b"")
    return await loop.run_in_executor(_THREADS, partial(copy_context().run, _charged, pieces, connection))


def _charged(pieces: Generator[bytes, None, None], connection: sqlite3.Connection) -> bytes:
    with charged(connection):
        return next(pieces, b"")


def _pieces(connection: sqlite3.Connection, query: TableQuery) -> Generator[bytes, None, None]:
    confine(connection)
    connection.row_factory = None
    cursor = connection.execute(query.sql, query.values)
    header = to_lines([[column[0] for column in cursor.description]])
    yield BYTE_ORDER_MARK + header + to_lines(cursor.fetchmany(_ROWS))
    while piece := cursor.fetchmany(_ROWS):
        yield to_lines(piece)
