"""JSON Schemas of fact files, for editors that know YAML: one a table, and one with the ids that exist.

They help while writing; `build.py check` decides. JSON Schema draft 7, which YAML language servers read. What YAML
takes for a number may be in a column of text: both are allowed there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from factbook.editor.words import explain, fact_files_of, singular
from factbook.factfiles.defaults import HEAD, OF_CITATION, OF_RECORD
from factbook.rules.near import open_words
from factbook.rules.proof import citable_fields
from factbook.schema import REGISTER, Column, Schema, Table
from factbook.schema.core import CITATIONS
from factbook.schema.json_types import DAY, SLUG, SLUG_LENGTH, TYPES
from factbook.text.dates import PROFILE

FOLDER = ".vscode/schemas"
SETTINGS = ".vscode/settings.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_IDS = "ids.schema.json"
IDS = f"{FOLDER}/{_IDS}"
_SLUG = f"^{SLUG}$"
_DAY = f"^{DAY}$"

Json = dict[str, Any]


@lru_cache(maxsize=4)
def schema_files(schema: Schema) -> Mapping[str, str]:
    """The text of the JSON Schema of each table's fact files, by its path in the project."""
    return {f"{FOLDER}/{table}.schema.json": _text(file_schema(schema, table)) for table in schema.roots}


def settings_file(schema: Schema) -> str:
    """The settings that tie each schema to its fact files, in VS Code."""
    tied = {f"./{FOLDER}/{table}.schema.json": f"/{fact_files_of(table)}" for table in schema.roots}
    return _text({"yaml.schemas": tied})


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def file_schema(schema: Schema, name: str) -> Json:
    """The JSON Schema of a fact file of the table `name`: a list of records."""
    table = schema.tables[name]
    return {
        "$schema": _DRAFT,
        "title": f"facts/{name}",
        "description": table.comment,
        "type": "array",
        "minItems": 1,
        "items": {"if": {"required": [HEAD]}, "then": _head(schema), "else": _record(schema, table)},
    }


def ids_file(
    schema: Schema, labels: Mapping[str, Mapping[str, str]], words: Mapping[str, Mapping[str, int]] | None = None
) -> str:
    """The ids that a reference may give, a definition a table; editors show the label beside each.

    `labels` has the labels of each table's records by id; `words` how often each word of a column without a closed list
    is used, by `table.column`: these are offered, and others may be written.
    """
    referred = {column.references for table in schema.tables.values() for column in table.columns.values()}
    definitions: Json = {
        table: {"enum": list(ids), "markdownEnumDescriptions": list(ids.values())} if ids else {"not": {}}
        for table, ids in ((name, labels.get(name)) for name in (*schema.roots, REGISTER) if name in referred)
    }
    for name in (f"{table.name}.{c.name}" for table in schema.fact_tables.values() for c in open_words(table)):
        used = (words or {}).get(name, {})
        said = [f"used {count} times" for count in used.values()]
        definitions[name] = {"enum": list(used), "markdownEnumDescriptions": said} if used else {"not": {}}
    return _text({"$schema": _DRAFT, "title": "Ids of the records under facts/", "definitions": definitions})


def _head(schema: Schema) -> Json:
    """What is said at the head of a file for all its records."""
    citations = schema.tables[CITATIONS]
    values = {name: _value(citations.columns[name]) for name in OF_CITATION}
    values |= {name: _value(schema.tables[REGISTER].columns[name]) for name in OF_RECORD}
    head = _object(values, []) | {"minProperties": 1}
    return _object(
        {HEAD: {"description": "What all records of this file say unless they say otherwise.", **head}}, [HEAD]
    )


def _record(schema: Schema, table: Table) -> Json:
    columns = schema.keys(table.name)
    properties = {name: _value(column) for name, column in columns.items()}
    for column in open_words(table):
        free = {key: value for key, value in properties[column.name].items() if key != "description"}
        offered = {"$ref": f"{_IDS}#/definitions/{table.name}.{column.name}"}
        properties[column.name] = {"description": explain(column), "anyOf": [offered, free]}
    if "id" in properties:
        properties["id"] |= {"type": "string", "pattern": _SLUG, "maxLength": SLUG_LENGTH}
    for key, child in schema.children(table.name).items():
        properties[key] = {"description": child.comment, **_rows(schema, child, table)}
    # What a head may say is asked for by the check.
    required = [name for name, column in columns.items() if column.required and name not in OF_RECORD]
    if table.needs_proof:
        required.append("citations")
    return _object(properties, required) | {"title": singular(table.name).capitalize(), "description": table.comment}


def _object(properties: Json, required: list[str]) -> Json:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _rows(schema: Schema, child: Table, owner: Table) -> Json:
    """A list of a record: mappings, bare values where one column is enough, or one mapping of two columns."""
    columns = {name: _child_value(column, owner, schema) for name, column in child.given.items()}
    first, *others = child.given.values()
    inner = {
        key: {"description": table.comment, **_rows(schema, table, owner)}
        for key, table in schema.children(child.name).items()
    }
    said = OF_CITATION if child.name == CITATIONS else ()
    required = [name for name, column in child.given.items() if column.required and name not in said]
    items = _object({**columns, **inner}, required) if others else columns[first.name]
    if others and not any(column.required for column in others):
        items = {"anyOf": [columns[first.name], items]}
    rows = {"type": "array", "items": items}
    if not others or (len(others) > 1 and [column for column in others if column.required] != others[:1]):
        return rows
    names = {key: value for key, value in columns[first.name].items() if key in ("enum", "$ref", "pattern")}
    pairs = {"type": "object", "propertyNames": names, "additionalProperties": columns[others[0].name]}
    return {"anyOf": [rows, pairs]}


def _child_value(column: Column, owner: Table, schema: Schema) -> Json:
    value = _value(column)
    # A column of a child table that is called so names a field of its owner.
    return value if column.name != "field" else {**value, "enum": list(citable_fields(schema, owner.name))}


def _value(column: Column) -> Json:
    """A value of the column; nothing is said that YAML's own types would not bear."""
    value: Json = {"description": explain(column)}
    if column.choices:
        return value | {"enum": list(column.choices)}
    if column.references and column.name != "id":
        # Draft 7 ignores what is beside $ref; editors show the description all the same.
        return value | {"$ref": f"{_IDS}#/definitions/{column.references}"}
    if "date" in column.tags:
        year = {"minimum": 1000, "maximum": 9999}
        return value | {"type": ["string", "integer"], "pattern": f"^{PROFILE.pattern}$", **year}
    if column.name == "checked":
        return value | {"type": "string", "pattern": _DAY}
    if column.type in ("INTEGER", "REAL"):
        return value | {"type": TYPES[column.type]}
    return value | {"type": ["string", "number"], "minLength": 1}
