"""Serves the page of charts, and the scripts that draw them from the package that ships them: no host but ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, asgi_static

from factbook.record import DATABASE
from factbook.site.assets import VEGA
from factbook.site.pages.charts import charts_page
from factbook.site.pages.shared import names_of


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """The page, and Vega, Vega-Lite and Vega-Embed under /-/vega/."""
    return [("^/charts$", _charts), (r"^/-/vega/(?P<path>[\w-]+\.js)$", asgi_static(VEGA))]


async def _charts(datasette: Datasette, request: Request) -> Response:
    metadata = datasette.metadata()
    words = names_of(datasette)
    found = await datasette.get_database(DATABASE).execute_fn(lambda conn: charts_page(conn, words, metadata))
    return Response.html(await datasette.render_template("charts.html", found, request=request, view_name="page"))
