"""Which fields a release publishes: the one rule of what has to give a reason when it differs later.

What a record says, with its lists; not its id, nor what proves it or what it is also called. A field that a release did
not have yet is none that was empty: what it says now needs no reason.
"""

from __future__ import annotations

from factbook.schema.core import REGISTER, SOURCES
from factbook.schema.model import Schema, Table


def held_tables(schema: Schema) -> list[Table]:
    """The tables whose records are published under ids: of facts, and of articles."""
    return [table for table in schema.roots.values() if table.is_fact or table.name == SOURCES]


def own_lists(schema: Schema, table: Table) -> list[Table]:
    """The lists that say something of a record, in order: neither its evidence nor its other names."""
    lists = schema.children(table.name).values() if table.is_fact else ()
    return [t for t in lists if t.owner and t.columns[t.owner].references != REGISTER]


def fields_of(schema: Schema) -> dict[str, tuple[str, ...]]:
    """By table, the fields whose values are published."""
    return {
        table.name: (*(n for n in table.given if n != "id"), *(t.key for t in own_lists(schema, table)))
        for table in held_tables(schema)
    }
