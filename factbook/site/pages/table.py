"""The rows of a table's page as HTML: hundreds of cells, for which a template takes many times as long.

Turns the cells that Datasette has made into table rows; each value is escaped, unless it is markup already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

Cell = Mapping[str, Any]
# From this many characters on a text is given room.
_LONG = 60


def rows_html(rows: Iterable[Iterable[Cell]], address: str, label: str | None) -> Markup:
    """The rows; where `label` is a column, it stands in the place of the key and leads to the record's page.

    `address` is the table's, below which a record's page has its key for a name.
    """
    made = [f"<tr>\n{''.join(_cells(list(row), address, label))}</tr>\n" for row in rows]
    return Markup("".join(made))  # noqa: S704 - each cell is escaped


def _cells(row: list[Cell], address: str, label: str | None) -> Iterator[str]:
    for cell in row:
        if label and cell["value_type"] == "pk":
            name = next((other["value"] for other in row if other["column"] == label), None) or cell["raw"]
            yield f'<td class="first"><a href="{escape(address)}/{escape(cell["raw"])}">{escape(name)}</a></td>\n'
        elif not label or cell["column"] != label:
            long = " long" if isinstance(cell["raw"], str) and len(cell["raw"]) > _LONG else ""
            yield f'<td class="type-{cell["value_type"]}{long}">{escape(cell["value"])}</td>\n'
