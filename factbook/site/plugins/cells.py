"""Publishes the comments of schema.sql as Datasette's column descriptions, and shows cells as people read them."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from markupsafe import Markup

from factbook.locale import at_home
from factbook.record import DATABASE
from factbook.site.cells import OWN_ROWS, record_named, show_cell, show_record
from factbook.site.labels import label_of
from factbook.site.names import column_comments, site_schema
from factbook.site.pages.shared import names_of

# Not empty: Datasette would make its own.
_UNSEEN = " "
Shown = Markup | str | None


@hookimpl
def startup(datasette: Datasette) -> None:
    """Write column descriptions into the metadata, where metadata.yml's own words win over them.

    Once, since what the hook `get_metadata` gives is merged anew each time that a page asks for a word of the metadata;
    in the project's own language, whatever that of the first request, which is what starts a site without a server.
    """
    local = datasette._metadata_local
    tables = local.setdefault("databases", {}).setdefault(DATABASE, {}).setdefault("tables", {})
    with at_home(datasette.home, datasette.root):
        comments = column_comments(site_schema(datasette.root))
    for table, columns in comments.items():
        words = tables.setdefault(table, {})
        words["columns"] = {**columns, **words.get("columns", {})}


@hookimpl
def render_cell(
    value: Any, column: str, table: str | None, database: str, datasette: Datasette
) -> Shown | Awaitable[Shown]:
    """The cell in words: records by their label, dates and numbers as read; None leaves it to Datasette."""
    if database != DATABASE:
        return None
    if table and table == OWN_ROWS.get():
        return _UNSEEN
    words = names_of(datasette)
    if id := record_named(value, column, table, words):
        return _labelled(datasette, id, column)
    return show_cell(value, column, table, words)


async def _labelled(datasette: Datasette, id: str, column: str) -> Shown:
    record = await label_of(datasette.get_database(DATABASE), id, column)
    return show_record(record) if record else None
