"""Questions about the records with certain ids, asked so that SQLite looks them up by their index.

With a list, SQLite goes through small tables whole; a page asks of one record most of the time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

#: What a statement has in the place of the ids.
AMONG = "in (select value from json_each(?))"
_IS = "= ?"


def ask_among(conn: sqlite3.Connection, statement: str, ids: Sequence[str]) -> sqlite3.Cursor:
    """The rows of a statement that has AMONG in it once, for these ids."""
    if len(ids) == 1:
        return conn.execute(statement.replace(AMONG, _IS), [ids[0]])
    return conn.execute(statement, [json.dumps(list(ids))])
