"""Serves the Downloads page, and the files of the export that stands in dist/ beside the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, asgi_send_file

from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.pages.downloads import Download, Downloads, load_downloads
from factbook.site.pages.kept import kept_releases

_CHUNK = 256 * 1024
View = Callable[[Datasette, Request], Awaitable[Any]]


class _File:
    """A response that sends a file in pieces."""

    def __init__(self, folder: Path, file: Download, headers: dict[str, str]) -> None:
        self.path, self.file, self.headers = folder / file.path, file, headers

    async def asgi_send(self, send: Any) -> None:
        await asgi_send_file(send, self.path, self.file.name, self.file.media_type, _CHUNK, self.headers)


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """The page, and a file by its path in the export."""
    return [(r"^/downloads$", _page), (r"^/downloads/(?P<path>.+)$", _file)]


async def _page(datasette: Datasette, request: Request) -> Response:
    found = {"downloads": _downloads(datasette), "kept": kept_releases(datasette.root).values()}
    return Response.html(await datasette.render_template("downloads.html", found, request=request, view_name="page"))


async def _file(datasette: Datasette, request: Request) -> Response | _File:
    downloads, path = _downloads(datasette), unquote(request.url_vars["path"])
    file = downloads.find(path) if downloads else None
    if downloads is None or file is None:
        raise NotFound(_("There is no download %(path)s", path=path))
    headers = {"cache-control": "no-cache"} | ({"etag": f'"{file.sha256}"'} if file.sha256 else {})
    if file.sha256 and f'"{file.sha256}"' in request.headers.get("if-none-match", ""):
        return Response("", status=304, headers=headers)
    return _File(downloads.folder, file, headers)


def _downloads(datasette: Datasette) -> Downloads | None:
    path = datasette.get_database(DATABASE).path if DATABASE in datasette.databases else None
    return load_downloads(Path(path)) if path else None
