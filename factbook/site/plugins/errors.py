"""Errors in the site's design, or as JSON where JSON was asked for; and filters by columns that there are none of."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils import await_me_maybe
from datasette.utils.asgi import BadRequest, Request

from factbook.locale import _
from factbook.site.pages.error_page import error_response
from factbook.site.pages.errors import failure, failure_of, unknown_columns
from factbook.site.serving.refusals import READING

_STOCK = "datasette.handle_exception"
_ALLOW = (b"allow", ", ".join(READING).encode())


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
    failed = failure_of(exception)
    if failed.status >= 500:
        traceback.print_exception(exception)
    return await error_response(datasette, request.scope, failed)


@hookimpl(tryfirst=True)
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Awaitable[Response]]:
    """The answer where Datasette's permissions refuse."""

    async def answer() -> Response:
        return await error_response(datasette, request.scope, failure(403, str(message)))

    return answer


@hookimpl
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[None]]:
    """Refuses a filter by a column that the table does not have: SQLite would read its name as a text."""

    async def check() -> None:
        columns = await datasette.get_database(database).table_columns(table)
        if unknown := unknown_columns(request.args, columns):
            named = {"column": unknown[0], "table": table, "columns": ", ".join(columns)}
            raise BadRequest(_("There is no column %(column)s in %(table)s. It has %(columns)s.", **named))

    return check
