"""Hands every template what it shows: names, release, the fact or the article of a row page, the front page."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.formats import FORMATS
from factbook.record import DATABASE, load_release
from factbook.site.choices import choices_of
from factbook.site.context import complete_csv, words_of
from factbook.site.front import load_front
from factbook.site.row import load_row
from factbook.site.standing import Standing, standing_of

Vars = dict[str, Any]


@hookimpl
def extra_template_vars(
    datasette: Datasette, request: Request | None, view_name: str | None, database: str | None, table: str | None
) -> Callable[[], Awaitable[Vars]]:
    """The variables that all pages share, and those of the page at hand."""

    async def variables() -> Vars:
        metadata = datasette.metadata()
        shared = _shared(metadata, request)
        # A record's page brings what it shows; the release too.
        if DATABASE not in datasette.databases or view_name == "record":
            return shared
        facts = datasette.get_database(DATABASE)
        standing = await standing_of(facts) if view_name == "index" else None
        load = _loader(metadata, request, view_name, database, table, standing)
        return {**shared, **await facts.execute_fn(load)}

    return variables


def _shared(metadata: Vars, request: Request | None) -> Vars:
    words = words_of(metadata)
    path = request.path if request else ""
    return {
        "site_title": metadata.get("title"),
        "words": words,
        "here": path,
        "format_names": {each.extension: each.title for each in FORMATS.values()},
        "complete_csv": complete_csv(path, request.query_string) if request else "",
        "draws_rows": False,
    }


def _loader(
    metadata: Vars,
    request: Request | None,
    view_name: str | None,
    database: str | None,
    table: str | None,
    standing: Standing | None,
) -> Callable[[sqlite3.Connection], Vars]:
    words = words_of(metadata)

    def load(conn: sqlite3.Connection) -> Vars:
        found: Vars = {"release": load_release(conn)}
        if standing:
            found |= load_front(conn, metadata, words, standing)
        elif view_name == "row" and request and database == DATABASE and table:
            found |= load_row(conn, table, request.url_vars["pks"], words, metadata, _root(request))
        elif view_name in ("table", "query", "database") and request and database == DATABASE:
            found |= {"draws_rows": True, **choices_of(conn, metadata, request.url_vars.get("table"))}
        return found

    return load


def _root(request: Request) -> str:
    return f"{request.scheme}://{request.host}"
