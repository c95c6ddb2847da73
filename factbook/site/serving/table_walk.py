"""A whole table as CSV (RFC 4180), as one walk over it: Datasette asks page by page, each within a time limit.

The bytes are those that Datasette gives, with rows of equal rank in the order of their key. The walk is made piece by
piece in threads of its own, so that no page waits.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from factbook.formats.csv_lines import BYTE_ORDER_MARK, to_lines
from factbook.site.serving.asgi import Send

_ROWS = 1_000
#: Walks that make progress at once; others wait their turn after each piece.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="csv")


async def send_table(send: Send, database: Path, table: str, order: Sequence[str], head: bool) -> None:
    """Send every row of the table or view, in this order (terms of ORDER BY; of none, a view is in its own order)."""
    pieces = _pieces(database, table, order)
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    loop = asyncio.get_running_loop()
    with closing(pieces):
        while not head and (piece := await loop.run_in_executor(_THREADS, next, pieces, b"")):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _pieces(database: Path, table: str, order: Sequence[str]) -> Generator[bytes, None, None]:
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection:
        # Names are those of schema.sql: nothing that anybody has typed stands in the statement.
        by = f"order by {', '.join(order)}" if order else ""
        cursor = connection.execute(f'select * from "{table}" {by}')  # noqa: S608 - as said
        yield BYTE_ORDER_MARK + to_lines([[column[0] for column in cursor.description]])
        while piece := cursor.fetchmany(_ROWS):
            yield to_lines(piece)
