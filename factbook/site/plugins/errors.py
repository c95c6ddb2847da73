"""Errors in the site's design, or as JSON where JSON was asked for; and names that a table does not have."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable, Generator
from typing import Any
from urllib.parse import parse_qsl

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils import await_me_maybe, tilde_decode
from datasette.utils.asgi import BadRequest, Request
from datasette.views.base import DatasetteError

from factbook.site.pages.error_page import error_response
from factbook.site.pages.errors import failure, failure_of
from factbook.site.pages.unknown_names import AskedTable, unknown_name

_STOCK = "datasette.handle_exception"


@hookimpl(wrapper=True, tryfirst=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, list[Any], list[Any]]:
    """The one answer to an exception that a view has raised: another plugin's, else the error page.

    Datasette makes all answers and sends the first; its own costs more time than a page does, and writes every stack
    into the log, with the values of its variables.
    """
    others = yield
    return [_first(datasette, request, exception, [each for each in others if _module_of(each) != _STOCK])]


def _module_of(answer: Any) -> str:
    return str(getattr(answer, "__module__", ""))


async def _first(datasette: Datasette, request: Request, exception: Exception, others: list[Any]) -> Response:
    for other in others:
        if response := await await_me_maybe(other):
            return response
    # Datasette looks which columns are to be shown before it asks anybody.
    is_of_columns = isinstance(exception, DatasetteError) and str(exception.message).endswith("invalid columns")
    named = request.url_vars
    unknown = (
        await _unknown(datasette, request, named["database"], tilde_decode(named["table"])) if is_of_columns else None
    )
    failed = failure(400, unknown) if unknown else failure_of(exception)
    if failed.status >= 500:
        traceback.print_exception(exception)
    return await error_response(datasette, request.scope, failed)


@hookimpl(tryfirst=True)
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Awaitable[Response]]:
    """The answer where Datasette's permissions refuse."""

    async def answer() -> Response:
        return await error_response(datasette, request.scope, failure(403, str(message)))

    return answer


@hookimpl(tryfirst=True)
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[None]]:
    """Refuses what is asked by a name that the table does not have: SQLite would read it as a text."""

    async def check() -> None:
        if unknown := await _unknown(datasette, request, database, table):
            raise BadRequest(unknown)

    return check


async def _unknown(datasette: Datasette, request: Request, name: str, table: str) -> str | None:
    database, settings = datasette.get_database(name), datasette.table_metadata(name, table)
    columns = await database.table_columns(table)
    index = settings.get("fts_table") or await database.fts_table(table)
    asked = AskedTable(
        name=table,
        columns=columns,
        keys=await database.primary_keys(table),
        sortable=settings.get("sortable_columns", columns),
        searched=await database.table_columns(index) if index else (),
    )
    return unknown_name(parse_qsl(request.query_string, keep_blank_values=True), asked)
