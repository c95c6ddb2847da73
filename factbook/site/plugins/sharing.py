"""Serves cards, embedded records and charts, and oEmbed; and tells every page what it says of itself to others."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.locale import _, language
from factbook.pictures.sheet import size_of
from factbook.record import DATABASE, load_fact, load_links
from factbook.site.names import Names
from factbook.site.pages.fact import FactPage, fact_page
from factbook.site.pages.shared import names_of, no_record
from factbook.site.pages.sharing import FRAME, Share, embed_path, fitted, frame_code, path_of, share_of, to_oembed
from factbook.site.pictures import pictures_of
from factbook.site.plugins.charts import find_chart

View = Callable[[Datasette, Request], Awaitable[Response]]
Vars = dict[str, Any]
#: What a framed chart takes beside its drawing, in pixels.
_AROUND = (40, 210)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """The routes of cards, of what may be framed, and of oEmbed."""
    kinds = "|".join(names_of(datasette).kinds())
    return [
        (r"^/cards/(?P<path>[\w/-]+)\.png$", _card),
        (r"^/embed/charts/(?P<id>[\w-]+)$", _embed_chart),
        (rf"^/embed/(?P<table>{kinds})/(?P<id>[a-z0-9-]+)$", _embed_record),
        (r"^/oembed$", _oembed),
    ]


@hookimpl
def extra_template_vars(datasette: Datasette, request: Request | None) -> Callable[[], Awaitable[Vars]]:
    """What the page at hand says of itself to others."""

    async def variables() -> Vars:
        if request is None or DATABASE not in datasette.databases:
            return {}
        share = await _share(datasette, request, _path(datasette, request), request.query_string)
        size = await _size(datasette, share) if share.embed else FRAME
        return {"share": share, "embed_code": partial(_code, share.embed, size) if share.embed else None}

    return variables


def _code(embed: str, size: tuple[int, int], title: str) -> str:
    return frame_code(embed, title, *size)


def _path(datasette: Datasette, request: Request) -> str:
    return str(request.path).removeprefix(datasette.setting("base_url").rstrip("/"))


def _root(datasette: Datasette, request: Request) -> str:
    return str(datasette.absolute_url(request, datasette.urls.instance())).rstrip("/")


async def _share(datasette: Datasette, request: Request, path: str, query: str = "") -> Share:
    queries = datasette.metadata("queries", database=DATABASE, fallback=False) or {}
    return share_of(path, query, _root(datasette, request), await pictures_of(datasette), queries)


async def _size(datasette: Datasette, share: Share) -> tuple[int, int]:
    """The frame that a page needs: of a chart, as high as its drawing."""
    id = (share.embed or "").rpartition("/embed/charts/")[2]
    drawing = (await pictures_of(datasette)).read(f"charts/{id}.wide.svg", language())
    if drawing is None:
        return FRAME
    width, height = size_of(drawing.decode())
    return round(width) + _AROUND[0], round(height) + _AROUND[1]


async def _card(datasette: Datasette, request: Request) -> Response:
    body = (await pictures_of(datasette)).read(f"cards/{request.url_vars['path']}.png", language())
    if body is None:
        raise NotFound(_("There is no such picture, or none was made."))
    return Response(body, content_type="image/png")


async def _embed_chart(datasette: Datasette, request: Request) -> Response:
    chart = await find_chart(datasette, request.url_vars["id"])
    share = await _share(datasette, request, chart.path)
    found = {"chart": chart, "shared": share}
    return Response.html(await datasette.render_template("embed-chart.html", found, request=request, view_name="page"))


async def _embed_record(datasette: Datasette, request: Request) -> Response:
    page = await _find_page(datasette, request.url_vars["table"], request.url_vars["id"])
    share = await _share(datasette, request, page.fact.path)
    found = {"page": page, "shared": share}
    return Response.html(await datasette.render_template("embed.html", found, request=request, view_name="page"))


async def _find_page(datasette: Datasette, table: str, id: str) -> FactPage:
    words = names_of(datasette)
    found: FactPage | None = await datasette.get_database(DATABASE).execute_fn(lambda c: _page_of(c, table, id, words))
    if found is None:
        raise no_record(words, table, id)
    return found


def _page_of(conn: sqlite3.Connection, table: str, id: str, words: Names) -> FactPage | None:
    fact = load_fact(conn, id)
    return fact_page(fact, load_links(conn, id), words) if fact and fact.kind == table else None


async def _oembed(datasette: Datasette, request: Request) -> Response:
    """Answer oEmbed 1.0, in JSON: 404 for what cannot be embedded, 501 for XML."""
    if (request.args.get("format") or "json") != "json":
        return Response.json({"error": _("Only JSON is given: format=json.")}, status=501)
    root = _root(datasette, request)
    path = path_of(request.args.get("url") or "", root)
    tag, _page, rest = (path or "").lstrip("/").partition("/")
    if tag in datasette.languages:
        if tag != language():
            return Response.redirect(f"{root}/{tag}/oembed?{request.query_string}")
        path = f"/{rest}"
    if path is None or embed_path(path) is None:
        return Response.json({"error": _("This address is of no record or chart of this site.")}, status=404)
    title = await _title(datasette, path)
    share = await _share(datasette, request, path)
    size = fitted(
        await _size(datasette, share), request.args.get("maxwidth") or "", request.args.get("maxheight") or ""
    )
    return Response.json(to_oembed(share, title, str(datasette.metadata("title")), root, size))


async def _title(datasette: Datasette, path: str) -> str:
    """The title of a record or a chart; raises NotFound."""
    *_rest, table, id = path.split("/")
    if table == "charts":
        return (await find_chart(datasette, id)).title
    return (await _find_page(datasette, table, id)).fact.label
