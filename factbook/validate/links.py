"""Rows that a record gives of child tables, and references from record to record."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.problems import Problem
from factbook.read import Block, Items, Mark, Node, Record
from factbook.rows import Row, rows_in
from factbook.schema import REGISTER, Column
from factbook.validate.facts import Facts, at_key, close, problem_at
from factbook.validate.values import column_problems, is_placeholder


def check_rows(record: Record, facts: Facts) -> Iterator[Problem]:
    """Rows of child tables that do not fit their table, and rows given twice."""
    for key, table in facts.schema.children(record.table).items():
        value = record.block.values.get(key)
        if isinstance(value, str):
            hint = f"write a list: `{key}: [...]`"
            yield at_key(record, key, "structure", "a text where a list is due", hint)
        elif isinstance(value, Block) and len(table.given) < 2:
            yield at_key(record, key, "structure", "a mapping where a list is due", "write a list of texts")
    rows = facts.rows(record)
    yield from _repeated(record, rows)
    for row in rows:
        yield from row_problems(record, row, facts)


def _repeated(record: Record, rows: list[Row]) -> Iterator[Problem]:
    """Rows that stand already: with the same primary key or, where a file gives no part of it, the same values."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = [name for name in row.table.primary_key if name in row.table.given] or list(row.values)
        mark = (row.table.name, *((name, _plain(row.values.get(name))) for name in key))
        if mark in seen:
            yield problem_at(record, row.mark, row.where, "duplicate-row", "this row stands twice", "keep one")
        seen.add(mark)


def _plain(node: Node | None) -> object:
    """A node without its places in the file."""
    if isinstance(node, Block):
        return tuple((key, _plain(value)) for key, value in node.values.items())
    return tuple(map(_plain, node.values)) if isinstance(node, Items) else node


def row_problems(record: Record, row: Row, facts: Facts) -> Iterator[Problem]:
    """Keys, required keys and values of one row, and of the rows inside it."""
    lists = facts.schema.children(row.table.name)
    for key, value in row.values.items():
        where, mark = f"{row.where}.{key}", row.marks[key]
        if key in row.table.given:
            yield from column_problems(record, value, row.table.given[key], mark, where)
        elif key in lists and isinstance(value, Items):
            inner_rows = list(rows_in(lists[key], value, where))
            yield from _repeated(record, inner_rows)
            for inner in inner_rows:
                yield from row_problems(record, inner, facts)
        elif key in lists:
            yield problem_at(record, mark, where, "structure", "a list is due", f"write `{key}: [...]`")
        else:
            hint = close(key, [*row.table.given, *lists])
            yield problem_at(
                record, mark, where, "unknown-key", f"{row.table.name} has no list or column {key!r}", hint
            )
    for name, column in row.table.given.items():
        if column.required and name not in row.values:
            yield problem_at(record, row.mark, row.where, "missing-key", f"{name!r} is required", column.comment)


def check_references(record: Record, facts: Facts) -> Iterator[Problem]:
    """Ids that no record has, or that a record of another table has."""
    for name, column in facts.schema.keys(record.table).items():
        if column.references and name != "id" and name in record.block.values:
            yield from _reference(record, record.block.values[name], column, record.block.marks[name][1], name, facts)
    for row in facts.rows(record):
        for name, column in row.table.given.items():
            if column.references and name in row.values:
                where = f"{row.where}.{name}"
                yield from _reference(record, row.values[name], column, row.marks[name], where, facts)


def _reference(record: Record, value: Node, column: Column, mark: Mark, where: str, facts: Facts) -> Iterator[Problem]:
    if not isinstance(value, str) or is_placeholder(value):
        return  # told as a structure or a placeholder
    target = facts.by_id.get(value)
    if target is None:
        hint = close(value, facts.by_id) or f"add the record to facts/{column.references}/"
        yield problem_at(record, mark, where, "reference", f"there is no record {value!r}", hint)
    elif target.table != column.references and not (column.references == REGISTER and _has_register(target, facts)):
        message = f"{value!r} is in {target.table}; one of {column.references} is due"
        yield problem_at(record, mark, where, "reference", message, column.comment)


def _has_register(record: Record, facts: Facts) -> bool:
    return facts.schema.tables[record.table].is_fact
