"""datapackage.json: a Data Package (version 2 of the standard) of what is exported.

The tables, and facts.csv, are tabular resources with fields, keys and constraints out of schema.sql; the database and
factbook.json are resources with size and hash. Parquet is left out: it is the same tables once more, and frictionless
reads it through another library, without sizes and hashes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from factbook.export.content import Content
from factbook.export.csv_tables import FOLDER
from factbook.export.files import media_type_of
from factbook.export.flat import FILE, flat_columns
from factbook.export.flat_values import FlatColumn
from factbook.export.nested import dump
from factbook.export.shapes import described
from factbook.formats import UNTITLED, clean_url
from factbook.schema import REGISTER, Column, Table
from factbook.schema.json_types import EDTF, TYPES, constraints

_PROFILES = "https://datapackage.org/profiles/2.0"


def to_datapackage(content: Content, files: Mapping[str, bytes]) -> str:
    """The descriptor's text; `files` are the files of data by path."""
    tables = {f"{FOLDER}/{name}.csv": _of_table(table, content) for name, table in content.schema.tables.items()}
    tables[FILE] = _of_flat(content)
    resources = [_resource(path, data, tables.get(path)) for path, data in files.items()]
    return dump({**_head(content), "resources": sorted(resources, key=lambda resource: "schema" not in resource)})


def _head(content: Content) -> dict[str, Any]:
    edition = content.edition
    head = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": content.name,
        "id": f"sha256:{edition.release.facts_sha256}",
        "title": edition.title,
        "description": content.description,
        "homepage": edition.base_url,
        "version": edition.release.version,
        "licenses": _licenses(content),
        "contributors": [{"title": content.author, "roles": ["creator"]}],
        "keywords": list(content.keywords),
        "sources": [_source(row) for row in content.rows["sources"]],
    }
    return {key: value for key, value in head.items() if value}


def _licenses(content: Content) -> list[dict[str, str]]:
    name, path, title = content.license_name, content.edition.license_url, content.metadata.get("license")
    return [{"name": name, "path": path, "title": str(title)}] if name and path else []


def _source(row: Mapping[str, Any]) -> dict[str, str]:
    return {"title": f"{row['title'] or UNTITLED}, {row['publisher']}", "path": clean_url(row["url"])}


def _resource(path: str, data: bytes, table: dict[str, Any] | None) -> dict[str, Any]:
    name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")
    media_type = media_type_of(path).partition(";")[0]
    size = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    file = {"$schema": f"{_PROFILES}/dataresource.json", "name": name, "path": path, "mediatype": media_type, **size}
    return {**file, "type": "table", "format": "csv", "encoding": "utf-8", **table} if table else file


def _of_table(table: Table, content: Content) -> dict[str, Any]:
    about = {"name": table.name, "title": content.title(table.name), "description": table.comment}
    fields = [_field(table, column) for column in table.columns.values()]
    return {**about, "schema": _schema(fields, table.primary_key, _foreign_keys(table))}


def _of_flat(content: Content) -> dict[str, Any]:
    about = {"name": "flat", "title": "Facts as one table", "description": "A row a fact, with its proofs beside it."}
    fields = [_flat_field(column) for column in flat_columns(content)]
    key = {"fields": ["id"], "reference": {"resource": REGISTER, "fields": ["id"]}}
    return {**about, "schema": _schema(fields, ("id",), [key])}


def _schema(fields: list[dict[str, Any]], key: tuple[str, ...], foreign: list[dict[str, Any]]) -> dict[str, Any]:
    schema = {"$schema": f"{_PROFILES}/tableschema.json", "fields": fields}
    keys = {"primaryKey": list(key), "foreignKeys": foreign}
    return {**schema, "missingValues": [""], **{name: value for name, value in keys.items() if value}}


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    """The keys; one to the table itself names no resource, as version 2 has it."""
    return [
        {"fields": [column.name], "reference": {**_other(column, table), "fields": ["id"]}}
        for column in table.columns.values()
        if column.references
    ]


def _other(column: Column, table: Table) -> dict[str, Any]:
    return {} if column.references == table.name else {"resource": column.references}


def _field(table: Table, column: Column) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True} if column.required else {}
    rules |= {"unique": True} if table.primary_key == (column.name,) else {}
    rules |= constraints(table, column)
    rules |= {"enum": list(column.choices)} if column.choices else {}
    datatype = EDTF if "date" in column.tags else None
    return _described(column.name, TYPES[column.type], described(column), column.unit, datatype, rules)


def _flat_field(column: FlatColumn) -> dict[str, Any]:
    rules = {"required": True, "unique": True} if column.name == "id" else {}
    return _described(column.name, column.type, column.description, column.unit, column.datatype, rules)


def _described(
    name: str, kind: str, comment: str, unit: str | None, datatype: str | None, rules: dict[str, Any]
) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind, "description": comment}
    field |= {"unit": unit, "rdfType": datatype, "constraints": rules}
    return {key: value for key, value in field.items() if value}
