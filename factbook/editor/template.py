"""A new record, to be filled in: today's keys of schema.sql, each with what it takes.

Turns a table and the values that are known into YAML. Keys that must be given stand open, the others behind `#:` like
every hint; `build.py fmt` removes the hints that are left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

import yaml

from factbook.canonical import HINT, WIDTH, key_order
from factbook.editor.words import explain, singular
from factbook.schema import Column, Schema, Table
from factbook.validate.proof import nameable

_HOW = (
    "Give every open key its value. Take the `#:` from other keys that an article gives; what no article says is left "
    "out. `build.py check` says what is missing, `build.py fmt` removes the lines that begin with `#:`."
)
_FIELDS = "Which of the fields above the passage proves; needed with two citations or more."


def new_record(schema: Schema, table: Table, known: Mapping[str, str], citation: Mapping[str, str]) -> str:
    """The YAML of a record with the `known` values filled in, and those of its first citation."""
    columns, lists = schema.keys(table.name), schema.children(table.name)
    lines = [*_hint(f"{singular(table.name).capitalize()}. {table.comment}", ""), *_hint(_HOW, "")]
    for key in key_order(table, schema):
        if key in columns:
            lines += _column(columns[key], known.get(key), "  ")
        elif key == "citations" and table.needs_proof:
            lines += _first_citation(schema, table, citation)
        else:
            lines += _list(lists[key], "  ")
    return "".join(f"{line}\n" for line in _as_item(lines))


def _as_item(lines: list[str]) -> Iterator[str]:
    """The lines of a mapping as an item of a list: a dash before the first key, and hints above it in line with it."""
    first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith(HINT))
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        yield line if number > first else f"{line[: max(indent - 2, 0)]}{'- ' * (number == first)}{line[indent:]}"


def _hint(text: str, indent: str) -> list[str]:
    start = f"{indent}{HINT} "
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def _column(column: Column, value: str | None, indent: str) -> list[str]:
    choices = f" Choose from {', '.join(column.choices)}." if column.choices else ""
    hint = [] if value and column.name == "id" else _hint(explain(column) + choices, indent)
    if value is not None:
        return [*hint, f"{indent}{column.name}: {_scalar(value)}"]
    return [*hint, f"{indent}{column.name}:" if column.required else f"{indent}{HINT} {column.name}:"]


def _scalar(text: str) -> str:
    """The text as YAML on one line, with quotation marks only where it needs them."""
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        yaml.ScalarEvent(None, None, (True, True), text),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    return str(yaml.emit(events, width=10**9, allow_unicode=True)).removesuffix("...\n").strip()


def _first_citation(schema: Schema, table: Table, known: Mapping[str, str]) -> list[str]:
    citations = schema.children(table.name)["citations"]
    lines = []
    for column in citations.given.values():
        lines += _column(column, known.get(column.name), "      ")
    lines += [*_hint(_FIELDS, "      "), f"      {HINT} fields: [{', '.join(nameable(table.name, schema))}]"]
    return [*_hint(citations.comment, "  "), "  citations:", *_as_item(lines)]


def _list(child: Table, indent: str) -> list[str]:
    """A list that may be given, behind hints: bare values, pairs, or an item with all its columns."""
    first, *others = child.given.values()
    head = f"{indent}{HINT} {child.key}:"
    if not any(column.required for column in others):
        lines = [f"{head} [{_what(first)}]"]
    elif len(others) == 1:
        lines = [head, f"{indent}{HINT}   {_what(first)}: {_what(others[0])}"]
    else:
        keys = [f"{column.name}: {' | '.join(column.choices)}".rstrip() for column in (first, *others)]
        lines = [head, *(f"{indent}{HINT}   {'-' if n == 0 else ' '} {key}" for n, key in enumerate(keys))]
    return [*_hint(child.comment, indent), *lines]


def _what(column: Column) -> str:
    """A word for what stands in the column."""
    return f"{column.name} id" if column.references else column.name
