"""Serves what programs ask for: feeds, the calendar, robots.txt, the sitemap."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request
from markupsafe import Markup

from factbook.formats import Edition, atom, edition_of, ical
from factbook.formats.sitemap import to_robots
from factbook.locale import _
from factbook.record import DATABASE, Release, load_release
from factbook.site.names import Names
from factbook.site.pages.discovery import dataset, exported, sitemap
from factbook.site.pages.downloads import load_downloads
from factbook.site.pages.feeds import calendar, feed, feed_links
from factbook.site.pages.shared import names_of
from factbook.site.plugins.connections import served_file
from factbook.site.totals import Totals, totals_of

View = Callable[[Datasette, Request], Awaitable[Response]]
Load = Callable[[sqlite3.Connection, Edition, Names, Totals, Request], str | None]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """A route for each document."""
    root_path = datasette.urls.path("/")
    return [
        (r"^/feeds/(?P<name>[a-z_]+)\.ics$", _document(ical.MEDIA_TYPE, _calendar)),
        (r"^/feeds/(?P<name>[a-z_]+)\.atom$", _document(atom.MEDIA_TYPE, _feed)),
        (r"^/sitemap(-(?P<number>\d{1,6}))?\.xml$", _document("application/xml", _sitemap)),
        (r"^/-/health$", _health),
        (r"^/robots\.txt$", _document("text/plain", lambda _, edition, *__: _robots(edition, root_path))),
    ]


@hookimpl
def extra_template_vars(
    datasette: Datasette, request: Request | None, view_name: str | None, table: str | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """The feeds that a page leads to; and, on the front page, the JSON-LD of the whole."""

    async def variables() -> dict[str, Any]:
        is_there = DATABASE in datasette.databases
        feeds = feed_links(table, names_of(datasette), await totals_of(datasette) if is_there else None)
        if view_name != "index" or request is None or not is_there:
            return {"feeds": feeds}
        return {"feeds": feeds, "dataset_json_ld": await _dataset(datasette, request)}

    return variables


async def _dataset(datasette: Datasette, request: Request) -> Markup:
    metadata, database = datasette.metadata(), datasette.get_database(DATABASE)
    root = datasette.absolute_url(request, datasette.urls.instance())
    downloads = exported(load_downloads(Path(database.path))) if database.path else []
    totals = await totals_of(datasette)

    def read(conn: sqlite3.Connection) -> str:
        edition = edition_of(metadata, root, load_release(conn))
        return dataset(conn, edition, names_of(datasette), totals, metadata, downloads)

    return Markup(await database.execute_fn(read))  # noqa: S704 - dump_node escapes what could end a script


def _document(media_type: str, load: Load) -> View:
    async def view(datasette: Datasette, request: Request) -> Response:
        metadata = datasette.metadata()
        root = datasette.absolute_url(request, datasette.urls.instance())
        database = datasette.get_database(DATABASE)
        totals = await totals_of(datasette)

        def read(conn: sqlite3.Connection) -> str | None:
            return load(conn, edition_of(metadata, root, load_release(conn)), names_of(datasette), totals, request)

        text = await database.execute_fn(read)
        if text is None:
            raise NotFound(_("There is no such feed or list, or it has no such page."))
        return Response(text, content_type=f"{media_type}; charset=utf-8")

    return view


def _feed(conn: sqlite3.Connection, edition: Edition, words: Names, totals: Totals, request: Request) -> str | None:
    page = request.args.get("page") or "1"
    number = int(page) if re.fullmatch(r"[0-9]{1,6}", page) else 0
    return feed(conn, edition, words, totals, request.url_vars["name"], number)


def _calendar(conn: sqlite3.Connection, edition: Edition, words: Names, _: Totals, request: Request) -> str | None:
    return calendar(conn, edition, words, request.url_vars["name"])


def _sitemap(conn: sqlite3.Connection, edition: Edition, _: Names, __: Totals, request: Request) -> str | None:
    number = request.url_vars["number"]
    return sitemap(conn, edition, int(number) if number else None)


async def _health(datasette: Datasette) -> Response:
    """The release that is served, read from the file as it is now; 503 where that cannot be."""
    headers = {"cache-control": "no-store"}
    try:
        if file := served_file(datasette):
            file.check()
        release = await asyncio.to_thread(_read, datasette.get_database(DATABASE).path)
    except (sqlite3.Error, KeyError, TypeError):
        return Response.json({"ok": False, "error": "The database cannot be read."}, status=503, headers=headers)
    return Response.json({"ok": True, "release": release.version, "content": release.facts_sha256}, headers=headers)


def _read(database: str) -> Release:
    """The release, and proof that a record can be read: by a new connection, which has nothing in memory yet."""
    with closing(sqlite3.connect(f"file:{quote(str(database))}?mode=ro&immutable=1", uri=True)) as conn:
        conn.execute("select label from facts where rowid = (select max(rowid) from facts)").fetchone()
        return load_release(conn)


def _robots(edition: Edition, root_path: str) -> str:
    return to_robots(root_path, f"{edition.base_url}/sitemap.xml")
