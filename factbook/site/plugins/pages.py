"""Serves the front page, facts and articles: a look into the database, where Datasette's own pages take a dozen.

Their addresses and their other forms (.json, .bib ...) are Datasette's. Where metadata.yml closes something to
somebody, its own pages are left to judge, and show the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils import path_with_format
from datasette.utils.asgi import Request

from factbook.record import DATABASE, load_history
from factbook.site.pages.access import is_ruled
from factbook.site.pages.row import load_row
from factbook.site.pages.shared import names_of, no_record

View = Callable[[Datasette, Request], Awaitable[Response]]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """The routes of the front page, and of every record that has an address of its own."""
    tables = "|".join([*names_of(datasette).kinds(), "sources"])
    if is_ruled(datasette) or DATABASE not in datasette.databases:
        return []
    return [("^/$", _front), (rf"^/{DATABASE}/(?P<table>{tables})/(?P<pks>[a-z0-9-]+)$", _record)]


async def _front(datasette: Datasette, request: Request) -> Response:
    return await _page(datasette, request, ["index.html"], {}, "index")


async def _record(datasette: Datasette, request: Request) -> Response:
    table, id = request.url_vars["table"], request.url_vars["pks"]
    metadata = datasette.metadata()
    words, root = names_of(datasette), str(datasette.absolute_url(request, datasette.urls.instance()))

    def read(conn: sqlite3.Connection) -> dict[str, Any]:
        found = load_row(conn, table, id, words, metadata, root)
        history = [update for update in load_history(conn, id) if not update.is_end]
        return {**found, "history": history} if found else {}

    found = await datasette.get_database(DATABASE).execute_fn(read)
    if not found:
        raise no_record(words, table, id)
    templates = [f"row-{DATABASE}-{table}.html", "row.html"]
    return await _page(datasette, request, templates, {"database": DATABASE, "table": table, **found}, "record")


async def _page(
    datasette: Datasette, request: Request, templates: list[str], found: dict[str, Any], name: str
) -> Response:
    json = datasette.urls.path(path_with_format(request=request, format="json"))
    alternate = datasette.absolute_url(request, json)
    context = {**found, "renderers": {"json": json}, "alternate_url_json": alternate}
    html = await datasette.render_template(templates, context, request=request, view_name=name)
    link = f'{alternate}; rel="alternate"; type="application/json+datasette"'
    return Response.html(html, headers={"Link": link})
