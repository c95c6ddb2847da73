"""Which rows of a table a page shows: "51-100 of 120".

Datasette's mark of the next page is a row, not a number; the number goes with it in the address, as `_at`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

AT = "_at"


class Rows(NamedTuple):
    """The first and the last row of a page, from 1."""

    first: int
    last: int


def page_range(arguments: Mapping[str, str], shown: int) -> Rows | None:
    """The rows of a page that shows so many; None where the address does not tell, or none is shown."""
    at = arguments.get(AT) or ""
    if not shown or ("_next" in arguments and not (at.isascii() and at.isdigit() and len(at) < 10)):
        return None
    first = int(at) + 1 if "_next" in arguments else 1
    return Rows(first, first + shown - 1)


def next_page(url: str, shown: Rows | None) -> str:
    """The address of the next page, with how many rows are before it."""
    path, _, query = url.partition("?")
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != AT]
    return f"{path}?{urlencode([*kept, *([(AT, str(shown.last))] if shown else [])])}"
