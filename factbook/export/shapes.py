"""What schema.sql says of a column, in the words that JSON Schema and Table Schema share."""

from __future__ import annotations

from factbook.schema import Column, Schema, Table

#: What the build makes of each fact: how its values are known, and its words in other languages.
PROOFS, TRANSLATIONS = "proofs", "translations"


def described(column: Column) -> str:
    """The column's comment, with what its tags say of its proof."""
    words = [column.comment]
    if "printed" in column.tags:
        words.append("Stands in the quote that proves it, as written here.")
    if "editorial" in column.tags:
        words.append("The factbook's own word: it needs no proof.")
    return " ".join(words)


def lists_of(table: Table, schema: Schema) -> dict[str, Table]:
    """The tables whose rows a record shows as lists, by their keys: those that its file gives, and what follows."""
    made = {name: schema.tables[name] for name in (PROOFS, TRANSLATIONS)} if table.is_fact else {}
    return {**schema.children(table.name), **made}


def inner_columns(table: Table) -> list[str]:
    """The columns that a row shows inside its owner's record: all but the one that names the owner."""
    return [name for name in table.columns if name != table.owner]
