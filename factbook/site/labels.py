"""The labels of the records that cells name, looked up where the page is made.

A page has hundreds of such cells. A question to one of Datasette's threads costs ten times what the look into the index
does, so that these are asked on a connection of their own; and what an immutable file says of an id stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from datasette.database import Database

from factbook.locale import language
from factbook.record import Reference
from factbook.site.cells import find_record
from factbook.site.serving.editions import edition_path

Find = Callable[[str, str], Reference | None]
_MOST = 20_000
_FINDERS: WeakKeyDictionary[Database, dict[str, Find]] = WeakKeyDictionary()


async def label_of(database: Database, id: str, column: str) -> Reference | None:
    """The record or, under a column called `source`, the article with this id."""
    if database.is_mutable or not database.path:
        found: Reference | None = await database.execute_fn(lambda conn: find_record(conn, id, column))
        return found
    finders = _FINDERS.setdefault(database, {})
    if language() not in finders:
        finders[language()] = _label_query(str(edition_path(database)))
    return finders[language()](id, "source" if column == "source" else "fact")


def _label_query(path: str) -> Find:
    # Pages are made in more than one thread: dear ones aside.
    uri = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
    connection, one_at_a_time = sqlite3.connect(uri, uri=True, check_same_thread=False), Lock()

    def find(id: str, column: str) -> Reference | None:
        with one_at_a_time:
            return find_record(connection, id, column)

    return lru_cache(maxsize=_MOST)(find)
