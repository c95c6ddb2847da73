"""Citations as output formats: .cite, .bib, .ris, .csljson, .wiki and .jsonld of a row, a table or a query.

A table's file holds every row that its filters match, whatever page is shown; where that cannot be, the answer is an
error that says how many there are, never a part of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_encode
from datasette.utils.asgi import Request, Response
from datasette.views.base import DatasetteError

from factbook.formats import FORMATS, Edition, Format, edition_of
from factbook.formats.wording import say_number
from factbook.locale import _
from factbook.record import DATABASE, load_release
from factbook.site.pages.citing import (
    MOST,
    CiteRequest,
    NotCitable,
    cite,
    cite_request,
    id_columns,
    in_order,
    whole_query,
)
from factbook.site.pages.filters import say_filters, say_order
from factbook.site.pages.question import ARGUMENT, VALUE, ask, entry_of_question, question_in_sql, question_of_table
from factbook.site.pages.shared import names_of

Row = Mapping[str, Any]
_SUFFIXES = {each.suffix[1:]: each.extension for each in FORMATS.values() if each.suffix != f".{each.extension}"}


@hookimpl
def register_output_renderer() -> list[dict[str, Any]]:
    """A renderer for each format, offered where rows have the id of a record."""
    return [
        {"extension": each.extension, "render": partial(_render, each), "can_render": _can_render}
        for each in FORMATS.values()
    ]


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Response]]]:
    """The endings that the formats have as files, .csl.json and .cite.txt: Datasette takes one-part ones only."""
    endings = "|".join(suffix.replace(".", r"\.") for suffix in _SUFFIXES)
    return [(rf"/{DATABASE}/(?P<page>[^/.]+(?:/[^/.]+)?)\.(?P<suffix>{endings})$", _lead)]


def _lead(request: Request, datasette: Datasette) -> Response:
    page, extension = request.url_vars["page"], _SUFFIXES[request.url_vars["suffix"]]
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(datasette.urls.path(f"/{DATABASE}/{page}.{extension}") + query)


def _can_render(columns: list[str], database: str, table: str | None) -> bool:
    return database == DATABASE and bool(id_columns(columns, table))


async def _render(
    form: Format,
    datasette: Datasette,
    request: Request,
    columns: list[str],
    rows: list[Row],
    database: str,
    table: str | None,
    data: dict[str, Any],
) -> Response:
    try:
        if database != DATABASE:
            raise NotCitable(_("Only records of the database %(name)s can be cited.", name=repr(DATABASE)))
        if request.args.get(ARGUMENT) == VALUE:
            return _response(form, request, await _cite_question(form, datasette, request, columns, rows, table, data))
        if "is_view" in data:
            wanted = await _of_table(datasette, request, str(table), data.get("filtered_table_rows_count") or 0)
        else:
            wanted = _of_rows(columns, rows, table, data)
        text = await _text(form, datasette, request, wanted)
    except NotCitable as error:
        raise DatasetteError(str(error), title=_("Nothing to cite"), status=400) from error
    return _response(form, request, text)


def _response(form: Format, request: Request, text: str) -> Response:
    return Response(
        text,
        headers={"content-disposition": f'inline; filename="{_file_name(request, form)}"'},
        content_type=f"{form.media_type}; charset=utf-8",
    )


def _of_rows(columns: list[str], rows: list[Row], table: str | None, data: dict[str, Any]) -> CiteRequest:
    """What the rows of a query or of a row page stand for; raises NotCitable where Datasette has cut them off."""
    _refuse_part(rows, data)
    return cite_request(rows, _ids_or_refuse(columns, table))


def _refuse_part(rows: list[Row], data: dict[str, Any]) -> None:
    if data.get("error"):
        raise NotCitable(str(data["error"]))
    if data.get("truncated"):
        said = _("The query gives more than %(rows)s rows, and Datasette stops there: add a limit and an offset.")
        raise NotCitable(said % {"rows": say_number(len(rows))})


async def _of_table(datasette: Datasette, request: Request, table: str, count: int) -> CiteRequest:
    """What all rows of a table that match its filters stand for, in the order that the URL or metadata.yml asks."""
    ids = _ids_or_refuse(await datasette.get_database(DATABASE).table_columns(table), table)
    found, key = await _every_row(datasette, request, table, count)
    return cite_request(in_order(found, *_order(datasette, request, table)) if key else found, ids)


async def _every_row(datasette: Datasette, request: Request, table: str, count: int) -> tuple[list[Row], str | None]:
    """All rows of a table that match its filters, in the order of its key, and the key, None of a view."""
    key = next(iter(await datasette.get_database(DATABASE).primary_keys(table)), None)
    found: list[Row] = []
    after: str | None = ""
    while after is not None and max(count, len(found)) <= MOST:
        page = await _page(datasette, table, whole_query(request.query_string, key, after))
        found += page["rows"]
        after = page["next"]
    if max(count, len(found)) > MOST:
        matching = say_number(count) if count else _("More than %(number)s", number=say_number(MOST))
        said = _("%(number)s rows match, and a file holds %(most)s records at most: filter further.")
        raise NotCitable(said % {"number": matching, "most": say_number(MOST)})
    return found, key


async def _cite_question(
    form: Format,
    datasette: Datasette,
    request: Request,
    columns: list[str],
    rows: list[Row],
    table: str | None,
    data: dict[str, Any],
) -> str:
    """The text that cites the question itself; raises NotCitable where its answer is cut off, or is one record's."""
    path = request.path.removesuffix(f".{form.extension}").removeprefix(datasette.urls.path("/").rstrip("/"))
    if "is_view" in data:
        found, _key = await _every_row(datasette, request, str(table), data.get("filtered_table_rows_count") or 0)
        columns = list(found[0].keys()) if found else columns
        question = ask(await _words(datasette, request, str(table)), path, request.query_string, columns, found)
    elif "query" in data and "query_name" in data:
        _refuse_part(rows, data)
        query = await datasette.get_canned_query(DATABASE, data["query_name"], None) if data["query_name"] else {}
        words = question_in_sql(data["query"]["sql"], (query or {}).get("title"), data["query"]["params"])
        question = ask(words, path, request.query_string, columns, rows)
    else:
        raise NotCitable(_("A record is cited as itself, without an argument."))
    return await _in_edition(
        datasette, request, lambda _conn, edition: form.render([entry_of_question(question, edition)])
    )


