"""The addresses of releases that are not served: what is kept of them, or where they are had."""

from __future__ import annotations

import json
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import AsgiFileDownload, NotFound, Request
from datasette.views.base import DatasetteError

from factbook.formats import FORMATS, Format
from factbook.locale import _
from factbook.record import DATABASE
from factbook.record.kept import KeptRelease
from factbook.site.pages.kept import (
    KeptPage,
    TooManyRowsError,
    as_csv,
    as_json,
    cited,
    form_of,
    kept_releases,
    load_kept_page,
)
from factbook.site.pages.releases import VersionedPath, load_other_release, other_release_as_json, versioned

#: What is kept of a release does not change.
_FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


@hookimpl
def startup(datasette: Datasette) -> None:
    """Refuse to start over a release that is kept and is not the one that it says."""
    kept_releases(datasette.root)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The route of every version that is not served here: the one that is never gets here."""
    return [(r"^/release/[^/]+(?P<path>/.*)?$", _elsewhere)]


async def _elsewhere(datasette: Datasette, request: Request) -> Any:
    asked = versioned(str(request.scope.get("route_path") or request.scope["path"]))
    if asked is None:
        raise NotFound(_("There is no version of this name."))
    kept = kept_releases(datasette.root).get(asked.version)
    if kept and kept.path and asked.path == f"/{DATABASE}.db":
        name = f"{DATABASE}-{kept.version}.db"
        return AsgiFileDownload(str(kept.path), name, "application/vnd.sqlite3", _FOR_EVER)
    page = await _find(datasette, kept, asked, request) if kept else None
    return await _show(datasette, request, page, asked) if page else await _not_here(datasette, request, asked)


async def _find(datasette: Datasette, kept: KeptRelease, asked: VersionedPath, request: Request) -> KeptPage | None:
    after = request.args.get("after") or ""
    try:
        page: KeptPage | None = await datasette.get_database(DATABASE).execute_fn(
            lambda _: load_kept_page(kept, asked.path, after)
        )
    except TooManyRowsError as error:
        raise DatasetteError(str(error), title="Too many rows", status=400) from error
    endings = ("", ".json", ".csv") if page and page.rows else ("", ".json")
    return page if page and (page.ending in endings or (page.record and form_of(page.ending))) else None


async def _show(datasette: Datasette, request: Request, page: KeptPage, asked: VersionedPath) -> Response:
    if page.record and (form := form_of(page.ending)):
        return await _cited(datasette, request, page, form)
    if page.ending == ".csv":
        return Response(as_csv(page), content_type="text/csv; charset=utf-8", headers=_FOR_EVER)
    if page.ending == ".json":
        text = json.dumps(as_json(page), ensure_ascii=False, indent=1)
        return Response(text, content_type="application/json; charset=utf-8", headers=_FOR_EVER)
    return Response.html(await _rendered(datasette, request, "kept.html", asked, page=page))


async def _cited(datasette: Datasette, request: Request, page: KeptPage, form: Format) -> Response:
    metadata, root = datasette.metadata(), datasette.absolute_url(request, datasette.urls.instance())
    text = await datasette.get_database(DATABASE).execute_fn(lambda _: cited(page, form, metadata, root))
    return Response(text, content_type=f"{form.media_type}; charset=utf-8", headers=_FOR_EVER)


async def _not_here(datasette: Datasette, request: Request, asked: VersionedPath) -> Response:
    if asked.path.endswith(".json"):
        told = other_release_as_json(await _other(datasette, asked))
        return Response(json.dumps(told), status=404, content_type="application/json; charset=utf-8")
    return Response.html(await _rendered(datasette, request, "release.html", asked), status=404)


async def _rendered(datasette: Datasette, request: Request, name: str, asked: VersionedPath, **more: Any) -> str:
    found = await _other(datasette, asked)
    kept = kept_releases(datasette.root).get(asked.version)
    shown = {"found": found, "asked": asked, "kept": kept, "cited_as": FORMATS.values(), **more}
    return str(await datasette.render_template(name, shown, request=request, view_name="page"))


async def _other(datasette: Datasette, asked: VersionedPath) -> Any:
    metadata = datasette.metadata()
    return await datasette.get_database(DATABASE).execute_fn(lambda conn: load_other_release(conn, asked, metadata))
