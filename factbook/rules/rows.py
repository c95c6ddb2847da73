"""Rows that a record gives of child tables: what a list may be, and which rows stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import ChildRow
from factbook.problems import Fault
from factbook.schema import Table


def check_list(value: YamlValue, table: Table, key: str) -> Fault | None:
    """A list of rows is a list, or where two columns will do a mapping of first to second."""
    if isinstance(value, str):
        return Fault("structure", "a text where a list is due", f"write a list: `{key}: [...]`", (key,))
    if isinstance(value, dict) and (len(table.given) < 2 or any(c.required for c in [*table.given.values()][2:])):
        hint = "write a list of texts" if len(table.given) < 2 else f"write a list: `- {next(iter(table.given))}: ...`"
        return Fault("structure", "a mapping where a list is due", hint, (key,))
    return None


def check_repeated(rows: Iterable[ChildRow]) -> Iterator[Fault]:
    """Rows that are there already: with the same primary key or, where a file gives no part of it, the same values."""
    seen: set[str] = set()
    for row in rows:
        names = [name for name in row.table.primary_key if name in row.table.given] or row.values
        # What is written the same is the same: nodes are texts, and lists and mappings of them.
        mark = repr([row.values.get(name) for name in names])
        if mark in seen:
            yield Fault("duplicate-row", "this row is there twice", "keep one", row.path)
        seen.add(mark)