async def _words(datasette: Datasette, request: Request, table: str) -> str:
    """What is asked of a table, in the reader's language."""
    words, arguments = names_of(datasette), parse_qsl(request.query_string, keep_blank_values=True)
    filters = await datasette.get_database(DATABASE).execute_fn(lambda conn: say_filters(conn, table, arguments, words))
    column, is_descending = _order(datasette, request, table)
    order = say_order(table, column, is_descending, words) if column and column != "id" else ""
    return question_of_table(words.title(table), filters, request.query_string, order)


def _order(datasette: Datasette, request: Request, table: str) -> tuple[str | None, bool]:
    """The column by which the table is sorted, if any, and whether from the top down."""
    asked = request.args if "_sort" in request.args or "_sort_desc" in request.args else None
    if asked is not None:
        return asked.get("_sort") or asked.get("_sort_desc") or None, not asked.get("_sort")
    words = datasette.table_metadata(DATABASE, table)
    return words.get("sort") or words.get("sort_desc"), not words.get("sort")


async def _page(datasette: Datasette, table: str, query: str) -> dict[str, Any]:
    answer = await datasette.client.get(f"/{DATABASE}/{tilde_encode(table)}.json?{query}")
    page: dict[str, Any] = answer.json()
    if answer.status_code != 200:
        raise NotCitable(str(page["error"]))
    return page


def _ids_or_refuse(columns: list[str], table: str | None) -> list[str]:
    ids = id_columns(columns, table)
    if not ids:
        raise NotCitable(_("These rows have no column `fact`, `id` or `source`, and so no record to cite."))
    return ids


async def _text(form: Format, datasette: Datasette, request: Request, wanted: CiteRequest) -> str:
    return await _in_edition(datasette, request, lambda conn, edition: cite(conn, wanted, form, edition))


async def _in_edition(datasette: Datasette, request: Request, say: Callable[[sqlite3.Connection, Edition], str]) -> str:
    root = datasette.absolute_url(request, datasette.urls.instance())
    metadata = datasette.metadata()

    def write(conn: sqlite3.Connection) -> str:
        return say(conn, edition_of(metadata, root, load_release(conn)))

    return str(await datasette.get_database(DATABASE).execute_fn(write))


def _file_name(request: Request, form: Format) -> str:
    name = request.url_vars.get("pks") or request.url_vars.get("table") or "query"
    return "".join(sign for sign in name if sign.isalnum() or sign in "-_") + form.suffix
