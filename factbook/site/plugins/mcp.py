"""Serves the Model Context Protocol: tools to find, prove and cite a fact, to ask in SQL, within the site's limits."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.formats import FORMATS, Edition, clean_url, edition_of
from factbook.record import DATABASE, Release, load_fact, load_health, load_links, load_release
from factbook.record.search import Filters, find
from factbook.site.names import Names
from factbook.site.pages.citing import CiteRequest, NotCitable, cite
from factbook.site.pages.found_by import load_whys
from factbook.site.pages.mcp import VERSIONS, Server, ToolError, declarations, respond, says, texts, unspoken
from factbook.site.pages.mcp_now import HEADER, VERSION, respond_now
from factbook.site.pages.search import PAGE
from factbook.site.pages.shared import names_of
from factbook.site.pages.told import told
from factbook.site.remembered import Remembered
from factbook.site.switches import is_on

PATH = "/mcp"
_HEADERS = {"cache-control": "no-store"}
_SHOWN = 10
Given = Mapping[str, Any]


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The one address of the protocol."""
    return [(rf"^{PATH}$", _answer)] if is_on(datasette, "mcp") and DATABASE in datasette.databases else []


async def _answer(datasette: Datasette, request: Request) -> Response:
    if refused := _refused(request):
        return refused
    server, body, status = await _server(datasette, request), await request.post_body(), 200
    answer: Any
    if request.headers.get(HEADER) == VERSION:
        answer, status = await respond_now(server, body, request.headers)
    else:
        answer = await respond(server, body)
    if answer is None:
        return Response("", status=202, headers=_HEADERS)
    text, kind = json.dumps(answer, ensure_ascii=False), "application/json; charset=utf-8"
    return Response(text, status=status, headers=_HEADERS, content_type=kind)


def _refused(request: Request) -> Response | None:
    """Why a request is not read: no POST, of a page of another site, no JSON, of a protocol that is not spoken."""
    if request.method != "POST":
        return _say("post", 405, allow="POST, OPTIONS")
    origin = request.headers.get("origin", "")
    if origin not in ("", f"{request.scheme}://{request.host}"):
        return _say("origin", 403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return _say("type", 415)
    if request.headers.get(HEADER, VERSION) not in (VERSION, *VERSIONS):
        told = unspoken(request.headers[HEADER], (VERSION, *VERSIONS))
        return Response.json(told, status=400, headers=_HEADERS)
    return None


def _say(error: str, status: int, **headers: str) -> Response:
    return Response.json({"error": says(error)}, status=status, headers=_HEADERS | headers)


async def _server(datasette: Datasette, request: Request) -> Server:
    metadata, words = datasette.metadata(), names_of(datasette)
    database = datasette.get_database(DATABASE)
    release: Release = await database.execute_fn(load_release)
    edition = edition_of(metadata, datasette.absolute_url(request, datasette.urls.instance()), release)

    def asked(load: Callable[[sqlite3.Connection, Edition, Given], Any], given: Given) -> Awaitable[Any]:
        done: Awaitable[Any] = database.execute_fn(lambda conn: load(conn, edition, given))
        return done

    choices = {"kinds": words.kinds(), "formats": list(FORMATS)}
    named = {"title": edition.title, "version": release.version, "description": edition.description}
    return Server(
        name=edition.title,
        version=release.version,
        instructions=texts()["instructions"].format(**named),
        declared=declarations(choices, _tables(words)),
        tools={
            "find_facts": partial(asked, _find),
            "prove_fact": partial(asked, _prove),
            "cite_fact": partial(asked, _cite),
            "ask_in_sql": partial(_ask, datasette),
        },
    )


def _tables(words: Names) -> str:
    """The tables with their columns, as a question in SQL needs to know them."""
    names = [*words.kinds(), "sources", "facts", "citations", "proofs", "derivations", "cross_checks"]
    names += [name for name, table in words.schema.tables.items() if table.owner and name not in names]
    return "; ".join(f"{name}({', '.join(words.schema.tables[name].columns)})" for name in names)


# ── tools ──


def _find(conn: sqlite3.Connection, edition: Edition, given: Given) -> dict[str, Any]:
    kinds = (given["kind"],) if given.get("kind") else ()
    found = find(conn, given["query"], Filters(kinds))
    hits = found.hits[: min(given.get("limit", _SHOWN), PAGE)]
    whys = load_whys(conn, found, [hit.row for hit in hits], Remembered())
    facts = [
        {
            "id": hit.record.id,
            "kind": hit.record.kind,
            "label": hit.record.label,
            "address": clean_url(edition.base_url + hit.record.path),
            "context": "; ".join(why.plain for why in whys.get(hit.row, ())),
        }
        for hit in hits
    ]
    return {"total": len(found.hits), "some_words_only": bool(hits) and not found.whole, "facts": facts}


def _prove(conn: sqlite3.Connection, edition: Edition, given: Given) -> dict[str, Any]:
    fact = load_fact(conn, given["id"])
    if fact is None:
        raise ToolError(says("missing", id=given["id"]))
    return told(fact, load_links(conn, fact.id), load_health(conn, fact.id), edition)


def _cite(conn: sqlite3.Connection, edition: Edition, given: Given) -> str:
    try:
        return cite(conn, CiteRequest((given["id"],)), FORMATS[given.get("format", "cite")], edition)
    except NotCitable as error:
        raise ToolError(says("missing", id=given["id"])) from error


async def _ask(datasette: Datasette, given: Given) -> dict[str, Any]:
    """The answer as anyone gets it from the page of SQL: through all layers, in its queue, within its limits."""
    answer = await datasette.client.get(f"/{DATABASE}.json", params={"sql": given["sql"], "_shape": "arrays"})
    try:
        found = answer.json()
    except ValueError as error:
        raise ToolError(answer.text.strip()) from error
    if answer.status_code != 200 or not found.get("ok", True):
        raise ToolError(str(found.get("error") or found.get("title")))
    return {"columns": found["columns"], "rows": found["rows"], "truncated": found["truncated"]}
