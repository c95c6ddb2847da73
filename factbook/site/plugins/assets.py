"""Serves static files as they were when the site was started, the project's own before the package's."""

from __future__ import annotations

from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.locale import _
from factbook.site.assets import STATIC, static_files


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The route of every file."""
    return [(rf"^/{STATIC}/(?P<path>.*)$", _file)]


async def _file(datasette: Datasette, request: Request) -> Response:
    path = request.url_vars["path"]
    body = static_files(datasette.root).get(path)
    if body is None:
        raise NotFound(_("There is no such file."))
    return Response(body, content_type=guess_type(path)[0] or "application/octet-stream")


# Datasette takes it for a file: readers and caches may keep it, whoever asked.
_file._datasette_static = True  # type: ignore[attr-defined]
