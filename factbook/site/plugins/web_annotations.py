"""Serves the passages of a record, of an article, or one alone, as Web Annotations."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.formats import edition_of
from factbook.formats.annotation import ENDING, MEDIA_TYPE
from factbook.record import DATABASE, load_release
from factbook.site.pages.annotations import annotations_at
from factbook.site.pages.shared import names_of, no_record
from factbook.site.switches import is_on

_PATH = rf"^/{DATABASE}/(?P<table>\w+)/(?P<id>[a-z0-9-]+){ENDING.replace('.', '[.]')}$"


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The address of a record's annotations, beside its other forms."""
    return [(_PATH, _answer)] if is_on(datasette, "annotations") and DATABASE in datasette.databases else []


async def _answer(datasette: Datasette, request: Request) -> Response:
    metadata, root = datasette.metadata(), datasette.absolute_url(request, datasette.urls.instance())
    table, id = request.url_vars["table"], request.url_vars["id"]

    def read(conn: sqlite3.Connection) -> str | None:
        return annotations_at(conn, table, id, edition_of(metadata, root, load_release(conn)))

    text = await datasette.get_database(DATABASE).execute_fn(read)
    if text is None:
        raise no_record(names_of(datasette), table, id)
    return Response(text, content_type=MEDIA_TYPE)
