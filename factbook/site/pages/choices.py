"""What may be put into the fields of a canned query: suggestions for a person who does not know the ids.

metadata.yml says of each parameter which list it takes; the lists are the questions below.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from factbook.record import DATABASE

# Each gives value and label, in the order in which a person looks for them.
_LISTS = {
    "sources": "select id, coalesce(title, publisher) from sources order by 2 limit 500",
    "places": "select id, label from facts where kind = 'places' order by label limit 500",
    "participants": """
select distinct facts.id, facts.label from meeting_participants
join facts on facts.id = meeting_participants.participant order by facts.label limit 500""",
    "speakers": """
select distinct facts.id, facts.label from statements
join facts on facts.id = statements.speaker order by facts.label limit 500""",
    "acts": "select distinct act, act from statements order by act",
    "measures": "select distinct indicator, indicator from figures order by indicator limit 500",
    "agreement kinds": "select distinct kind, kind from agreements order by kind",
}


def choices_of(conn: sqlite3.Connection, metadata: Mapping[str, Any], query: str | None) -> dict[str, Any]:
    """The variable `choices`: for each parameter of the canned query its values and labels; empty for other pages."""
    database = (metadata.get("databases") or {}).get(DATABASE) or {}
    wanted = ((database.get("queries") or {}).get(query or "") or {}).get("choices") or {}
    lists = {parameter: _LISTS[name] for parameter, name in wanted.items()}
    return {"choices": {parameter: [tuple(row) for row in conn.execute(sql)] for parameter, sql in lists.items()}}
