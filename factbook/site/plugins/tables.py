"""Gives the page of a fact table its form and its rows, and leads an address to what it means.

Fields of the form that were left blank are no filters, and the name of a record stands for its id: Datasette would look
for the empty text, and for the name itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request
from markupsafe import Markup

from factbook.record import DATABASE
from factbook.schema import Table
from factbook.site.cells import OWN_ROWS
from factbook.site.health_filters import add_health_filters
from factbook.site.names import site_schema
from factbook.site.pages.columns import Shown, possible, row_html, shown
from factbook.site.pages.filters import load_form, meant
from factbook.site.pages.rows import load_rows
from factbook.site.pages.shared import names_of
from factbook.site.pages.units import units_mixed, units_of

#: What the layers of the site add to an address; no reader asked for it.
OURS = ("_nofacet", "_nocount")


class MeantAddress(Exception):
    """An address means another one: `query` is its query string."""

    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.query = query


@hookimpl
def startup() -> None:
    """Tables can be asked by the health of their records."""
    add_health_filters()


@hookimpl
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[FilterArguments | None]] | None:
    """The variables of a fact table's page; raises MeantAddress where the address means another."""
    found = site_schema(datasette.root).fact_tables.get(table) if database == DATABASE else None
    OWN_ROWS.set(table if found and "." not in request.path.rpartition("/")[2] else "")
    if found is None:
        return None

    async def variables() -> FilterArguments | None:
        load = _loader(datasette, request, found)
        context = await datasette.get_database(DATABASE).execute_fn(load)
        return FilterArguments([], extra_context=context)

    return variables


def _loader(datasette: Datasette, request: Request, table: Table) -> Callable[[sqlite3.Connection], dict[str, Any]]:
    words = names_of(datasette)
    given = parse_qsl(request.query_string, keep_blank_values=True)
    arguments = [pair for pair in given if pair[0] not in OURS]
    chosen = shown(table, words, [value for name, value in arguments if name == "_show"])

    def load(conn: sqlite3.Connection) -> dict[str, Any]:
        right = meant(conn, table, arguments, words)
        if right is not None:
            raise MeantAddress(urlencode(right))
        if "." in request.path.rpartition("/")[2]:
            return {}
        return {
            "form": load_form(conn, table, arguments, words),
            "columns_shown": chosen,
            "asked": arguments,
            "columns_possible": possible(table, words),
            "units_mixed": units_mixed(conn, table, arguments, words),
            "units_drawn": units_of(conn, table, arguments, words),
        }

    return load


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Response | None:
    """The answer to an address that means another: there."""
    if not isinstance(exception, MeantAddress):
        return None
    query = f"?{exception.query}" if exception.query else ""
    return Response.redirect(datasette.urls.path(request.path) + query)


async def with_fact_rows(datasette: Datasette, context: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of a page; of a fact table's with `fact_rows`, made from the keys that Datasette has found."""
    OWN_ROWS.set("")
    columns: Sequence[Shown] | None = context.get("columns_shown")
    if columns is None or not context.get("display_rows"):
        return dict(context)
    words, table = names_of(datasette), site_schema(datasette.root).fact_tables[context["table"]]
    ids = [str(cell["raw"]) for row in context["display_rows"] for cell in row if cell["value_type"] == "pk"]

    def load(conn: sqlite3.Connection) -> Markup:
        return Markup("").join(row_html(row, columns, words) for row in load_rows(conn, ids, table, words))

    return {**context, "fact_rows": await datasette.get_database(DATABASE).execute_fn(load)}
