"""Keeps pages over large tables quick: what holds for the whole release is counted at the start; pages are bounded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.site.totals import totals_of


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Count before the first reader asks; views too, beside the tables that the inspect file counts."""

    async def count() -> None:
        database = datasette.databases.get(DATABASE)
        if database is None or database.is_mutable:
            return
        totals = await totals_of(datasette)
        # Datasette takes for tables whatever it finds here at its first look: it looks before views stand here too.
        if database.cached_table_counts and (tables := inspected(datasette)):
            tables |= {name: {"count": rows} for name, rows in totals.views.items()}

    return count


def inspected(datasette: Datasette) -> dict[str, Any]:
    """What the inspect file says of the tables, to which more can be added; empty where there is none."""
    tables: dict[str, Any] = ((datasette.inspect_data or {}).get(DATABASE) or {}).get("tables") or {}
    return tables
