"""Puts the layers of serving/layers.py around Datasette, and tells them what they need to know of the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from factbook.export.csv_tables import FOLDER as TABLES
from factbook.formats import FORMATS
from factbook.locale import is_home
from factbook.record import DATABASE, Release, load_release
from factbook.site.assets import asset_digests
from factbook.site.names import site_schema
from factbook.site.pages.access import is_ruled
from factbook.site.pages.downloads import load_downloads
from factbook.site.pages.error_page import dressed_response, error_response
from factbook.site.pages.filters import meant
from factbook.site.pages.shared import names_of
from factbook.site.plugins.connections import served_file
from factbook.site.plugins.counts import inspected
from factbook.site.plugins.tables import OURS
from factbook.site.serving.asgi import Application
from factbook.site.serving.base_path import below
from factbook.site.serving.editions import edition_path
from factbook.site.serving.layers import Site, wrap
from factbook.site.serving.site_digest import site_digest
from factbook.site.serving.table_csv import Tables
from factbook.site.serving.table_query import Arguments, TableForm
from factbook.site.serving.trusted_host import configured_origin

#: The endings of addresses by media type; of two forms of one type the first.
_FORMS = {
    **{form.media_type: form.extension for form in reversed(FORMATS.values())},
    "application/json": "json",
    "text/csv": "csv",
}


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """The site behind its layers."""
    return lambda app: wrap(app, site_of(datasette))


def site_of(datasette: Datasette) -> Site:
    """What the layers know of an opened site."""
    schema = site_schema(datasette.root)
    root_path = datasette.setting("base_url").rstrip("/")
    return Site(
        environ=os.environ,
        root=datasette.root,
        languages=datasette.languages,
        home=datasette.home,
        root_path=root_path,
        origin=configured_origin(os.environ),
        published=str(datasette.metadata("site_url") or ""),
        error_page=lambda scope, *said: error_response(datasette, below(scope, root_path), *said),
        refusal_page=lambda scope, *said: dressed_response(datasette, below(scope, root_path), *said),
        version=lambda: _version(datasette),
        assets=asset_digests(datasette.root),
        digest=_digest(datasette),
        file=served_file(datasette),
        queries=datasette.metadata("queries", database=DATABASE, fallback=False) or {},
        counts=lambda: _rows(datasette),
        views=schema.views,
        sorted_tables=_sorted_tables(datasette),
        tables=lambda: _tables(datasette),
        forms=_FORMS,
        dear=datasette.dear,
    )


async def _version(datasette: Datasette) -> str | None:
    if DATABASE not in datasette.databases:
        return None
    release: Release = await datasette.get_database(DATABASE).execute_fn(load_release)
    return release.version


def _digest(datasette: Datasette) -> str | None:
    """The digest of a site that cannot change, None of one that can."""
    database = _immutable(datasette)
    return site_digest(datasette.root, Path(database.path)) if database else None


def _immutable(datasette: Datasette) -> Any:
    database = datasette.databases.get(DATABASE)
    return database if database and not database.is_mutable and database.path else None


def _rows(datasette: Datasette) -> Mapping[str, int]:
    return {name: found["count"] for name, found in inspected(datasette).items()}


def _sorted_tables(datasette: Datasette) -> list[str]:
    """The tables with the key `id` that metadata.yml puts in another order."""
    words = datasette.metadata("tables", database=DATABASE, fallback=False) or {}
    tables = site_schema(datasette.root).tables
    by_id = [name for name, table in tables.items() if "id" in table.columns]
    return [name for name in by_id if words.get(name, {}).get("sort") or words.get(name, {}).get("sort_desc")]


def _tables(datasette: Datasette) -> Tables | None:
    database = _immutable(datasette)
    if database is None or is_ruled(datasette):
        return None
    schema = site_schema(datasette.root)
    names = {*schema.tables, *schema.views}
    asked = (partial(_form, datasette), partial(_means_another, datasette), partial(_prepared, datasette))
    return Tables(edition_path(database), names, *asked)


async def _form(datasette: Datasette, table: str) -> TableForm:
    """The columns of a table or view, and those by which Datasette puts its rows in order, as SQL."""
    words, database = datasette.table_metadata(DATABASE, table), datasette.get_database(DATABASE)
    keys = [f'"{key}"' for key in await database.primary_keys(table)]
    order = keys
    if first := words.get("sort_desc") or words.get("sort"):
        order = [f'"{first}"{" desc" if words.get("sort_desc") else ""}', *keys]
    return TableForm(await database.table_columns(table), keys, order)


async def _means_another(datasette: Datasette, name: str, asked: Arguments) -> bool:
    """Whether the address of a fact table means another: names for ids, blank fields of a form."""
    table = site_schema(datasette.root).fact_tables.get(name)
    if table is None:
        return False
    words = names_of(datasette)
    given = [pair for pair in asked if pair[0] not in OURS]
    return await datasette.get_database(DATABASE).execute_fn(lambda conn: meant(conn, table, given, words)) is not None


async def _prepared(datasette: Datasette, table: str) -> str | None:
    """The address of the table's file in an export of this release; exports are in the first language alone."""
    database = datasette.get_database(DATABASE)
    downloads = load_downloads(Path(str(database.path))) if is_home() else None
    path = f"{TABLES}/{table}.csv"
    if downloads is None or downloads.find(path) is None:
        return None
    release: Release = await database.execute_fn(load_release)
    return datasette.urls.path(f"/downloads/{path}") if release.facts_sha256 == downloads.facts_sha256 else None
