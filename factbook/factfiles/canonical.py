"""The canonical form of a fact file: one way to write each record, so that a change shows only what changed.

Keys in the order of schema.sql, lists last, texts folded, a blank line between records. Comments above a record stay;
a comment inside one would be lost, so such a file is left alone and told of. Hints (`#:`, which `build.py new` writes)
are meant to be lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import yaml

from factbook.factfiles import defaults
from factbook.factfiles.nodes import YamlValue, documents
from factbook.factfiles.quoting import needs_quotes
from factbook.factfiles.read import FactNode
from factbook.factfiles.rows import columns_of
from factbook.problems import Problem
from factbook.schema import Column, Schema, Table

WIDTH = 100
#: How a comment begins that speaks to the one who fills in a new record, and to nobody after.
HINT = "#:"
_ORDER = ("fact_aliases", "derivations", "citations", "cross_checks", "fact_distinct_from")


class _Emitter(yaml.emitter.Emitter):
    """PyYAML's emitter, with lists indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's name
        super().increase_indent(flow, False)


def canonical(records: list[FactNode], text: str, schema: Schema, head: defaults.Defaults | None = None) -> str:
    """The canonical text of a file that holds these records; `text` is what it holds now, for its comments.

    `head` is what is said for all of them; None: what the text says.
    """
    said, above = _head(text)
    head = said if head is None else head
    comments = _comments_above(records, text)
    parts = [comments[at] + _dump(defaults.without(r.values, head), r.table, schema) for at, r in enumerate(records)]
    return "\n".join([above + _dump({defaults.HEAD: dict(head)}, "", schema), *parts] if head else parts)


def _head(text: str) -> tuple[defaults.Defaults, str]:
    """What the head of a file's text says, and the comments above it."""
    if f"- {defaults.HEAD}:" not in text:
        return {}, ""
    document = next(documents(text))
    head = defaults.head_of(document.value)
    lines = text.splitlines()
    above = "".join(lines[n] + "\n" for n in _comment_lines(lines, document.marks[0].line)) if head else ""
    return head or {}, above


def misplaced_comments(records: list[FactNode], text: str, path: str) -> list[Problem]:
    """Comments that the canonical form has no place for: all but hints, and whole lines above a record."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith(f"- {defaults.HEAD}:")), 0)
    kept = {number for at in (first, *(r.line - 1 for r in records)) for number in _comment_lines(lines, at)}
    hint = "put it on a line of its own above the record, or into a note"
    return [
        Problem(path, number + 1, column + 1, "", "format", "a comment inside a record has no place", hint)
        for number, column in _comment_places(text)
        if number not in kept and not lines[number].startswith(HINT, column)
    ]


def _comment_places(text: str) -> Iterator[tuple[int, int]]:
    """Line and column (from 0) of each comment: a # that no scalar covers."""
    bare = list(text)
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            start, end = _span(event)
            bare[start:end] = [c if c == "\n" else " " for c in bare[start:end]]
    for number, line in enumerate("".join(bare).split("\n")):
        if "#" in line:
            yield number, line.index("#")


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _comments_above(records: list[FactNode], text: str) -> list[str]:
    lines = text.splitlines()
    return ["".join(lines[n] + "\n" for n in _comment_lines(lines, r.line - 1)) for r in records]


def _comment_lines(lines: list[str], start: int) -> list[int]:
    """The numbers of the comment lines right above the line `start`, without hints."""
    found = []
    for number in range(start - 1, -1, -1):
        if re.match(r"#", lines[number]):
            found += [] if lines[number].startswith(HINT) else [number]
        elif lines[number].strip():
            break
    return found[::-1]


def _dump(values: dict[str, YamlValue], table: str, schema: Schema) -> str:
    stream = io.StringIO()
    emitter = _Emitter(stream, width=WIDTH, allow_unicode=True)
    for event in [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        yaml.SequenceStartEvent(None, None, True, flow_style=False),
        *_block(values, schema.tables.get(table), schema),
        yaml.SequenceEndEvent(),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]:
        emitter.emit(event)
    return stream.getvalue()


def _block(values: dict[str, YamlValue], table: Table | None, schema: Schema) -> Iterator[Any]:
    lists = schema.children(table.name) if table else {}
    columns = table.columns if table else {}
    yield yaml.MappingStartEvent(None, None, True, flow_style=False)
    for key in _ordered(values, table, schema) if table else values:
        yield _scalar(key)
        yield from _node(values[key], lists.get(key), columns.get(key), schema)
    yield yaml.MappingEndEvent()


def _pairs(values: dict[str, YamlValue], table: Table, schema: Schema) -> Iterator[Any]:
    """A mapping of a table's first column to its second."""
    first, second = (*columns_of(table), None, None)[:2]
    yield yaml.MappingStartEvent(None, None, True, flow_style=False)
    for key, value in values.items():
        yield _scalar(key, table.columns[first] if first else None)
        yield from _node(value, None, table.columns[second] if second else None, schema)
    yield yaml.MappingEndEvent()


def key_order(table: Table, schema: Schema) -> list[str]:
    """The keys that a record may have, in canonical order: columns, the register's, own lists, those of every fact."""
    lists = sorted(schema.children(table.name).values(), key=lambda t: _ORDER.index(t.name) if t.name in _ORDER else -1)
    extra = schema.register_columns if table.is_fact else {}
    return [*table.given, *(name for name in extra if name not in table.given), *(t.key for t in lists)]


def _ordered(values: dict[str, YamlValue], table: Table, schema: Schema) -> list[str]:
    """The keys in canonical order, then unknown ones."""
    known = key_order(table, schema)
    return [k for k in known if k in values] + [k for k in values if k not in known]


def _node(node: YamlValue, table: Table | None, column: Column | None, schema: Schema) -> Iterator[Any]:
    if isinstance(node, dict):
        yield from _pairs(node, table, schema) if table else _block(node, None, schema)
    elif isinstance(node, list):
        flow = all(isinstance(item, str) for item in node)
        column = table.given[columns_of(table)[0]] if table else None
        yield yaml.SequenceStartEvent(None, None, True, flow_style=flow)
        for item in node:
            yield from _block(item, table, schema) if isinstance(item, dict) else _node(item, table, column, schema)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar(node, column)


def _scalar(text: str, column: Column | None = None) -> Any:
    style = "'" if needs_quotes(text, column) else None
    return yaml.ScalarEvent(None, None, (True, True), text, style=style)
