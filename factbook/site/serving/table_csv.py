"""Gives a table's CSV whole, never its first page only; filtered tables, parts and people's SQL are Datasette's."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl

from factbook.record import DATABASE
from factbook.site.serving.asgi import Application, Receive, Scope, Send
from factbook.site.serving.table_walk import send_table

_CSV = re.compile(rf"/{DATABASE}/([^/]+)\.csv")
# As a stream, in as few queries as may be, and without what CSV has no place for.
_EVERY_ROW = b"_stream=on&_size=max&_nofacet=on&_nocount=on"
#: Whoever asks for one of these has a part of a table in mind.
PARTIAL_ARGS = {"_stream", "_size", "_next"}
#: Arguments that change nothing of a whole table.
PAGING_ARGS = {"_stream", "_nofacet", "_nocount"}


class Tables(NamedTuple):
    """The database's file, the names of its tables and views, and the order of the rows of one, as SQL."""

    database: Path
    names: Collection[str]
    order: Callable[[str], Awaitable[list[str]]]


def with_whole_csv(app: Application, root_path: str, tables: Callable[[], Tables | None]) -> Application:
    """The application; whole tables are answered here, where the database cannot change and is open to all.

    `tables` gives None where that is not so: then Datasette streams them.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        found = _CSV.fullmatch(scope["path"].removeprefix(root_path)) if scope["type"] == "http" else None
        if found is None:
            await app(scope, receive, send)
            return
        scope = _of_every_row(scope)
        known = tables() if _is_whole(scope) and scope["method"] in ("GET", "HEAD") else None
        if known is None or found[1] not in known.names:
            await app(scope, receive, send)
        else:
            await send_table(send, known.database, found[1], await known.order(found[1]), scope["method"] == "HEAD")

    return answer


def _of_every_row(scope: Scope) -> Scope:
    """The request, for every row where it does not say how much it wants."""
    query = scope["query_string"].decode("ascii", "replace")
    if PARTIAL_ARGS & parse_qs(query, keep_blank_values=True).keys():
        return scope
    return {**scope, "query_string": b"&".join(filter(None, (scope["query_string"], _EVERY_ROW)))}


def _is_whole(scope: Scope) -> bool:
    asked = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
    is_whole = ("_size", "max") in asked and any(name == "_stream" and value for name, value in asked)
    return is_whole and all(pair == ("_size", "max") or pair[0] in PAGING_ARGS for pair in asked)
