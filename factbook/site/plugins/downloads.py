"""Serves the Downloads page, the files of the export that stands in dist/ beside the database, and the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.pages.access import is_ruled
from factbook.site.pages.downloads import Downloads, load_downloads
from factbook.site.pages.kept import kept_releases
from factbook.site.serving.files import SentFile

View = Callable[[Datasette, Request], Awaitable[Any]]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """The page, a file by its path in the export, and the database, where it cannot change and is open to all."""
    database = datasette.databases.get(DATABASE)
    is_open = database and not database.is_mutable and datasette.setting("allow_download") and not is_ruled(datasette)
    own: list[tuple[str, View]] = [(rf"^/{DATABASE}\.db$", _database)] if is_open else []
    return [(r"^/downloads$", _page), (r"^/downloads/(?P<path>.+)$", _file), *own]


async def _page(datasette: Datasette, request: Request) -> Response:
    found = {"downloads": _downloads(datasette), "kept": kept_releases(datasette.root).values()}
    return Response.html(await datasette.render_template("downloads.html", found, request=request, view_name="page"))


async def _file(datasette: Datasette, request: Request) -> SentFile:
    downloads, path = _downloads(datasette), unquote(request.url_vars["path"])
    file = downloads.find(path) if downloads else None
    if downloads is None or file is None:
        raise NotFound(_("There is no download %(path)s", path=path))
    return SentFile(request, downloads.folder / file.path, file.name, file.media_type, file.sha256)


async def _database(datasette: Datasette, request: Request) -> SentFile:
    """The database that is served, by the digest that Datasette has of it."""
    database = datasette.get_database(DATABASE)
    path = Path(database.path)
    return SentFile(request, path, path.name, "application/octet-stream", database.hash)


def _downloads(datasette: Datasette) -> Downloads | None:
    path = datasette.get_database(DATABASE).path if DATABASE in datasette.databases else None
    return load_downloads(Path(path)) if path else None
