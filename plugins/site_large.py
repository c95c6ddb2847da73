"""Keeps pages over large tables quick: what holds for the whole release is counted at the start; pages are bounded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.serving.asgi import Application
from factbook.serving.large import bounded
from factbook.site.standing import standing_of
from factbook.site.words import site_schema


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Count before the first reader asks; views too, beside the tables that the inspect file counts."""

    async def count() -> None:
        database = datasette.databases.get(DATABASE)
        if database is None or database.is_mutable:
            return
        standing = await standing_of(database)
        # Datasette takes for tables whatever it finds here at its first look: it looks before views stand here too.
        if database.cached_table_counts and (tables := _counts(datasette)):
            tables |= {name: {"count": rows} for name, rows in standing.views.items()}

    return count


# First and so near to Datasette: the address that a page is kept under is the one that was asked.
@hookimpl(tryfirst=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Bounds the pages of tables."""
    root_path = datasette.setting("base_url").rstrip("/")

    def rows() -> Mapping[str, int]:
        return {name: found["count"] for name, found in _counts(datasette).items()}

    words = datasette.metadata("tables", database=DATABASE, fallback=False) or {}
    schema = site_schema()
    by_id = [name for name, table in schema.tables.items() if "id" in table.columns]
    sorts = [name for name in by_id if words.get(name, {}).get("sort") or words.get(name, {}).get("sort_desc")]
    return lambda app: bounded(app, root_path, rows, schema.views, sorts)


def _counts(datasette: Datasette) -> dict[str, Any]:
    """What the inspect file says of the tables, to which more can be added; empty where there is none."""
    tables: dict[str, Any] = ((datasette.inspect_data or {}).get(DATABASE) or {}).get("tables") or {}
    return tables
