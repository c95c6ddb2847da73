"""factbook.schema.json: a JSON Schema (2020-12) of factbook.json, made from schema.sql, closed to unknown keys."""

from __future__ import annotations

from typing import Any

from factbook.export.content import Content
from factbook.export.nested import REGISTERED, RELEASE, dump, listed
from factbook.export.shapes import described, inner_columns, lists_of
from factbook.schema import REGISTER, Column, Schema, Table
from factbook.schema.json_types import EDTF, TYPES, constraints

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_json_schema(content: Content) -> str:
    """The schema's text: a definition a table, its descriptions and units those of schema.sql."""
    schema = content.schema
    properties: dict[str, Any] = {
        "$schema": {"type": "string", "description": "The file that has this schema."},
        "title": {"type": "string"},
        "license": {"type": ["string", "null"], "description": "Address of the licence of facts and wording."},
        RELEASE: {"$ref": f"#/$defs/{RELEASE}"},
        **{table.name: _list(table.name, table.comment) for table in listed(schema)},
    }
    definitions = {name: _definition(table, schema) for name, table in schema.tables.items() if name != REGISTER}
    head = {"$schema": _DIALECT, "title": content.edition.title, "description": content.description}
    return dump({**head, **_object(properties), "$defs": definitions})


def _definition(table: Table, schema: Schema) -> dict[str, Any]:
    names, register = inner_columns(table), schema.tables[REGISTER]
    if len(names) == 1:
        return {"description": table.comment, **_value(table, table.columns[names[0]])}
    properties = {name: _value(register, register.columns[name]) for name in REGISTERED} if table.is_fact else {}
    properties = {name: _value(table, table.columns[name]) for name in names} | properties
    lists = {key: _list(child.name, child.comment) for key, child in lists_of(table, schema).items()}
    return {"description": table.comment, **_object({**properties, **lists})}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    closed = {"required": list(properties), "additionalProperties": False}
    return {"type": "object", "properties": properties, **closed}


def _list(name: str, comment: str) -> dict[str, Any]:
    return {"type": "array", "description": comment, "items": {"$ref": f"#/$defs/{name}"}}


def _value(table: Table, column: Column) -> dict[str, Any]:
    kind = TYPES[column.type]
    value: dict[str, Any] = {"type": kind if column.required else [kind, "null"], "description": described(column)}
    value |= {name: _anchored(rule) for name, rule in constraints(table, column).items()}
    if column.choices:
        value["enum"] = [*column.choices, *([] if column.required else [None])]
    # Keys that begin with x- are for people and for our own tools: validators pass over them.
    notes = {"x-unit": column.unit, "x-refers-to": column.references}
    notes["x-datatype"] = EDTF if "date" in column.tags else None
    return value | {name: note for name, note in notes.items() if note}


def _anchored(rule: Any) -> Any:
    return f"^(?:{rule})$" if isinstance(rule, str) else rule
