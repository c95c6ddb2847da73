"""What a column may hold, in the words that JSON Schema and Table Schema share: types, slugs, days, closed lists.

Constraints are known by their names: `<table>_<column>_is_a_slug` and the like. Patterns hold for the whole value.
"""

from __future__ import annotations

from typing import Any

from factbook.schema.model import Column, Table

#: A permanent id, and how many characters it may have.
SLUG = "[a-z0-9]+(-+[a-z0-9]+)*"
SLUG_LENGTH = 80
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: Types of SQLite as those of JSON Schema and Table Schema, which call them the same.
TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level1"

_RULES: dict[str, dict[str, Any]] = {
    "is_a_slug": {"pattern": SLUG, "maxLength": SLUG_LENGTH},
    "is_a_day": {"pattern": DAY},
    "is_http": {"pattern": "https?://.+"},
    "is_hex": {"pattern": "[0-9a-f]{64}"},
    "is_positive": {"minimum": 1},
}


def constraints(table: Table, column: Column) -> dict[str, Any]:
    """The column's constraints but for its closed list: pattern, maxLength, minimum."""
    rules = (rule for name, rule in _RULES.items() if f"{table.name}_{column.name}_{name}" in table.checks)
    return {key: value for rule in rules for key, value in rule.items()}
