"""The response to a request that failed: the error page, or JSON where JSON was asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.cells import find_record
from factbook.site.pages.errors import Failure, failure, guess_of

#: Addresses that are asked by programs alone, which read JSON whatever they accept.
_OF_PROGRAMS = ("/mcp", "/reconcile", "/reconcile/suggest", "/reconcile/properties", "/oembed")


async def error_response(datasette: Datasette, scope: Mapping[str, Any], failed: Failure) -> Response:
    """The response, as a page with a search box or as JSON; the scope is as Datasette has it, below the base path."""
    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    if wants_json(path, scope.get("headers") or ()):
        body = {"ok": False, "error": failed.message, "status": failed.status, "title": failed.title}
        return Response.json(body, status=failed.status)
    await datasette.invoke_startup()
    context = {"status": failed.status, "title": failed.title, "error": failed.message}
    if failed.status != 404:
        context["query"] = _typed(scope)
    else:
        context["guess"] = guess_of(path)
        if DATABASE in datasette.databases:
            id = path.rpartition("/")[2]
            context["suggestion"] = await datasette.get_database(DATABASE).execute_fn(
                lambda conn: find_record(conn, id, "fact")
            )
    page = await datasette.render_template("error.html", context, request=_request(scope, failed.status))
    return Response.html(page, status=failed.status)


def _request(scope: Mapping[str, Any], status: int) -> Request:
    """The request, by which a page leads to itself in other languages; for an address too long, the front page's."""
    shown = {"path": "/", "raw_path": b"/", "query_string": b""} if status == 414 else {}
    return Request({**scope, **shown, "csrftoken": lambda: ""}, None)


def _typed(scope: Mapping[str, Any]) -> str:
    """The SQL that a person has typed, to be mended; "" where there is none."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return asked.get("sql", [""])[0] if scope["path"].endswith(f"/{DATABASE}") else ""


async def dressed_response(datasette: Datasette, scope: Mapping[str, Any], status: int, said: str) -> Response:
    """The response to what was refused with a bare line, `said`; a mistake of ours gives nothing away."""
    said = re.sub(r"^\d{3}:? *", "", said)
    if status == 404 or (said and status != 500):
        return await error_response(datasette, scope, failure(status, said or _("There is no such file.")))
    return await error_response(
        datasette, scope, failure(status, _("The page could not be made. The fault is ours, not yours."))
    )


def wants_json(path: str, headers: Any) -> bool:
    """Whether the request is for JSON: by its ending, or whom it is for, or because it accepts JSON and not HTML."""
    accepted = b",".join(value for name, value in headers if name == b"accept")
    return path.endswith((".json", ".jsono", *_OF_PROGRAMS)) or (b"json" in accepted and b"html" not in accepted)
