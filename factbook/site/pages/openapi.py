"""The addresses for programs as an OpenAPI 3.1 description, from the schema, the questions and a record of each table.

Every parameter that is required has an example that is answered: a test asks each address by them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from factbook.formats import FORMATS, Edition, atom, ical, opensearch
from factbook.formats.annotation import ENDING
from factbook.record import DATABASE
from factbook.schema import Column, Table
from factbook.schema.json_types import TYPES
from factbook.site.names import Names
from factbook.site.pages.reconcile import PATH, kinds_of
from factbook.site.parameters import named_parameters

Json = dict[str, Any]
_EXAMPLE = "select id from facts where kind = ? order by rowid limit 1"
_ARTICLE = "select id from sources order by rowid limit 1"
_JSON, _TEXT, _CSV = "application/json", "text/plain", "text/csv"
_STRING = {"type": "string"}


@dataclass(frozen=True)
class Described:
    """What is described: names, the edition, questions by name, an id of each table, what is switched off."""

    words: Names
    edition: Edition
    queries: Mapping[str, Any]
    examples: Mapping[str, str]
    off: frozenset[str]


def describe(
    conn: sqlite3.Connection, words: Names, edition: Edition, queries: Mapping[str, Any], off: frozenset[str]
) -> Json:
    """The document; tables without a record yet have no address of one."""
    found = {kind: conn.execute(_EXAMPLE, [kind]).fetchone() for kind in words.kinds()}
    found["sources"] = conn.execute(_ARTICLE).fetchone()
    examples = {name: str(row[0]) for name, row in found.items() if row}
    return to_openapi(Described(words, edition, queries, examples, off))


def to_openapi(what: Described) -> Json:
    """The document of what is described (OpenAPI 3.1.0)."""
    fixed, edition = _fixed(), what.edition
    info = {"title": edition.title, "version": edition.release.version, "description": fixed["info"].strip()}
    if edition.license_url:
        info["license"] = {"name": edition.license_url, "url": edition.license_url}
    tables = {name: _row_schema(table) for name, table in _tables(what.words).items()}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": edition.base_url}],
        "paths": dict(_paths(what)),
        "components": {
            "parameters": fixed["parameters"],
            "responses": fixed["responses"],
            "schemas": {**fixed["schemas"], **tables},
        },
    }


@cache
def _fixed() -> Json:
    found: Json = yaml.safe_load((Path(__file__).parent.parent / "openapi.yml").read_text(encoding="utf-8"))
    return found


def _says(which: str, /, **places: str) -> str:
    return str(_fixed()["says"][which]).format(**places).strip()


# ── paths ──


def _paths(what: Described) -> Iterator[tuple[str, Json]]:
    for name, table in _tables(what.words).items():
        yield from _of_table(name, table, what.examples.get(name))
    yield from _of_others(what.words)
    yield from _of_questions(what.queries)
    yield from _of_the_whole()
    yield from _of_feeds(what.words)
    yield from _of_programs(what)


def _of_table(name: str, table: Table, example: str | None) -> Iterator[tuple[str, Json]]:
    address, rows = f"/{DATABASE}/{name}", {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    shared = [_ref("size"), _ref("sort"), _ref("sort_desc"), *([_ref("search")] if table.is_fact else [])]
    filters = [_filter(column) for column in table.columns.values()]
    said = _says("rows", name=name, comment=table.comment)
    yield f"{address}.json", _get(said, {_JSON: rows}, [_ref("shape"), *shared, *filters])
    yield f"{address}.csv", _get(_says("csv", name=name), {_CSV: _STRING, _TEXT: _STRING}, filters)
    forms = {each.media_type: {"type": "string"} for each in FORMATS.values()}
    form = {**_parameter("form", "path", list(FORMATS)), "example": "bib"}
    yield (
        f"{address}.{{form}}",
        _get(_says("table_forms", name=name), forms, [form, _ref("size"), _ref("cite"), *filters]),
    )  # fmt: skip
    if example:
        id = {**_parameter("id", "path"), "example": example}
        yield (
            f"{address}/{{id}}.json",
            _get(_says("row", name=name), {_JSON: rows}, [id, _ref("shape")], "missing", "gone"),
        )
        yield f"{address}/{{id}}.{{form}}", _get(_says("record_forms"), forms, [id, form], "missing", "gone")


def _of_others(words: Names) -> Iterator[tuple[str, Json]]:
    """The tables of links and of evidence, and the views, by one address."""
    views = [name for name in words.schema.views if not name.startswith("problem_")]
    others = [name for name in (*words.schema.tables, *views) if name not in _tables(words)]
    table = {**_parameter("table", "path", others), "example": "fact_citations"}
    rows = {"type": "array", "items": {"type": "object"}}
    yield f"/{DATABASE}/{{table}}.json", _get(_says("others"), {_JSON: rows}, [table, _ref("shape"), _ref("size")])


def _of_questions(queries: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    rows = {"type": "array", "items": {"type": "object"}}
    for name, query in queries.items():
        given = dict.fromkeys(query.get("params") or named_parameters(query["sql"]))
        parameters = [_ref("shape"), *(_parameter(each, "query") for each in given)]
        yield (
            f"/{DATABASE}/{name}.json",
            _get(_says("question", title=query.get("title") or name), {_JSON: rows}, parameters),
        )
    sql = {**_parameter("sql", "query"), "required": True, "example": "select count(*) as facts from facts"}
    yield f"/{DATABASE}.json", _get(_says("sql"), {_JSON: rows}, [sql, _ref("shape")], "busy")


def _of_the_whole() -> Iterator[tuple[str, Json]]:
    file = {"application/octet-stream": {"type": "string", "contentEncoding": "binary"}}
    part = {**_parameter("Range", "header"), "example": "bytes=0-99"}
    operation = _get(_says("database"), file, [part])
    operation["get"]["responses"] |= {
        "206": {"description": _says("part"), "content": {name: {"schema": each} for name, each in file.items()}},
        "416": {"description": _says("beyond")},
    }
    yield f"/{DATABASE}.db", operation
    found = {"type": "object", "required": ["query", "total", "total_with_every_word", "kinds", "hits"]}
    q = {**_parameter("q", "query"), "required": True, "example": "2024"}
    more = [_parameter(name, "query") for name in ("kind", "source", "page")]
    yield "/search.json", _get(_says("search"), {_JSON: found}, [q, *more])
    yield "/opensearch.xml", _get(_says("opensearch"), {opensearch.MEDIA_TYPE: _STRING})
    yield "/sitemap.xml", _get(_says("sitemap"), {"application/xml": _STRING})
    yield "/robots.txt", _get(_says("robots"), {_TEXT: _STRING})
    yield "/-/health", _get(_says("health"), {_JSON: {"type": "object", "required": ["ok", "release", "content"]}})


def _of_feeds(words: Names) -> Iterator[tuple[str, Json]]:
    feed = {atom.MEDIA_TYPE: _STRING}
    yield "/feeds/all.atom", _get(_says("all_feed"), feed)
    yield "/feeds/changes.atom", _get(_says("changes_feed"), feed)
    kinds = [*words.kinds(), "sources"]
    yield (
        "/feeds/{table}.atom",
        _get(_says("feed"), feed, [{**_parameter("table", "path", kinds), "example": kinds[0]}]),
    )
    if calendar := words.with_role("calendar"):
        yield f"/feeds/{calendar}.ics", _get(_says("calendar"), {ical.MEDIA_TYPE: _STRING})


def _of_programs(what: Described) -> Iterator[tuple[str, Json]]:
    """What programs speak beside plain files, as far as the publisher has left it on."""
    if what.examples:
        name, example = next(iter(what.examples.items()))
        address = f"/release/{what.edition.release.version}/{DATABASE}/{name}/{{id}}.json"
        id = {**_parameter("id", "path"), "example": example}
        yield address, _get(_says("release"), {_JSON: {"type": "array"}}, [id, _ref("shape")], "missing")
    yield "/openapi.json", _get(_says("openapi"), {_JSON: {"type": "object", "required": ["openapi", "paths"]}})
    if "annotations" not in what.off and what.examples:
        tables = [*what.examples, "citations"]
        table = {**_parameter("table", "path", tables), "example": tables[0]}
        id = {**_parameter("id", "path"), "example": what.examples[tables[0]]}
        document = {"type": "object", "required": ["@context", "id", "type"]}
        found = _get(_says("annotations"), {"application/ld+json": document}, [table, id], "missing")
        yield f"/{DATABASE}/{{table}}/{{id}}{ENDING}", found
    if "unapi" not in what.off:
        yield "/unapi", _get(_says("unapi"), {"application/xml": _STRING})
    if "reconcile" not in what.off and kinds_of(what.words):
        said = {"type": "object", "required": ["versions", "name", "identifierSpace", "schemaSpace"]}
        yield PATH, _get(_says("reconcile"), {_JSON: said})
    if "mcp" not in what.off:
        yield "/mcp", _mcp()
    if "reconcile" not in what.off and kinds_of(what.words):
        yield from _reconciling()


def _reconciling() -> Iterator[tuple[str, Json]]:
    """The Reconciliation Service API, by which tables of others find records."""
    queries = {"queries": '{"q0": {"query": "a"}}'}
    schema = {"type": "object", "properties": {"queries": _STRING, "extend": _STRING}}
    asked = {"content": {"application/x-www-form-urlencoded": {"schema": schema, "example": queries}}}
    operation = _get(_says("manifest"), {_JSON: {"type": "object", "required": ["versions", "name"]}})
    answer = {"type": "object", "additionalProperties": {"type": "object", "required": ["result"]}}
    answers = {"200": {"description": _says("ok"), "content": {_JSON: {"schema": answer}}}}
    yield PATH, {**operation, "post": {"summary": _says("reconcile"), "requestBody": asked, "responses": answers}}
    prefix = {**_parameter("prefix", "query"), "example": "a"}
    yield f"{PATH}/suggest", _get(_says("suggest"), {_JSON: {"type": "object", "required": ["result"]}}, [prefix])


def _mcp() -> Json:
    message = {"type": "object", "required": ["jsonrpc"], "properties": {"jsonrpc": {"const": "2.0"}}}
    body = {"anyOf": [message, {"type": "array", "items": message}]}
    example = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    answers = {
        "200": {"description": _says("ok"), "content": {_JSON: {"schema": body}}},
        "202": {"description": _says("accepted")},
    }
    asked = {"required": True, "content": {_JSON: {"schema": body, "example": example}}}
    return {"post": {"summary": _says("mcp"), "requestBody": asked, "responses": answers}}


# ── parts of a path ──


def _get(summary: str, content: Mapping[str, Json], parameters: list[Json] | None = None, *others: str) -> Json:
    statuses = {"missing": "404", "gone": "410", "busy": "503"}
    found = {"description": _says("ok"), "content": {name: {"schema": schema} for name, schema in content.items()}}
    responses = {"200": found, "400": {"$ref": "#/components/responses/refused"}}
    responses |= {statuses[name]: {"$ref": f"#/components/responses/{name}"} for name in others}
    given = {"parameters": parameters} if parameters else {}
    return {"get": {"summary": " ".join(summary.split()), **given, "responses": responses}}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/parameters/{name}"}


def _parameter(name: str, place: str, choices: list[str] | None = None) -> Json:
    schema = {"type": "string", **({"enum": choices} if choices else {})}
    return {"name": name, "in": place, **({"required": True} if place == "path" else {}), "schema": schema}


def _filter(column: Column) -> Json:
    return {**_parameter(column.name, "query"), "description": column.comment or column.name}


def _tables(words: Names) -> dict[str, Table]:
    return {name: words.schema.tables[name] for name in (*words.kinds(), "sources")}


def _row_schema(table: Table) -> Json:
    columns = {
        column.name: {"type": [TYPES[column.type], "null"], "description": column.comment}
        for column in table.columns.values()
    }
    return {"type": "object", "required": list(columns), "properties": columns, "additionalProperties": False}
