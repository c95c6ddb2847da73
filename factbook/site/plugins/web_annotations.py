"""Serves the passages of a record, of an article, or one alone, as Web Annotations."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.formats import Edition, edition_of
from factbook.formats.annotation import ENDING, MEDIA_TYPE, to_annotation, to_collection
from factbook.locale import _
from factbook.record import DATABASE, load_article, load_fact, load_release
from factbook.site.switches import is_on

_PATH = rf"^/{DATABASE}/(?P<table>\w+)/(?P<id>[a-z0-9-]+){ENDING.replace('.', '[.]')}$"


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The address of a record's annotations, beside its other forms."""
    return [(_PATH, _answer)] if is_on(datasette, "annotations") and DATABASE in datasette.databases else []


async def _answer(datasette: Datasette, request: Request) -> Response:
    metadata, root = datasette.metadata(), datasette.absolute_url(request, datasette.urls.instance())
    table, id = request.url_vars["table"], request.url_vars["id"]
    find = {"sources": _of_article, "citations": _alone}.get(table, _of_record)

    def read(conn: sqlite3.Connection) -> str | None:
        return find(conn, table, id, edition_of(metadata, root, load_release(conn)))

    text = await datasette.get_database(DATABASE).execute_fn(read)
    if text is None:
        raise NotFound(_("No record in %(table)s has the id %(id)s", table=table, id=id))
    return Response(text, content_type=MEDIA_TYPE)


def _of_record(conn: sqlite3.Connection, table: str, id: str, edition: Edition) -> str | None:
    fact = load_fact(conn, id)
    if fact is None or fact.kind != table:
        return None
    return to_collection(fact.path, fact.label, fact.citations, fact.checked, edition)


def _of_article(conn: sqlite3.Connection, _table: str, id: str, edition: Edition) -> str | None:
    article = load_article(conn, id)
    if article is None:
        return None
    source = article.source
    return to_collection(source.path, source.title or source.publisher, article.citations, None, edition)


def _alone(conn: sqlite3.Connection, _table: str, id: str, edition: Edition) -> str | None:
    """The passage whose id is its fact's, a hyphen and its number."""
    fact = load_fact(conn, id.rpartition("-")[0])
    citation = next((each for each in fact.citations if each.id == id), None) if fact else None
    return to_annotation(citation, fact.checked, edition) if fact and citation else None
