"""Facts and articles of a kept release as records of today: by the names that do not change, and what else it has.

Turns rows of a database of any older schema into `Fact` and `Source`, for whoever cites them; what that release does
not know is left out, never taken from a later one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from factbook.record.kept import KeptRecord, Row, load_kept_record
from factbook.record.load import tags_in
from factbook.record.model import Citation, Derivation, Fact, Reference, Source, Value


def load_kept_fact(conn: sqlite3.Connection, table: str, id: str) -> Fact | None:
    """The fact of that table and id as the release had it; None where it had none."""
    record = load_kept_record(conn, table, id)
    found = conn.execute("select checked from facts where id = ? and kind = ?", (id, table)).fetchone()
    if record is None or found is None:
        return None
    return Fact(
        id, table, record.label, str(found[0]), _values(conn, record), (), _citations(conn, record),
        _derivations(record), (), form=_known(conn, "claim_forms").get(table, ""), roles=_known(conn, "kind_roles"),
    )  # fmt: skip


def load_kept_source(conn: sqlite3.Connection, id: str) -> Source | None:
    """The article with this id as the release had it; None where it had none."""
    row = conn.execute("select * from sources where id = ?", (id,)).fetchone()
    if row is None:
        return None
    known: dict[str, Any] = dict(row)
    found: dict[str, Any] = {field.name: known.get(field.name) for field in fields(Source)}
    return Source(**found)


def _values(conn: sqlite3.Connection, record: KeptRecord) -> tuple[Value, ...]:
    (declared,) = conn.execute("select sql from sqlite_master where name = ?", (record.table,)).fetchone()
    tags = tags_in(str(declared))
    targets = {name: _reference(conn, str(record.row[name])) for name in _references(conn, record) & set(record.row)}
    return tuple(
        Value(name, value, targets.get(name), "date" in tags.get(name, {}), (), None, tags=tags.get(name, {}))
        for name, value in record.row.items()
        if name != "id"
    )


def _references(conn: sqlite3.Connection, record: KeptRecord) -> set[str]:
    keys = conn.execute('select "from" from pragma_foreign_key_list(?)', (record.table,))
    return {str(row[0]) for row in keys} - {"id"}


def _reference(conn: sqlite3.Connection, id: str) -> Reference | None:
    row = conn.execute("select id, kind, label from facts where id = ?", (id,)).fetchone()
    return Reference(*row) if row else None


def _citations(conn: sqlite3.Connection, record: KeptRecord) -> tuple[Citation, ...]:
    fact = Reference(record.id, record.table, record.label)
    return tuple(_citation(conn, fact, number, row) for number, row in enumerate(record.passages, 1))


def _citation(conn: sqlite3.Connection, fact: Reference, number: int, row: Row) -> Citation:
    source, speaker = load_kept_source(conn, str(row["source"])), row.get("speaker")
    assert source is not None  # the passage refers to it
    return Citation(
        id=str(row["id"]),
        number=number,
        fact=fact,
        source=source,
        paragraph=int(row["paragraph"] or 0),
        quote=str(row["quote"]),
        voice=str(row.get("voice") or "reporter"),
        speaker=_reference(conn, str(speaker)) if speaker else None,
        fields=tuple(str(row.get("fields") or "").split(", ")),
        start=int(row.get("start") or 0),
        end=int(row.get("end") or 0),
    )


def _derivations(record: KeptRecord) -> tuple[Derivation, ...]:
    rows = record.lists.get("derivations", ())
    return tuple(Derivation(str(row["field"]), str(row["reason"])) for row in rows)


def _known(conn: sqlite3.Connection, view: str) -> Mapping[str, str]:
    """The rows of a view of two columns, none in a release that has no such view."""
    if not conn.execute("select 1 from sqlite_master where name = ?", (view,)).fetchone():
        return {}
    return {str(row[0]): str(row[1]) for row in conn.execute(f'select * from "{view}"')}  # noqa: S608 - a name of ours
