"""Answers for what is no more, 410 or 301, and the corrections of a record for its page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.record import DATABASE, Update, load_end, load_history
from factbook.site.pages.releases import RecordPath, record_path, update_as_json
from factbook.site.serving.asgi import Scope

Answer = Callable[[], Awaitable[Response | None]]


# ── a record that is no more ──


@hookimpl(wrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, list[Any], list[Any]]:
    """The answers to an exception, first of them that of a record that was merged or withdrawn."""
    others = yield
    return [_ended(datasette, request), *others] if isinstance(exception, NotFound) else others


def _ended(datasette: Datasette, request: Request) -> Answer:
    async def answer() -> Response | None:
        parts = record_path(_path_of(request.scope))
        if parts is None or DATABASE not in datasette.databases:
            return None
        end = await datasette.get_database(DATABASE).execute_fn(lambda conn: load_end(conn, parts.id))
        if end is None or parts.table not in (end.record.kind, "facts"):
            return None
        return _moved(datasette, end, parts, request) if end.into else await _gone(datasette, request, end)

    return answer


def _moved(datasette: Datasette, end: Update, parts: RecordPath, request: Request) -> Response:
    assert end.into is not None
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(datasette.urls.path(f"{end.into.path}{parts.ending}") + query, status=301)


async def _gone(datasette: Datasette, request: Request, end: Update) -> Response:
    if request.path.endswith(".json"):
        said = {"ok": False, "status": 410, "error": "withdrawn", **update_as_json(end)}
        return Response.json(said, status=410)
    return Response.html(await datasette.render_template("retired.html", {"end": end}, request=request), status=410)


# ── a record that was corrected ──


@hookimpl
def extra_template_vars(
    datasette: Datasette, request: Request | None, view_name: str | None, database: str | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """The corrections of the record that a page shows, the newest first."""

    async def variables() -> dict[str, Any]:
        if view_name != "row" or request is None or database != DATABASE:
            return {}
        id = request.url_vars["pks"]
        history = await datasette.get_database(DATABASE).execute_fn(lambda conn: load_history(conn, id))
        return {"history": [update for update in history if not update.is_end]}

    return variables


def _path_of(scope: Scope) -> str:
    return str(scope.get("route_path") or scope["path"])
