"""Where records refer to one another in fact files, and metadata.yml to its example: found, and led to another record.

Goes by the schema: a value refers where its column does. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.editor.workspace import Workspace
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.read import FactNode
from factbook.factfiles.rows import columns_of
from factbook.schema import Schema, Table
from factbook.yaml_nodes import compose_yaml, node_under, read_utf8


class Referring(NamedTuple):
    """A record that refers to another, and the key under which it does."""

    record: FactNode
    key: str


def referring(workspace: Workspace, id: str) -> Iterator[Referring]:
    """Every key of every record that refers to the id."""
    for _, record in workspace.records():
        for key, value in record.values.items():
            if _pointed(workspace.schema, record.table, key, value, id, "\0") != value:
                yield Referring(record, key)


def point_all(workspace: Workspace, old: str, new: str) -> int:
    """Lead every reference to `old` to `new`; returns how many keys of records that were."""
    count = 0
    for path, record in workspace.records():
        pointed = {
            key: wanted
            for key, value in record.values.items()
            if (wanted := _pointed(workspace.schema, record.table, key, value, old, new)) != value
        }
        if pointed:
            workspace.change(path, record, pointed)
            count += len(pointed)
    return count


def point_example(workspace: Workspace, old: str, new: str) -> int:
    """Lead the `example` of metadata.yml to `new` where it is `old`; returns how many keys that were."""
    path = workspace.project.metadata
    text = read_utf8(path) if path.is_file() else ""
    node = node_under("example", compose_yaml(path.name, text))
    if node is None or node.value != old:
        return 0
    start, end = node.start_mark.index, node.end_mark.index
    workspace.others[path] = text[:start] + text[start:end].replace(old, new) + text[end:]
    return 1


def pointed_values(schema: Schema, record: FactNode, old: str, new: str) -> dict[str, YamlValue]:
    """The record's values with each reference to `old` led to `new`."""
    return {key: _pointed(schema, record.table, key, value, old, new) for key, value in record.values.items()}


def _pointed(schema: Schema, table: str, key: str, value: YamlValue, old: str, new: str) -> YamlValue:
    if table not in schema.tables:
        return value
    child = schema.children(table).get(key)
    if child:
        return _pointed_list(child, value, old, new)
    column = schema.tables[table].columns.get(key)
    is_reference = column is not None and column.references and column.name != "id"
    return new if is_reference and value == old else value


def _pointed_list(table: Table, value: YamlValue, old: str, new: str) -> YamlValue:
    names = [name for name, column in table.given.items() if column.references]
    first, *others = columns_of(table)
    if isinstance(value, list):
        rows = [_pointed_row(row, first, names, old, new) for row in value]
        return [row for at, row in enumerate(rows) if row not in rows[:at]]
    if isinstance(value, dict):
        led = {new if first in names and k == old else k: v for k, v in value.items()}
        return {k: new if set(others) & set(names) and v == old else v for k, v in led.items()}
    return value


def _pointed_row(row: YamlValue, first: str, names: list[str], old: str, new: str) -> YamlValue:
    if isinstance(row, dict):
        return {name: new if name in names and value == old else value for name, value in row.items()}
    return new if first in names and row == old else row
