"""The rows of a table's page as HTML: hundreds of cells, for which a template takes many times as long.

Turns the cells that Datasette has made into table rows; each value is escaped, unless it is markup already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from factbook.formats.entry import UNTITLED
from factbook.locale import _
from factbook.site.names import Names

Cell = Mapping[str, Any]
# From this many characters on a text is given room.
_LONG = 60


def rows_html(
    rows: Iterable[Iterable[Cell]], address: str, label: str | None, columns: Collection[str], words: Names, table: str
) -> Markup:
    """The rows of `columns`; where `label` is a column, it stands in the place of the key and leads to its page.

    `address` is the table's, below which a record's page has its key for a name. Each cell says its column's name,
    which phones show beside it. An article without a title says so.
    """
    unnamed = _(UNTITLED) if table == "sources" else ""
    names = {column: words.label(table, column) for column in columns}
    made = [f'<tr role="row">\n{"".join(_cells(list(row), address, label, names, unnamed))}</tr>\n' for row in rows]
    return Markup("".join(made))  # noqa: S704 - each cell is escaped


def _cells(row: list[Cell], address: str, label: str | None, names: Mapping[str, str], unnamed: str) -> Iterator[str]:
    for cell in row:
        if label and cell["value_type"] == "pk":
            found = (other["value"] for other in row if other["column"] == label and other["raw"] is not None)
            name = next(found, unnamed or cell["raw"])
            link = f'<a href="{escape(address)}/{escape(cell["raw"])}">{escape(name)}</a>'
            yield f'<th scope="row" role="rowheader">{link}</th>\n'
        elif cell["column"] in names and cell["column"] != label:
            yield _cell(cell, names[cell["column"]])


def _cell(cell: Cell, name: str) -> str:
    long = " long" if isinstance(cell["raw"], str) and len(cell["raw"]) > _LONG else ""
    kind = f"type-{cell['value_type']}{long}"
    return f'<td role="cell" class="{kind}" data-label="{escape(name)}">{escape(cell["value"])}</td>\n'
