"""The address of a table's CSV to one question to the database: filters and order, as Datasette reads them.

Only what is known here whole is turned into SQL; for all else the answer is Datasette's, page by page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from datasette.filters import Filters

#: Names and values of an address's query, in their order.
Arguments = Sequence[tuple[str, str]]
#: Arguments that change nothing of the rows of a stream.
_IDLE = {"_stream", "_size", "_nofacet", "_nocount", "_facet", "_facet_size", "_facet_array", "_facet_date"}
_SORTS = {"_sort": "", "_sort_desc": " desc"}


class TableForm(NamedTuple):
    """A table or view: its columns, those of its key, and the terms that put its rows in order, as SQL."""

    columns: Collection[str]
    keys: Sequence[str]
    order: Sequence[str]


class TableQuery(NamedTuple):
    """The statement that gives the rows, the values in it, and whether it gives all of them in their own order.

    `unsorted` gives the same rows in any order. Names in a statement are those of the schema; whatever somebody has
    typed is a value.
    """

    sql: str
    values: Mapping[str, object]
    is_whole: bool
    unsorted: str


def table_query(table: str, asked: Arguments, form: TableForm) -> TableQuery | None:
    """What an address asks of a table; None where only Datasette can tell, or no rows are asked for as a stream."""
    if not any(name == "_stream" and value for name, value in asked):
        return None
    filters = sorted((name, value) for name, value in asked if name not in _IDLE and name not in _SORTS)
    sorts = [(name, value) for name, value in asked if name in _SORTS]
    if not all(_is_filter(name, form) for name, _ in filters) or not _is_order(sorts, form):
        return None
    where, values = Filters(filters).build_where_clauses(table)
    order = [*(f'"{column}"{_SORTS[name]}' for name, column in sorts), *form.keys] if sorts else form.order
    rows = f'select * from "{table}"'  # noqa: S608 - as said
    rows += f" where {' and '.join(where)}" if where else ""
    sql = f"{rows} order by {', '.join(order)}" if order else rows
    return TableQuery(sql, values, not where and not sorts, rows)


def _is_filter(name: str, form: TableForm) -> bool:
    column, _, lookup = name.rpartition("__") if "__" in name else (name, "", "exact")
    return column in form.columns and any(lookup == key for key, _, _ in Filters([]).lookups())


def _is_order(sorts: Arguments, form: TableForm) -> bool:
    return len(sorts) < 2 and all(column in form.columns for _, column in sorts)
