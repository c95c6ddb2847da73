"""The record's own values: keys that the schema knows, types, closed lists, dates, ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.problems import Problem
from factbook.read import Mark, Node, Record
from factbook.schema import Column
from factbook.text.dates import date_fault
from factbook.validate.facts import Facts, at_key, close, problem_at

_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_NUMBER = {
    "INTEGER": re.compile(r"-?(?:0|[1-9][0-9]{0,14})"),
    "REAL": re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"),
}
_PLACEHOLDERS = {"", "~", "null", "none", "unknown", "n/a", "na", "tbd", "?", "-"}
# Longer texts say something; white space around a placeholder makes it a little longer.
LONGEST_PLACEHOLDER = 16
_MAX_DIGITS = 15


def check_keys(record: Record, facts: Facts) -> Iterator[Problem]:
    """Keys that the table does not have, and required ones that are missing."""
    columns, lists = facts.schema.keys(record.table), facts.schema.children(record.table)
    for key, (mark, _) in record.block.marks.items():
        if key not in columns and key not in lists:
            hint = close(key, [*columns, *lists]) or f"the keys are {', '.join([*columns, *lists])}"
            yield problem_at(record, mark, key, "unknown-key", f"{record.table} has no {key!r}", hint)
    for name, column in columns.items():
        if column.required and name not in record.block.values:
            yield problem_at(record, record.block.mark, name, "missing-key", f"{name!r} is required", column.comment)


def check_values(record: Record, facts: Facts) -> Iterator[Problem]:
    """Values that are not of their column's type, list or form."""
    for name, column in facts.schema.keys(record.table).items():
        if name in record.block.values:
            yield from column_problems(record, record.block.values[name], column, record.block.marks[name][1], name)
    # An id that is no text at all is told above.
    if isinstance(id := record.block.values.get("id"), str) and not is_slug(id):
        hint = "lower-case letters, digits and hyphens; it is the last part of the page's address"
        yield at_key(record, "id", "slug", f"{id!r} is not a slug", hint)


def is_slug(value: Node) -> bool:
    """Whether the value can be an id."""
    return isinstance(value, str) and len(value) <= 80 and _SLUG.fullmatch(value) is not None


def column_problems(record: Record, value: Node, column: Column, mark: Mark, where: str) -> Iterator[Problem]:
    """What is wrong with one value as a value of its column."""
    if isinstance(value, str) and value in column.choices:
        return  # most values of closed lists, and no other check is of them
    if not isinstance(value, str):
        yield problem_at(record, mark, where, "structure", f"a {_kind(value)} where a text is due", column.comment)
    elif is_placeholder(value):
        yield problem_at(
            record, mark, where, "placeholder", f"{value!r} is no value", "leave the key out: NULL is 'not stated'"
        )
    else:
        yield from (problem_at(record, mark, where, *fault) for fault in faults(value, column))


def is_placeholder(value: str) -> bool:
    """Whether the text only says that nothing is known."""
    return len(value) < LONGEST_PLACEHOLDER and value.strip().lower() in _PLACEHOLDERS


def _kind(value: Node) -> str:
    return type(value).__name__.replace("Block", "mapping").replace("Items", "list")


def is_number(value: str, kind: str) -> bool:
    """Whether the text is written as a number of that type, with no more digits than are exact."""
    few = len(value) <= _MAX_DIGITS or sum(map(str.isdigit, value)) <= _MAX_DIGITS
    return few and _NUMBER[kind].fullmatch(value) is not None


def faults(value: str, column: Column) -> Iterator[tuple[str, str, str]]:
    """Kind of problem, message and hint of all that is wrong with a text as a value of its column."""
    if column.type in _NUMBER and not is_number(value, column.type):
        whole = column.type == "INTEGER"
        hint = f"digits{'' if whole else ' and a decimal point'}, no separators, {_MAX_DIGITS} at most"
        yield "type", f"{value!r} is not written as a {'whole ' if whole else ''}number", hint
    if column.choices and value not in column.choices:
        yield (
            "choice",
            f"{value!r} is not in the list",
            close(value, column.choices) or f"it is one of {', '.join(column.choices)}",
        )
    if ("date" in column.tags or column.name == "checked") and (fault := date_fault(value)):
        yield "date", f"{value!r}: {fault}", ""
    elif column.name == "checked" and len(value) != len("2026-01-01"):
        yield "date", f"{value!r} is not a day", "write the day on which you held the record against its article"
