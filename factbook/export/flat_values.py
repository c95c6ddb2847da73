"""The columns of facts.csv that come from the tables of facts: a column of several tables is one column here.

A reference has two, the id and, for people, the label. A table's own `kind` is called `subkind`, since `kind` is the
table. The column that gives a record its label is left out: `label` holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from factbook.export.content import Content, Row
from factbook.export.shapes import inner_columns
from factbook.record import Fact, Scalar
from factbook.schema import Column, Table
from factbook.schema.json_types import EDTF, TYPES

_RENAMED = {"kind": "subkind"}
_EVIDENCE = ("citations", "derivations", "cross_checks")


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column: `type` is Table Schema's, `unit` that of its numbers, `datatype` the address of a finer type."""

    name: str
    type: str
    description: str
    value: Callable[[Fact], Scalar]
    unit: str | None = None
    datatype: str | None = None


def joined(texts: Iterable[str]) -> str | None:
    """The texts in one cell, semicolons between; None where there are none."""
    return "; ".join(texts) or None


def value_columns(content: Content) -> Iterator[FlatColumn]:
    """The columns of all fact tables, in the order of schema.sql."""
    rows = {row["id"]: row for table in _fact_tables(content) for row in content.rows[table.name]}
    for same in _columns_by_name(content).values():
        yield from _value_column(same, rows, content)


def list_columns(content: Content) -> Iterator[FlatColumn]:
    """The lists that records have, but for their evidence: ids or texts, and labels where they are ids."""
    children = (t for table in _fact_tables(content) for t in content.schema.children(table.name).values())
    for table in {t.name: t for t in children if t.name not in _EVIDENCE}.values():
        yield from _list_column(table, content)


def _fact_tables(content: Content) -> list[Table]:
    return [table for table in content.schema.tables.values() if table.is_fact]


def _columns_by_name(content: Content) -> dict[str, dict[str, Column]]:
    """The columns that share a name, by that name and then by their table."""
    names: dict[str, dict[str, Column]] = {}
    for table in _fact_tables(content):
        for column in table.columns.values():
            if column.name != "id" and (column.name != table.label or table.label_template):
                names.setdefault(column.name, {})[table.name] = column
    return names


def _value_column(same: dict[str, Column], rows: dict[Scalar, Row], content: Content) -> Iterator[FlatColumn]:
    column = next(iter(same.values()))
    name, labels = _RENAMED.get(column.name, column.name), content.labels
    datatype = EDTF if "date" in column.tags else None

    def value(fact: Fact) -> Scalar:
        return rows[fact.id].get(column.name)

    yield FlatColumn(name, TYPES[column.type], _comment(same), value, column.unit, datatype)
    if column.references:
        yield FlatColumn(f"{name}_label", "string", f"Label of {name}.", lambda fact: labels.get(value(fact)))


def _comment(same: dict[str, Column]) -> str:
    """What the column holds; table by table where that differs."""
    comments = {column.comment for column in same.values()}
    if len(comments) == 1:
        return comments.pop()
    return " ".join(f"Of {table}: {column.comment}" for table, column in same.items())


def _list_column(table: Table, content: Content) -> Iterator[FlatColumn]:
    first, *rest = inner_columns(table)
    owned: defaultdict[Scalar, list[Row]] = defaultdict(list)
    for row in content.rows[table.name]:
        owned[row[table.owner or ""]].append(row)

    def labelled(row: Row) -> str:
        more = joined(str(row[name]) for name in rest if row[name] is not None)
        return content.labels[row[first]] + (f" ({more})" if more else "")

    yield FlatColumn(table.key, "string", table.comment, lambda f: joined(str(row[first]) for row in owned[f.id]))
    if table.columns[first].references:
        comment = f"Labels of {table.key}, with role or reason."
        yield FlatColumn(f"{table.key}_label", "string", comment, lambda f: joined(map(labelled, owned[f.id])))
