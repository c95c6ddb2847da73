"""What may be put into the fields of a canned query: suggestions for a person who does not know the ids.

metadata.yml says of each parameter which list it takes, and how a list is asked for: SQL that gives value and label.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from factbook.record import DATABASE


def choices_of(conn: sqlite3.Connection, metadata: Mapping[str, Any], query: str | None) -> dict[str, Any]:
    """The variable `choices`: for each parameter of the canned query its values and labels; empty for other pages."""
    database = (metadata.get("databases") or {}).get(DATABASE) or {}
    wanted = ((database.get("queries") or {}).get(query or "") or {}).get("choices") or {}
    known = metadata.get("choices") or {}
    lists = {parameter: known[name] for parameter, name in wanted.items() if name in known}
    return {"choices": {parameter: [tuple(row) for row in conn.execute(sql)] for parameter, sql in lists.items()}}
