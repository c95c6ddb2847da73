"""Serves the overview of a place, a person or a body as one CSV: the address of its page, with `.csv`."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.record import DATABASE, load_fact
from factbook.site.names import site_schema
from factbook.site.pages.overview import has_overview, load_overview
from factbook.site.pages.overview_csv import overview_csv
from factbook.site.pages.shared import names_of, no_record
from factbook.site.pages.ways import ALL

View = Callable[[Datasette, Request], Awaitable[Response]]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """The route of each table whose records have an overview; none without such a table."""
    tables = [table.name for table in site_schema(datasette.root).fact_tables.values() if has_overview(table)]
    return [(rf"^/{DATABASE}/(?P<table>{'|'.join(tables)})/(?P<id>[a-z0-9-]+)\.csv$", _csv)] if tables else []


async def _csv(datasette: Datasette, request: Request) -> Response:
    table, id = request.url_vars["table"], request.url_vars["id"]
    words, root = names_of(datasette), datasette.absolute_url(request, datasette.urls.instance()).rstrip("/")

    def read(conn: sqlite3.Connection) -> str:
        fact = load_fact(conn, id)
        if fact is None or fact.kind != table:
            raise no_record(words, table, id)
        overview = load_overview(conn, fact.reference, words, ALL)
        return overview_csv(conn, overview, fact.reference, words, root)

    text = await datasette.get_database(DATABASE).execute_fn(read)
    headers = {"content-disposition": f'attachment; filename="{id}.csv"'}
    return Response(text, headers=headers, content_type="text/csv; charset=utf-8")
