"""Serves the charts: a page of all, a page of each, and their files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request, asgi_static

from factbook.locale import _, language
from factbook.pictures.rows import BASE
from factbook.record import DATABASE
from factbook.site.assets import VEGA
from factbook.site.pages.charts import Chart, ChartMaker
from factbook.site.pages.shared import names_of
from factbook.site.pictures import pictures_of

View = Callable[..., Awaitable[Any]]
_MEDIA_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png", "csv": "text/csv; charset=utf-8"}


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """The pages and files of charts; and the scripts of Vega under /-/vega/, for charts of one's own."""
    return [
        ("^/charts$", _charts),
        (r"^/charts/(?P<id>[\w-]+)$", _chart),
        (r"^/charts/(?P<id>[\w-]+)\.(?P<end>svg|png|csv)$", _file),
        (r"^/-/vega/(?P<path>[\w-]+\.js)$", asgi_static(VEGA)),
    ]


async def chart_maker(datasette: Datasette) -> ChartMaker:
    """What makes the charts of this site."""
    pictures, root_path = await pictures_of(datasette), datasette.urls.path("/").rstrip("/")
    return ChartMaker(names_of(datasette), datasette.metadata(), pictures, root_path)


async def find_chart(datasette: Datasette, id: str) -> Chart:
    """The chart with this id; raises NotFound."""
    maker = await chart_maker(datasette)
    chart: Chart | None = await datasette.get_database(DATABASE).execute_fn(lambda conn: maker.one(conn, id))
    if chart is None:
        raise NotFound(_("There is no chart %(id)s", id=id))
    return chart


async def _charts(datasette: Datasette, request: Request) -> Response:
    maker = await chart_maker(datasette)
    found = {"charts": await datasette.get_database(DATABASE).execute_fn(maker.all)}
    return Response.html(await datasette.render_template("charts.html", found, request=request, view_name="page"))


async def _chart(datasette: Datasette, request: Request) -> Response:
    found = {"chart": await find_chart(datasette, request.url_vars["id"])}
    return Response.html(await datasette.render_template("chart.html", found, request=request, view_name="page"))


async def _file(datasette: Datasette, request: Request) -> Response:
    """A file of a chart, to be taken away: its links begin with the address of the site."""
    id, end = request.url_vars["id"], request.url_vars["end"]
    body = (await pictures_of(datasette)).read(f"charts/{id}.{end}", language())
    if body is None:
        raise NotFound(_("There is no such picture, or none was made."))
    if end == "svg":
        root = datasette.absolute_url(request, datasette.urls.instance()).rstrip("/")
        body = body.replace(BASE.encode(), root.encode())
    return Response(body, content_type=_MEDIA_TYPES[end])
