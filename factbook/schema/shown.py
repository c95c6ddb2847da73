"""The columns that the page of a fact table can show beside its own: several put into words as one.

Their keys stand in addresses and in `shown` of a table in metadata.yml, beside names of columns and lists.
"""

from __future__ import annotations

from factbook.schema.model import Schema

AMOUNT, WHEN, SAID_BY, READ_IN, OTHERS = "amount-in-words", "when-in-words", "said-by", "read-in", "other-sources"
COMPOSED = (AMOUNT, WHEN, SAID_BY, READ_IN, OTHERS)


def shown_keys(schema: Schema, table: str) -> tuple[str, ...]:
    """The keys that `shown` of a fact table may name; its own columns first."""
    return (*schema.tables[table].columns, *schema.children(table), *COMPOSED)
