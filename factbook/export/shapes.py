"""What schema.sql says of a column, in the words that JSON Schema and Table Schema share.

Constraints are known by their names: `<table>_<column>_is_a_slug` and the like. Patterns hold for the whole value.
"""

from __future__ import annotations

from typing import Any

from factbook.schema import Column, Table

#: Types of SQLite as those of JSON Schema and Table Schema, which call them the same.
TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"

_RULES: dict[str, dict[str, Any]] = {
    "is_a_slug": {"pattern": "[a-z0-9]+(-+[a-z0-9]+)*", "maxLength": 80},
    "is_a_day": {"pattern": "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    "is_http": {"pattern": "https?://.+"},
    "is_hex": {"pattern": "[0-9a-f]{64}"},
    "is_positive": {"minimum": 1},
}


def constraints(table: Table, column: Column) -> dict[str, Any]:
    """The column's constraints but for its closed list: pattern, maxLength, minimum."""
    rules = (rule for name, rule in _RULES.items() if f"{table.name}_{column.name}_{name}" in table.checks)
    return {key: value for rule in rules for key, value in rule.items()}


def described(column: Column) -> str:
    """The column's comment, with what its tags say of its proof."""
    words = [column.comment]
    if "printed" in column.tags:
        words.append("Stands in the quote that proves it, as written here.")
    if "editorial" in column.tags:
        words.append("The factbook's own word: it needs no proof.")
    return " ".join(words)


def inner_columns(table: Table) -> list[str]:
    """The columns that a row shows inside its owner's record: all but the one that names the owner."""
    return [name for name in table.columns if name != table.owner]
