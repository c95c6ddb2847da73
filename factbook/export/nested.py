"""factbook.json: every record with all that belongs to it inside, in the shape in which facts are written.

A table whose rows belong to an owner is a list in the owner's record; where it has one column beside the owner's, the
list holds bare values. What is not stated is null, never left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from factbook.export.content import Content, Row
from factbook.export.shapes import inner_columns, lists_of
from factbook.record import Scalar
from factbook.schema import REGISTER, Schema, Table

SCHEMA_FILE = "factbook.schema.json"
RELEASE = "release"
#: What each record shows of its entry in the register.
REGISTERED = ("id", "label", "checked")
_Owned = Mapping[str, Mapping[Scalar, list[Row]]]


def to_json(content: Content) -> str:
    """The whole as one JSON object: `release`, then a list a table that has no owner, in the order of schema.sql."""
    owned = {name: _by_owner(table, content.rows[name]) for name, table in content.schema.tables.items()}
    register = {row["id"]: row for row in content.rows[REGISTER]}
    whole: dict[str, Any] = {"$schema": SCHEMA_FILE, "title": content.edition.title}
    whole |= {"license": content.edition.license_url, RELEASE: content.rows[RELEASE][0]}
    for table in listed(content.schema):
        whole[table.name] = [_record(row, table, content, owned, register) for row in content.rows[table.name]]
    return dump(whole)


def listed(schema: Schema) -> list[Table]:
    """The tables at the top: those whose rows belong to no other's; the register is in each record."""
    return [table for table in schema.tables.values() if table.owner is None and table.name not in (REGISTER, RELEASE)]


def dump(value: object) -> str:
    """The value as JSON text (RFC 8259), two spaces to a level, a line feed at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _by_owner(table: Table, rows: list[Row]) -> Mapping[Scalar, list[Row]]:
    groups: defaultdict[Scalar, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=_place) if "id" in table.columns else rows:
        groups[row[table.owner] if table.owner else None].append(row)
    return groups


def _place(row: Row) -> tuple[int, str]:
    """Sorts the ids x-1, x-2, x-10 of one owner by their number."""
    return len(str(row["id"])), str(row["id"])


def _record(row: Row, table: Table, content: Content, owned: _Owned, register: Mapping[Scalar, Row]) -> dict[str, Any]:
    entry = {name: register[row["id"]][name] for name in REGISTERED} if table.is_fact else {}
    return {**entry, **row, **_lists(row, table, content, owned)}


def _lists(row: Row, table: Table, content: Content, owned: _Owned) -> dict[str, Any]:
    return {
        key: [_inner(inner, child, content, owned) for inner in owned[child.name].get(row.get("id"), ())]
        for key, child in lists_of(table, content.schema).items()
    }


def _inner(row: Row, table: Table, content: Content, owned: _Owned) -> Any:
    columns = inner_columns(table)
    if len(columns) == 1:
        return row[columns[0]]
    return {**{name: row[name] for name in columns}, **_lists(row, table, content, owned)}
