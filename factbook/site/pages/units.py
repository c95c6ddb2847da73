"""Whether a table that is put in order by its amount mixes units: then the order says nothing, and the page says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette.filters import Filters

from factbook.schema import Table
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.filters import Arguments, is_filter

#: Units that are offered to choose one of.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Mixed:
    """The units of the rows, the most frequent first, each with the query string of its rows only."""

    units: tuple[tuple[str, str], ...]
    more: bool


def units_mixed(conn: sqlite3.Connection, table: Table, arguments: Arguments, words: Names) -> Mixed | None:
    """The units of the rows that the arguments ask for; None where they are not sorted by amount, or have one unit."""
    amount = words.amounts.get(table.name)
    is_sorted = amount and {("_sort", amount.number), ("_sort_desc", amount.number)} & {*arguments}
    return units_of(conn, table, arguments, words) if is_sorted else None


def units_of(conn: sqlite3.Connection, table: Table, arguments: Arguments, words: Names) -> Mixed | None:
    """The units of the rows that the arguments ask for; None where they have one unit, or no amount."""
    amount = words.amounts.get(table.name)
    if amount is None:
        return None
    units = _units(conn, table, amount.unit, [pair for pair in arguments if is_filter(pair[0])])
    kept = [pair for pair in arguments if pair[0] != "_next"]
    offered = tuple((unit, urlencode([*kept, (amount.unit, unit)])) for unit in units[:OFFERED])
    return Mixed(offered, len(units) > OFFERED) if len(units) > 1 else None


def _units(conn: sqlite3.Connection, table: Table, unit: str, filters: Sequence[tuple[str, str]]) -> list[str]:
    clauses, values = Filters(sorted(filters)).build_where_clauses(table.name)
    where = f"where {' and '.join(clauses)}" if clauses else ""
    query = f"select {q(unit)} from {q(table.name)} {where} group by 1 order by count(*) desc, 1"  # noqa: S608 - the schema's own names
    return [str(row[0]) for row in conn.execute(query, values) if row[0] is not None]
