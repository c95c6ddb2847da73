"""Gives a table's CSV whole, never its first page only; what is neither a table nor a view is Datasette's.

A whole that is too long for one answer is not written: whoever asks is led to the file of the export that has it, or
told how to take it in parts.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl

from factbook.formats.wording import say_number
from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.serving.asgi import Application, Receive, Scope, Send, send_response
from factbook.site.serving.table_query import Arguments, TableForm, TableQuery, table_query
from factbook.site.serving.table_walk import TooLongError, send_table

_CSV = re.compile(rf"/{DATABASE}/([^/]+)\.csv")
# As a stream, in as few queries as may be, and without what CSV has no place for.
_EVERY_ROW = b"_stream=on&_size=max&_nofacet=on&_nocount=on"
#: Whoever asks for one of these has a part of a table in mind.
PARTIAL_ARGS = {"_stream", "_size", "_next"}


class Tables(NamedTuple):
    """The database's file, the names of its tables and views, the form of one; whether an address means another.

    `prepared` is the address of the file that holds a whole table, None where there is none.
    """

    database: Path
    names: Collection[str]
    form: Callable[[str], Awaitable[TableForm]]
    means_another: Callable[[str, Arguments], Awaitable[bool]]
    prepared: Callable[[str], Awaitable[str | None]]


def with_whole_csv(app: Application, root_path: str, tables: Callable[[], Tables | None]) -> Application:
    """The application; tables are answered here, where the database cannot change and is open to all.

    `tables` gives None where that is not so: then Datasette streams them.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        found = _CSV.fullmatch(scope["path"].removeprefix(root_path)) if scope["type"] == "http" else None
        if found is None:
            await app(scope, receive, send)
            return
        scope = _of_every_row(scope)
        known = tables() if scope["method"] in ("GET", "HEAD") else None
        query = await _query(known, found[1], scope) if known and found[1] in known.names else None
        if known is None or query is None:
            await app(scope, receive, send)
        else:
            try:
                await send_table(send, known.database, query, scope["method"] == "HEAD")
            except TooLongError as error:
                await _send_elsewhere(send, error, await known.prepared(found[1]) if query.is_whole else None)

    return answer


async def _send_elsewhere(send: Send, error: TooLongError, prepared: str | None) -> None:
    """Lead to the file that has the rows, or say how they can be had."""
    kind = (b"content-type", b"text/plain; charset=utf-8")
    if prepared:
        headers = [kind, (b"location", prepared.encode()), (b"cache-control", b"no-cache")]
        await send_response(send, 307, headers)
        return
    said = _(
        "These are %(rows)s rows, more than one answer holds. Take them in parts: with _size=%(most)s, and _next as "
        "the same address with .json names it. Or filter further, or take the whole factbook from Downloads.",
        rows=say_number(error.rows),
        most=error.few,
    )
    await send_response(send, 400, [kind], said.encode())


def _of_every_row(scope: Scope) -> Scope:
    """The request, for every row where it does not say how much it wants."""
    query = scope["query_string"].decode("ascii", "replace")
    if PARTIAL_ARGS & parse_qs(query, keep_blank_values=True).keys():
        return scope
    return {**scope, "query_string": b"&".join(filter(None, (scope["query_string"], _EVERY_ROW)))}


async def _query(tables: Tables, table: str, scope: Scope) -> TableQuery | None:
    asked = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
    query = table_query(table, asked, await tables.form(table))
    is_another = query is not None and not query.is_whole and await tables.means_another(table, asked)
    return None if is_another else query
