"""Gives a whole table or view as CSV in one walk; filtered tables, parts and questions are Datasette's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.serving.asgi import Application, Receive, Scope, Send
from factbook.serving.whole_csv import send_table
from factbook.site.rules import is_ruled
from factbook.site.words import site_schema

_CSV = re.compile(rf"/{DATABASE}/(\w+)\.csv")
#: Arguments that change nothing of a whole table.
_SAME = {"_stream", "_nofacet", "_nocount"}


# First and so near to Datasette: what the site adds to the address of a CSV is there already.
@hookimpl(tryfirst=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Answers for whole tables, where the database cannot change and nothing is closed to anybody."""
    root_path = datasette.setting("base_url").rstrip("/")

    def wrap(app: Application) -> Application:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            table = _table(scope, root_path) if scope["type"] == "http" else None
            database = datasette.databases.get(DATABASE)
            if table is None or database is None or database.is_mutable or not database.path or is_ruled(datasette):
                await app(scope, receive, send)
            else:
                order = await _order(datasette, table)
                await send_table(send, Path(database.path), table, order, scope["method"] == "HEAD")

        return serve

    return wrap


def _table(scope: Scope, root_path: str) -> str | None:
    """The table or view that is asked for whole, None for any other request."""
    found = _CSV.fullmatch(scope["path"].removeprefix(root_path))
    asked = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
    is_whole = ("_size", "max") in asked and any(name == "_stream" and value for name, value in asked)
    if found is None or not is_whole or not all(pair == ("_size", "max") or pair[0] in _SAME for pair in asked):
        return None
    schema = site_schema()
    return found[1] if found[1] in schema.tables or found[1] in schema.views else None


async def _order(datasette: Datasette, table: str) -> list[str]:
    """The columns by which Datasette puts the rows of a table in order, as SQL."""
    words = datasette.table_metadata(DATABASE, table)
    keys = [f'"{key}"' for key in await datasette.get_database(DATABASE).primary_keys(table)]
    if words.get("sort_desc"):
        return [f'"{words["sort_desc"]}" desc', *keys]
    return [f'"{words["sort"]}"', *keys] if words.get("sort") else keys
