"""What an address asks of a table by a name that there is not: a sentence with those that there are, near ones first.

Datasette passes over some such names, so that a page would show all rows as if they were those that were asked for;
others it leaves to SQLite, which knows no more than that there is no such column.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from datasette.filters import Filters

from factbook.locale import _

_FACETS = ("_facet", "_facet_array", "_facet_date", "_facet_size")
_SORTS, _COLUMNS = ("_sort", "_sort_desc"), ("_col", "_nocol")
_ROWID, _LONGEST, _NEAR = "rowid", 80, 0.5


class AskedTable(NamedTuple):
    """A table or view as an address may ask for it: its columns, its key, those to sort by and to search in."""

    name: str
    columns: Sequence[str]
    keys: Sequence[str]
    sortable: Sequence[str]
    searched: Sequence[str]


def unknown_name(arguments: Iterable[tuple[str, str]], table: AskedTable) -> str | None:
    """What is wrong with the first argument, name and value, that the table cannot answer; None where there is none."""
    return next(filter(None, (_fault(name, value, table) for name, value in arguments)), None)


def near_first(name: str, names: Sequence[str]) -> str:
    """The names in a list, those that are like the one first."""
    near = get_close_matches(name.casefold(), names, 3, _NEAR)
    return ", ".join(dict.fromkeys([*near, *names]))


def _fault(name: str, value: str, table: AskedTable) -> str | None:
    if name in _SORTS:
        return _of_order(value, table) if value and value not in (*table.sortable, _ROWID) else None
    if name in _COLUMNS:
        return _of_columns(name, value, table)
    if name.startswith("_facet"):
        return _of_facet(name, value, table)
    if name.startswith("_search") and name != "_searchmode":
        return _of_search(name.removeprefix("_search").removeprefix("_"), table) if value else None
    return _of_filter(name, table) if not name.startswith("_") or "__" in name else None


def _of_order(column: str, table: AskedTable) -> str:
    columns = near_first(column, table.sortable)
    return _(
        "The table cannot be sorted by %(column)s. It can be sorted by %(columns)s.",
        column=column[:_LONGEST],
        columns=columns,
    )


def _of_columns(name: str, column: str, table: AskedTable) -> str | None:
    if column not in table.columns:
        return _no_column(column, table)
    if name == "_nocol" and column in table.keys:
        return _("The column %(column)s tells the rows apart, and is always shown.", column=column)
    return None


def _of_facet(name: str, value: str, table: AskedTable) -> str | None:
    if name not in _FACETS:
        return _unsayable(name, _FACETS)
    if name == "_facet_size":
        return None
    column = _column_of(value) if value.startswith("{") else value
    return _no_column(column, table) if column is not None and column not in (*table.columns, _ROWID) else None


def _column_of(facet: str) -> str | None:
    """The column of a facet that is written in JSON; None where Datasette says itself that it cannot be read."""
    try:
        column = json.loads(facet).get("column")
    except ValueError:
        return None
    return column if isinstance(column, str) else None


def _of_search(column: str, table: AskedTable) -> str | None:
    if not table.searched:
        return _("The table %(table)s cannot be searched. It can be filtered by its columns.", table=table.name)
    if column and column not in table.searched:
        columns = near_first(column, table.searched)
        return _(
            "The table cannot be searched by %(column)s. It can be searched by %(columns)s.",
            column=column[:_LONGEST],
            columns=columns,
        )
    return None


def _of_filter(name: str, table: AskedTable) -> str | None:
    column, parted, comparison = name.rpartition("__")
    known = (*table.columns, _ROWID)
    if name in known:
        return None
    said, comparisons = f"{parted}{comparison}", _comparisons()
    if parted and column in known:
        return None if said in comparisons else _unsayable(said, comparisons)
    return _no_column(column if said in comparisons else name, table)


def _comparisons() -> tuple[str, ...]:
    """What may follow a column in an address: Datasette's, with those of a record's health once the site is open."""
    return tuple(f"__{key}" for key, _name, _is_argument in Filters([]).lookups())


def _no_column(column: str, table: AskedTable) -> str:
    named = {"column": column[:_LONGEST], "table": table.name, "columns": near_first(column, table.columns)}
    return _("There is no column %(column)s in %(table)s. It has %(columns)s.", **named)


def _unsayable(name: str, names: Sequence[str]) -> str:
    return _(
        "An address cannot say %(name)s. It can say %(names)s.", name=name[:_LONGEST], names=near_first(name, names)
    )
