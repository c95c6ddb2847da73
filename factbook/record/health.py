"""How sound a record is, as the view `record_health` works it out from its evidence."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_HEALTH = """
select proved, reckoned, inferred, worded, articles, independent, newest_article, agrees_elsewhere, differs_elsewhere,
  checked, checked_by
from record_health where fact = ?"""


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of a record's values by how they are known, of articles, and of what other pages say; and its checks.

    `independent` counts articles that are independent of one another; `newest` is the day of the newest one (EDTF);
    `checked` is a day (ISO 8601), `readers` are those who checked it beside its writer, None where there are none.
    """

    proved: int
    reckoned: int
    inferred: int
    worded: int
    articles: int
    independent: int
    newest: str | None
    agrees: int
    differs: int
    checked: str
    readers: str | None


def load_health(conn: sqlite3.Connection, id: str) -> Health | None:
    """The health of the record with this id, None where there is none."""
    row = conn.execute(_HEALTH, [id]).fetchone()
    return Health(*row) if row else None
