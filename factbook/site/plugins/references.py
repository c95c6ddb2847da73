"""For programs that keep references: unAPI, and the forms of a record in the head of its page."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import NotFound, Request

from factbook.formats import FORMATS, annotation, edition_of
from factbook.locale import _, say
from factbook.record import DATABASE, load_release
from factbook.site.pages.citing import CiteRequest, NotCitable, cite
from factbook.site.pages.feeds import Link
from factbook.site.pages.question import citing
from factbook.site.pages.shared import names_of
from factbook.site.pages.unapi import FORMS, MEDIA_TYPE, list_forms
from factbook.site.switches import is_on

SERVER = "/unapi"
#: The forms in which pages offer to cite a question; its address has all others.
OF_A_QUESTION = ("cite", "bib", "ris", "csljson")


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The address of unAPI."""
    return [(rf"^{SERVER}$", _answer)] if is_on(datasette, "unapi") else []


@hookimpl
def extra_template_vars(
    datasette: Datasette, request: Request | None, view_name: str | None, database: str | None, table: str | None
) -> dict[str, Any]:
    """The forms of the record that a page shows, its id for unAPI; or those of the question that a page answers."""
    if request is None or database != DATABASE:
        return {}
    path = str(request.scope.get("route_path") or request.path)
    if view_name in ("row", "record") and table in (*names_of(datasette).kinds(), "sources"):
        id = request.url_vars["pks"] if is_on(datasette, "unapi") else None
        return {"alternates": [*_forms(path, FORMATS), *_annotations(datasette, path)], "unapi": SERVER, "unapi_id": id}
    if view_name in ("table", "query") or request.args.get("sql"):
        return {"question_forms": _forms(path, OF_A_QUESTION, citing(request.query_string))}
    return {}


def _forms(path: str, extensions: Iterable[str], query: str = "") -> list[Link]:
    forms = [FORMATS[extension] for extension in extensions]
    return [Link(say(form.title), f"{path}.{form.extension}{query}", form.media_type) for form in forms]


def _annotations(datasette: Datasette, path: str) -> list[Link]:
    is_there = is_on(datasette, "annotations")
    return [Link("Web Annotations", path + annotation.ENDING, annotation.MEDIA_TYPE)] if is_there else []


async def _answer(datasette: Datasette, request: Request) -> Response:
    """What unAPI says: forms of all records, of one (300), or one in a form; 404 and 406 where there is none."""
    id, name = request.args.get("id"), request.args.get("format")
    if id is None:
        return Response(list_forms(), content_type=MEDIA_TYPE)
    text = await _text(datasette, request, id, name or "ris")
    if name is None:
        return Response(list_forms(id), status=300, content_type=MEDIA_TYPE)
    if name not in FORMS:
        return Response.text(f"There are the forms {', '.join(FORMS)}.\n", status=406)
    return Response(text, content_type=f"{FORMS[name].media_type}; charset=utf-8")


async def _text(datasette: Datasette, request: Request, id: str, name: str) -> str:
    """The record in the form, that of RIS where there is no such form."""
    metadata, root = datasette.metadata(), datasette.absolute_url(request, datasette.urls.instance())
    form = FORMS.get(name, FORMS["ris"])

    def write(conn: sqlite3.Connection) -> str:
        return cite(conn, CiteRequest((id,)), form, edition_of(metadata, root, load_release(conn)))

    try:
        return str(await datasette.get_database(DATABASE).execute_fn(write))
    except NotCitable as error:
        raise NotFound(_("No record has the id %(id)s", id=id)) from error
