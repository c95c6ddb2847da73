"""Serves the description of all addresses for programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.formats import edition_of
from factbook.record import DATABASE, load_release
from factbook.site.pages.openapi import describe
from factbook.site.pages.shared import names_of
from factbook.site.switches import is_on


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Its one address."""
    return [(r"^/openapi\.json$", _answer)] if is_on(datasette, "openapi") and DATABASE in datasette.databases else []


async def _answer(datasette: Datasette, request: Request) -> Response:
    metadata, root = datasette.metadata(), datasette.absolute_url(request, datasette.urls.instance())
    queries = datasette.metadata("queries", database=DATABASE, fallback=False) or {}
    off = frozenset(metadata.get("switched_off") or ())

    def read(conn: sqlite3.Connection) -> dict[str, Any]:
        return describe(conn, names_of(datasette), edition_of(metadata, root, load_release(conn)), queries, off)

    return Response.json(await datasette.get_database(DATABASE).execute_fn(read))
