"""What a page of a large table does without: the address is changed before Datasette reads it.

A page shows 200 rows at most, whatever it is asked for; files give as many as they are asked for. And where the rows of
a large table would have to be walked through, to count them by column or to put them in order, that is done when
somebody asks for it: what filters leave over is in the order of its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import parse_qsl

from factbook.record import DATABASE
from factbook.site.serving.asgi import Application, Receive, Scope, Send

#: Rows of a table that one page shows; rows from which on a table is large.
SHOWN, LARGE = 200, 50_000
_TABLE = re.compile(rf"/{DATABASE}/(?P<name>[^/.]+)(?P<ending>\.\w+)?")


def with_page_bounds(
    app: Application,
    root_path: str,
    counts: Callable[[], Mapping[str, int]],
    views: Collection[str],
    sorts: Collection[str],
) -> Application:
    """The application, with pages of large tables bounded; `counts` gives the rows of tables and views by name.

    A whole table is counted and sorted along its indexes; a view has none, and nor have the rows that filters leave
    over. `sorts` are tables with the key `id` that have another order where nobody asks for one.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        table = _TABLE.fullmatch(scope["path"].removeprefix(root_path)) if scope["type"] == "http" else None
        if table:
            is_large = counts().get(table["name"], 0) > LARGE
            name = table["name"]
            scope = _changed(scope, not table["ending"], is_large, name in views, name in sorts)
        await app(scope, receive, send)

    return answer


def _changed(scope: Scope, is_page: bool, is_large: bool, is_view: bool, sorts: bool) -> Scope:
    asked = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
    added = []
    if is_page and any(name == "_size" and _is_long(value) for name, value in asked):
        added.append(f"_size={SHOWN}")
    is_facet_long = any(name == "_facet_size" and _is_long(value) for name, value in asked)
    is_left_over = is_large and any(map(_is_filter, asked))
    if (is_left_over or (is_large and is_view)) and not any("facet" in name for name, _ in asked):
        added.append("_nofacet=on")
    if is_left_over and sorts and not any(name.startswith("_sort") for name, _ in asked):
        added.append("_sort=id")
    if is_facet_long:
        added.append(f"_facet_size={SHOWN}")
    if not added:
        return scope
    kept = scope["query_string"]
    if is_facet_long:
        kept = b"&".join(part for part in kept.split(b"&") if not part.startswith(b"_facet_size="))
    if added[0].startswith("_size"):
        kept = b"&".join(part for part in kept.split(b"&") if not part.startswith(b"_size="))
    return {**scope, "query_string": b"&".join(filter(None, [kept, *(each.encode() for each in added)]))}


def _is_long(size: str) -> bool:
    """Whether Datasette would show more rows; what is no size at all it refuses itself."""
    return size == "max" or (size.isascii() and size.isdigit() and int(size) > SHOWN)


def _is_filter(argument: tuple[str, str]) -> bool:
    name, _ = argument
    return not name.startswith("_") or name.startswith(("_search", "_where", "_through"))
