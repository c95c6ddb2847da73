"""Errors in the site's design, or as JSON where JSON was asked for; and requests that are refused at the door."""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from http.cookies import CookieError
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import BadRequest, Request

from factbook.record import DATABASE
from factbook.site.cells import find_record
from factbook.site.errors import Failure, failure, failure_of, guess_of, unknown_columns

Scope = dict[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]

_LONGEST_URL = 16_000
_READING = ("GET", "HEAD", "OPTIONS")


@hookimpl(tryfirst=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """The response to an exception that a view has raised."""
    failed = failure_of(exception)
    if failed.status >= 500:
        traceback.print_exception(exception)

    async def response() -> Response:
        return await _response(datasette, request.path, failed)

    return response


@hookimpl
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[None]]:
    """Refuses a filter by a column that the table does not have: SQLite would read its name as a text."""

    async def check() -> None:
        columns = await datasette.get_database(database).table_columns(table)
        if unknown := unknown_columns(request.args, columns):
            raise BadRequest(f"There is no column {unknown[0]} in {table}. It has {', '.join(columns)}.")

    return check


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Refuses what no page reads: other methods, over-long addresses, addresses and cookies that are not ASCII."""

    def wrap(app: Application) -> Application:
        async def door(scope: Scope, receive: Any, send: Any) -> None:
            refused = _refusal(scope) if scope["type"] == "http" else None
            if refused is None:
                await app(scope, receive, send)
                return
            response = await _response(datasette, scope["path"], refused)
            await response.asgi_send(send)

        return door

    return wrap


def _refusal(scope: Scope) -> Failure | None:
    if scope["method"] not in _READING:
        return failure(405, "The factbook is read-only: its pages answer GET and nothing else.")
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_URL:
        return failure(414, f"Addresses are read up to {_LONGEST_URL:,} characters.")
    try:
        (scope.get("raw_path") or b"").decode("ascii")
        scope["query_string"].decode("ascii")
        Request(scope, None).cookies  # noqa: B018 - asked for, to see whether it can be read
    except (UnicodeError, CookieError):
        return failure(400, "The address or a cookie holds signs that cannot be read.")
    return None


async def _response(datasette: Datasette, path: str, failed: Failure) -> Response:
    headers = {"Allow": ", ".join(_READING)} if failed.status == 405 else {}
    if path.endswith(".json"):
        body = {"ok": False, "error": failed.message, "status": failed.status, "title": failed.title}
        return Response.json(body, status=failed.status, headers=headers)
    await datasette.invoke_startup()
    context = {"status": failed.status, "title": failed.title, "error": failed.message, "guess": guess_of(path)}
    if failed.status == 404 and DATABASE in datasette.databases:
        id = path.rpartition("/")[2]
        context["suggestion"] = await datasette.get_database(DATABASE).execute_fn(
            lambda conn: find_record(conn, id, "fact")
        )
    html = await datasette.render_template("error.html", context)
    return Response.html(html, status=failed.status, headers=headers)
