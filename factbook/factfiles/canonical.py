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

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.read import FactNode
from factbook.problems import Problem
from factbook.schema import Schema, Table

WIDTH = 100
#: How a comment begins that speaks to the one who fills in a new record, and to nobody after.
HINT = "#:"
_ORDER = ("fact_aliases", "derivations", "citations", "cross_checks", "fact_distinct_from")


class _Emitter(yaml.emitter.Emitter):
    """PyYAML's emitter, with lists indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's name
        super().increase_indent(flow, False)


def canonical(records: list[FactNode], text: str, schema: Schema) -> str:
    """The canonical text of a file that holds these records; `text` is what it holds now, for its comments."""
    comments = _comments_above(records, text)
    return "\n".join(comments[at] + _dump(record, schema) for at, record in enumerate(records))


def misplaced_comments(records: list[FactNode], text: str, path: str) -> list[Problem]:
    """Comments that the canonical form has no place for: all but hints, and whole lines above a record."""
    lines = text.splitlines()
    kept = {number for record in records for number in _comment_lines(lines, record.line - 1)}
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


def _dump(record: FactNode, schema: Schema) -> str:
    stream = io.StringIO()
    emitter = _Emitter(stream, width=WIDTH, allow_unicode=True)
    for event in [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        yaml.SequenceStartEvent(None, None, True, flow_style=False),
        *_block(record.values, schema.tables[record.table], schema),
        yaml.SequenceEndEvent(),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]:
        emitter.emit(event)
    return stream.getvalue()


def _block(values: dict[str, YamlValue], table: Table | None, schema: Schema) -> Iterator[Any]:
    lists = schema.children(table.name) if table else {}
    yield yaml.MappingStartEvent(None, None, True, flow_style=False)
    for key in _ordered(values, table, schema) if table else values:
        yield _scalar(key)
        yield from _node(values[key], lists.get(key), schema)
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


def _node(node: YamlValue, table: Table | None, schema: Schema) -> Iterator[Any]:
    if isinstance(node, dict):
        yield from _block(node, None, schema)
    elif isinstance(node, list):
        flow = all(isinstance(item, str) for item in node)
        yield yaml.SequenceStartEvent(None, None, True, flow_style=flow)
        for item in node:
            yield from _block(item, table, schema) if isinstance(item, dict) else _node(item, table, schema)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar(node)


def _scalar(text: str) -> Any:
    return yaml.ScalarEvent(None, None, (True, True), text)
