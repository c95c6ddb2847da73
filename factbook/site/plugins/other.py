"""Serves the pages that are no table's: search, timeline, dictionary, about; and leads the register to its records."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.cells import find_record
from factbook.site.pages.other import PAGES
from factbook.site.pages.shared import names_of
from factbook.site.totals import totals_of

View = Callable[[Datasette, Request], Awaitable[Response]]


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """A route for each page, and one for each entry of the register."""
    pages: list[tuple[str, View]] = [(f"^{path}$", _page(path)) for path in PAGES]
    return [*pages, (rf"^/{DATABASE}/facts/(?P<id>[a-z0-9-]+)$", _register)]


def _page(path: str) -> View:
    template, load = PAGES[path]

    async def view(datasette: Datasette, request: Request) -> Response:
        words = names_of(datasette)
        arguments = {key: request.args.get(key) or "" for key in request.args}
        database = datasette.get_database(DATABASE)
        totals = await totals_of(datasette)
        found = await database.execute_fn(lambda conn: load(conn, words, arguments, totals))
        return Response.html(await datasette.render_template(template, found, request=request, view_name="page"))

    return view


async def _register(datasette: Datasette, request: Request) -> Response:
    """An entry of the register has one page: that of its record."""
    id = request.url_vars["id"]
    record = await datasette.get_database(DATABASE).execute_fn(lambda conn: find_record(conn, id, "fact"))
    if record is None:
        raise NotFound(_("No record has the id %(id)s", id=id))
    return Response.redirect(datasette.urls.path(record.path))
