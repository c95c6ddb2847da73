"""What a browser must know to answer a question to a table of facts as the site does: filters, order, names.

The SQL of each comparison is Datasette's own, and that of names the site's: nothing of them is written a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from datasette.filters import Filters, TemplatedFilter

from factbook.schema import REGISTER, Column, Table
from factbook.schema.core import SEARCH
from factbook.schema.names import quote_name as q
from factbook.site.names import Names
from factbook.site.pages.filters import is_amount, named_query, say_filter
from factbook.site.pages.units import OFFERED

#: How Datasette asks for one of several values, which it writes out one by one.
_AMONG = {
    "in": "{c} in (select value from json_each(:{p}))",
    "notin": "{c} not in (select value from json_each(:{p}))",
}


def filter_setting(words: Names, rows_on_a_page: int) -> dict[str, Any]:
    """The comparisons by name, how they are said, and the tables of facts by name."""
    comparisons = dict(_comparisons())
    return {
        "comparisons": comparisons,
        "said": {way: say_filter("{column}", way, "{value}") for way in comparisons},
        "said_of_amounts": {way: say_filter("{column}", way, "{value}", of_amounts=True) for way in comparisons},
        "on_a_page": rows_on_a_page,
        "offered": OFFERED,
        "index": SEARCH,
        "tables": {kind: _table(words.schema.tables[kind], words) for kind in words.kinds()},
        "named": {kind: named_query(words.schema.tables[kind]) for kind in words.kinds()},
    }


def _comparisons() -> Iterator[tuple[str, dict[str, Any]]]:
    """SQL with {c} for the column and {p} for the parameter; the form of its value; whether it takes none."""
    for key, _display, takes_none in Filters([]).lookups():
        known = Filters._filters_by_key[key]
        if isinstance(known, TemplatedFilter) and "{t}" not in known.sql_template:
            yield key, {"sql": known.sql_template, "form": known.format, "takes_none": bool(takes_none)}
        elif key in _AMONG:
            yield key, {"sql": _AMONG[key], "form": "list", "takes_none": False}


def _table(table: Table, words: Names) -> dict[str, Any]:
    told, amount = words.tables.get(table.name, {}), words.amounts.get(table.name)
    sort, down = told.get("sort"), told.get("sort_desc")
    first = [q(sort)] if sort else [f"{q(down)} desc"] if down else []
    return {
        "order": ", ".join([*first, q("id")]),
        "amount": {"number": amount.number, "unit": amount.unit} if amount else None,
        "columns": {name: _column(table, column, words) for name, column in table.columns.items()},
    }


def _column(table: Table, column: Column, words: Names) -> dict[str, Any]:
    """Its name for people, what it refers to, its closed list, whether it may be empty, and whether it has amounts."""
    refers = column.references if column.references and column.references != REGISTER and column.name != "id" else ""
    name = words.singular(table.name) if column.name == table.label else words.label(table.name, column.name)
    known = {"refers": refers, "choices": list(column.choices or ()), "required": column.required or None}
    known["amount"] = is_amount(column) or None
    return {"name": name, **{key: value for key, value in known.items() if value}}
