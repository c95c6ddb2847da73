"""Serves reconciliation: the one service at /reconcile, what it suggests, and its previews."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.formats.wording import say_claim
from factbook.locale import _
from factbook.record import DATABASE, load_fact
from factbook.site.names import Names
from factbook.site.pages.reconcile import PATH, Unread, answer_queries, extend, kinds_of, manifest, properties, suggest
from factbook.site.pages.shared import names_of
from factbook.site.switches import is_on

View = Callable[[Datasette, Request], Awaitable[Response]]
Load = Callable[[sqlite3.Connection, Names], Any]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, View]]:
    """The addresses of the service; none where a publisher turns it off, or no table has people, places or bodies."""
    if not is_on(datasette, "reconcile") or DATABASE not in datasette.databases:
        return []
    views: dict[str, View] = {"": _serve, "/suggest": _suggest, "/properties": _properties, "/preview": _preview}
    return [(f"^{PATH}{path}$", _where_there_is_something(view)) for path, view in views.items()]


def _where_there_is_something(view: View) -> View:
    async def answer(datasette: Datasette, request: Request) -> Response:
        if not kinds_of(names_of(datasette)):
            raise NotFound(_("There is no such page."))
        return await view(datasette, request)

    return answer


async def _serve(datasette: Datasette, request: Request) -> Response:
    """The manifest where nothing is asked; candidates for a batch of names; values for ids."""
    asked = await _asked(request)
    if "queries" in asked:
        return await _answer(datasette, lambda conn, words: answer_queries(conn, words, asked["queries"]))
    if "extend" in asked:
        return await _answer(datasette, lambda conn, words: extend(conn, words, asked["extend"]))
    if request.method == "POST":
        return _refused(_("Send `queries` or `extend`, as a form."))
    root = str(datasette.absolute_url(request, datasette.urls.instance())).rstrip("/")
    title = str(datasette.metadata("title") or "Factbook")
    return await _answer(datasette, lambda _conn, words: manifest(words, title, root))


async def _asked(request: Request) -> Mapping[str, str]:
    if request.method != "POST":
        return {key: request.args.get(key) or "" for key in request.args}
    try:
        return dict(await request.post_vars())
    except UnicodeDecodeError:
        return {}


async def _suggest(datasette: Datasette, request: Request) -> Response:
    prefix = request.args.get("prefix") or ""
    return await _answer(datasette, lambda conn, words: suggest(conn, words, prefix))


async def _properties(datasette: Datasette, request: Request) -> Response:
    kind = request.args.get("type") or ""
    return await _answer(datasette, lambda _conn, words: properties(words, kind))


async def _answer(datasette: Datasette, load: Load) -> Response:
    words = names_of(datasette)
    try:
        found = await datasette.get_database(DATABASE).execute_fn(lambda conn: load(conn, words))
    except Unread as error:
        return _refused(str(error))
    return Response(json.dumps(found, ensure_ascii=False), content_type="application/json; charset=utf-8")


def _refused(message: str) -> Response:
    said = {"ok": False, "status": "error", "error": message, "message": message}
    return Response.json(said, status=400)


async def _preview(datasette: Datasette, request: Request) -> Response:
    """A record in a small frame."""
    id = request.args.get("id") or ""
    fact = await datasette.get_database(DATABASE).execute_fn(lambda conn: load_fact(conn, id))
    if fact is None:
        raise NotFound(_("No record has the id %(id)s", id=id[:80]))
    variables = {"fact": fact, "claim": say_claim(fact)}
    page = await datasette.render_template("preview.html", variables, request=request, view_name="page")
    return Response.html(page)
