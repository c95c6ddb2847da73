"""Hands every template what it shows: names, release, the record of a page, and filters to show it by."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request
from jinja2 import Environment

from factbook.formats import FORMATS, text_fragment
from factbook.formats.wording import say_date, say_number
from factbook.locale import language, say
from factbook.record import DATABASE, Citation, Release, load_release
from factbook.schema import Schema
from factbook.site.assets import asset_address, asset_digests
from factbook.site.health_filters import HEALTH_WAYS
from factbook.site.languages import InLanguage, in_this_language, page_in_languages
from factbook.site.names import site_schema
from factbook.site.pages.choices import choices_of
from factbook.site.pages.falsified import load_falsified
from factbook.site.pages.front import load_front
from factbook.site.pages.paging import next_page, page_range
from factbook.site.pages.row import load_row
from factbook.site.pages.shared import coded, complete_csv, names_of, report_url
from factbook.site.pages.table import rows_html
from factbook.site.rendering import render_in_one_go, speak_by_catalogue
from factbook.site.totals import Totals, totals_of

Vars = dict[str, Any]
#: The release of a file that cannot change: many a page needs no more of it than that.
_RELEASES: WeakKeyDictionary[Datasette, Release] = WeakKeyDictionary()


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Register the filters and functions that templates use."""
    render_in_one_go(env)
    speak_by_catalogue(env)
    env.filters["coded"] = coded
    env.filters["say_date"], env.filters["number"], env.filters["said"] = say_date, say_number, say
    env.filters["in_this_language"] = in_this_language
    env.globals["asset"] = lambda path: asset_address(path, asset_digests(datasette.root))
    env.globals["falsified"] = lambda: load_falsified(datasette.root)
    env.globals["passage_url"] = _passage_url
    env.globals["rows_html"], env.globals["page_range"], env.globals["next_page"] = rows_html, page_range, next_page
    env.globals["label_column_of"] = partial(_label_column, site_schema(datasette.root))
    # Where the tables are: the one place that says it for templates.
    env.globals["data_name"], env.globals["data_path"] = DATABASE, f"/{DATABASE}"


def _passage_url(citation: Citation) -> str:
    """The link to the article that scrolls to the quote."""
    return text_fragment(citation.source.url, citation.quote)


def _label_column(schema: Schema, table: str) -> str | None:
    """The column that gives the records of a table their label; None for a view."""
    return schema.tables[table].label if table in schema.tables else None


@hookimpl
def extra_template_vars(
    datasette: Datasette, request: Request | None, view_name: str | None, database: str | None, table: str | None
) -> Callable[[], Awaitable[Vars]]:
    """The variables that all pages share, and those of the page at hand."""

    async def variables() -> Vars:
        shared = _shared(datasette, request)
        # A record's page brings what it shows; the release too.
        if DATABASE not in datasette.databases or view_name == "record":
            return shared
        facts = datasette.get_database(DATABASE)
        if view_name == "page" and not facts.is_mutable:
            if datasette not in _RELEASES:
                _RELEASES[datasette] = await facts.execute_fn(load_release)
            return {**shared, "release": _RELEASES[datasette]}
        totals = await totals_of(datasette) if view_name == "index" else None
        load = _loader(datasette, request, view_name, database, table, totals)
        return {**shared, **await facts.execute_fn(load)}

    return variables


def _shared(datasette: Datasette, request: Request | None) -> Vars:
    words = names_of(datasette)
    path = request.path if request else ""
    return {
        "site_title": datasette.metadata("title"),
        "has_charts": bool(datasette.metadata("charts")),
        "site_description": datasette.metadata("description"),
        "words": words,
        "language": language(),
        "languages_first": datasette.metadata("language"),
        "languages": _in_languages(datasette, request) if request else [],
        "licence": (datasette.metadata("license"), datasette.metadata("license_url")),
        "missing": datasette.metadata("missing"),
        "example_query": datasette.metadata("example_query"),
        "here": path,
        "format_names": {each.extension: say(each.title) for each in FORMATS.values()},
        "complete_csv": complete_csv(path, request.query_string) if request else "",
        "draws_rows": False,
        "health_ways": HEALTH_WAYS,
        "can_report": report_url(str(datasette.metadata("report_error") or ""), path.strip("/") or "/"),
    }


def _in_languages(datasette: Datasette, request: Request) -> Sequence[InLanguage]:
    base = _base(datasette, request)
    return page_in_languages(datasette.root, datasette.languages, base, request.path, request.query_string)


def _loader(
    datasette: Datasette,
    request: Request | None,
    view_name: str | None,
    database: str | None,
    table: str | None,
    totals: Totals | None,
) -> Callable[[sqlite3.Connection], Vars]:
    metadata, words = datasette.metadata(), names_of(datasette)

    def load(conn: sqlite3.Connection) -> Vars:
        found: Vars = {"release": load_release(conn)}
        if totals:
            found |= load_front(conn, metadata, words, totals)
        elif view_name == "row" and request and database == DATABASE and table:
            found |= load_row(conn, table, request.url_vars["pks"], words, metadata, _root(datasette, request))
        elif view_name in ("table", "query", "database") and request and database == DATABASE:
            found |= {"draws_rows": True, **choices_of(conn, metadata, request.url_vars.get("table"))}
        return found

    return load


def _base(datasette: Datasette, request: Request) -> str:
    """Where the site is published, without a slash at its end."""
    plain = str(datasette.absolute_url(request, datasette.urls.instance()))
    return str(datasette.metadata("site_url") or plain).rstrip("/")


def _root(datasette: Datasette, request: Request) -> str:
    return str(datasette.absolute_url(request, datasette.urls.instance()))
