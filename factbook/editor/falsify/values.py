"""The values of a record, each with the kind of falsehood that can be told of it, by the schema's tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factbook.editor.falsify.falsehood import Path, Record, items_at, text_at
from factbook.schema import Column, Schema, Table

#: By tag, the kind of falsehood; the first that a column has.
_BY_TAG = {
    "qualifier": "bound",
    "unit": "unit",
    "number": "number",
    "printed": "words as printed",
    "date": "date",
    "class": "class",
    "words": "words",
}
_DERIVABLE = frozenset({"number", "date", "reference"})


@dataclass(frozen=True)
class Value:
    """One value of a record: where it stands, of which column, and of what kind it is."""

    kind: str
    path: Path
    column: Column
    text: str


def values_of(record: Record, schema: Schema) -> Iterator[Value]:
    """The values of a fact that must be proved by an article or are ours, in the order of the schema."""
    table = schema.tables[record.table]
    if not table.needs_proof:
        return
    derived = derived_fields(record)
    for name, column in table.given.items():
        text, kind = text_at(record.values, (name,)), kind_of(column)
        if text and kind and name != "id":
            kind = f"{kind}, derived" if name in derived and kind in _DERIVABLE else kind
            yield Value(kind, (name,), column, text)
    yield from _listed(record, schema)


def derived_fields(record: Record) -> frozenset[str]:
    """The names of the fields that a derivation gives."""
    found = record.values.get("derivations", {})
    if isinstance(found, dict):
        return frozenset(found)
    return frozenset(text_at(item, ("field",)) for item in found if not isinstance(item, str))


def kind_of(column: Column) -> str | None:
    """The kind of falsehood that can be told of a column's values; None where none is tried."""
    tagged = next((kind for tag, kind in _BY_TAG.items() if has(column, tag)), None)
    if tagged:
        return tagged
    if column.references:
        return "reference"
    if column.choices:
        return "closed list that only sorts"
    if column.type in ("REAL", "INTEGER"):
        return "number"
    return "name in our own words" if has(column, "label") else None


def has(column: Column, tag: str) -> bool:
    """Whether the column has the tag, with words or without."""
    return tag in column.tags


def _listed(record: Record, schema: Schema) -> Iterator[Value]:
    """The items of the lists of references that the record's own table has, and of printed names."""
    for key, table in schema.children(record.table).items():
        if (column := item_column(table, record.table)) is None:
            continue
        for at, item in enumerate(items_at(record.values, key)):
            path: Path = (key, at) if isinstance(item, str) else (key, at, column.name)
            kind = "list of references" if column.references else "words as printed"
            yield Value(kind, path, column, text_at(record.values, path))


def item_column(table: Table, owner: str) -> Column | None:
    """The column that says what an item of the list is: a reference or printed words; None for other lists."""
    first = next(iter(table.given.values()), None)
    if first is None or table.owner is None:
        return None
    if first.references:
        return first if table.columns[table.owner].references == owner else None
    return first if has(first, "printed") else None
