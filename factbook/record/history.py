"""What became of records: what is new or was checked again, corrected, merged or withdrawn, by the `updates` view.

Turns ids, and pages of the view, into frozen records. Like load, it never writes and takes any connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from factbook.record.model import Reference

_UPDATES = """
select what, fact, kind, label, date, version, field, was, reason, merged_into from updates
where (:kind = '' or kind = :kind) and (:all or what <> 'checked') limit :limit offset :offset"""
_OF_RECORD = """
select what, fact, kind, label, date, version, field, was, reason, merged_into from updates
where fact = ? and what <> 'checked'"""
_FACTS = "select id, kind, label from facts where id in (select value from json_each(?))"


@dataclass(frozen=True, slots=True)
class Update:
    """What happened to a record on a day (ISO 8601): it was checked, corrected, merged or withdrawn.

    All but `checked` have a version, the first that has it so, and a reason; a correction has the field and what it
    `was`, in words, if anything; a merger has the record `into` which it went.
    """

    what: str
    record: Reference
    date: str
    version: str | None
    field: str | None
    was: str | None
    reason: str | None
    into: Reference | None

    @property
    def is_end(self) -> bool:
        """Whether the record is no more."""
        return self.what in ("merged", "withdrawn")


@dataclass(frozen=True, slots=True)
class Slice:
    """Which updates are wanted: of a kind ('' for every kind), without those that only say `checked` or with them."""

    kind: str = ""
    only_changes: bool = False


def load_updates(conn: sqlite3.Connection, wanted: Slice, limit: int, offset: int = 0) -> list[Update]:
    """The updates that are wanted, the newest first."""
    return _read(conn, _UPDATES, {**_arguments(wanted), "limit": limit, "offset": offset})


def load_history(conn: sqlite3.Connection, id: str) -> list[Update]:
    """What became of one record since it was published, the newest first: corrections, and its end if it has one."""
    return _read(conn, _OF_RECORD, [id])


def load_end(conn: sqlite3.Connection, id: str) -> Update | None:
    """How the record with this id ended; None where it has not, or was never published."""
    return next((update for update in load_history(conn, id) if update.is_end), None)


def _arguments(wanted: Slice) -> dict[str, str | int]:
    return {"kind": wanted.kind, "all": int(not wanted.only_changes)}


def _read(conn: sqlite3.Connection, query: str, arguments: dict[str, str | int] | list[str]) -> list[Update]:
    rows = conn.execute(query, arguments).fetchall()
    heirs = _references(conn, merged) if (merged := {row[9] for row in rows} - {None}) else {}
    return [
        Update(what, Reference(id, kind, label), date, version, field, was, reason, heirs.get(heir))
        for what, id, kind, label, date, version, field, was, reason, heir in rows
    ]


def _references(conn: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Reference]:
    return {row[0]: Reference(*row) for row in conn.execute(_FACTS, [json.dumps(sorted(ids))])}
