"""Serves search to programs: its JSON, and the description by which a browser's own search box finds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.formats.opensearch import MEDIA_TYPE, to_opensearch
from factbook.record import DATABASE
from factbook.site.languages import language_path
from factbook.site.pages.other import read_search
from factbook.site.pages.search import as_json, search
from factbook.site.pages.shared import names_of

View = Callable[[Datasette, Request], Awaitable[Response]]


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """A route for each document."""
    return [(r"^/search\.json$", _json), (r"^/opensearch\.xml$", _opensearch)]


async def _json(datasette: Datasette, request: Request) -> Response:
    words, root = names_of(datasette), _root(datasette, request)
    arguments = {key: request.args.get(key) or "" for key in request.args}

    def answer(conn: sqlite3.Connection) -> Mapping[str, Any]:
        query = read_search(conn, words, arguments)
        return as_json(query, search(conn, query, words), root)

    return Response.json(await datasette.get_database(DATABASE).execute_fn(answer))


async def _opensearch(datasette: Datasette, request: Request) -> Response:
    metadata = datasette.metadata()
    title = str(metadata.get("title") or "Factbook")
    description = " ".join(str(metadata.get("description") or title).split())
    text = to_opensearch(title, description, _root(datasette, request), below=language_path())
    return Response(text, content_type=f"{MEDIA_TYPE}; charset=utf-8")


def _root(datasette: Datasette, request: Request) -> str:
    return str(datasette.absolute_url(request, datasette.urls.instance())).rstrip("/")
