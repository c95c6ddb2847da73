"""Where a fault is: a file's text, read once more with the places of its keys, only where there is one.

Turns faults of records into problems with line and column. It is given only what `nodes` has read without refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import yaml

from factbook.factfiles.defaults import HEAD, KEYS
from factbook.factfiles.nodes import Mark
from factbook.problems import Fault, FaultPath, Key, Problem, RowKey

#: What is wrong with a value by itself, whatever record says it.
_OF_VALUES = frozenset({"reference", "type", "date", "choice", "slug", "placeholder"})


class RecordFault(NamedTuple):
    """A fault of one record: the record's place in its file, from 0, what it is called, and the fault."""

    number: int
    name: str
    fault: Fault


def problems_of(text: str, path: str, faults: Iterable[RecordFault]) -> list[Problem]:
    """The faults as problems of the file `path`, whose text this is."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    return [_problem(root, path, found) for found in faults]


def _problem(root: Any, path: str, found: RecordFault) -> Problem:
    fault = found.fault
    mark = mark_at(root.value[found.number], fault.path)
    where = " ".join(filter(None, (found.name, where_of(fault.path))))
    if head := _in_head(root, root.value[found.number], fault):
        # Of what the head says for all records it is told once.
        mark, where = head, f"{HEAD} {fault.path[-1]}"
    return Problem(path, mark.line + 1, mark.column + 1, where, fault.kind, fault.message, fault.hint)


def _in_head(root: Any, record: Any, fault: Fault) -> Mark | None:
    """Where the head of the file says the value that is not of its form, or refers to nothing; None elsewhere."""
    key = fault.path[-1] if fault.path else None
    if fault.kind not in _OF_VALUES or not isinstance(key, str) or key not in KEYS:
        return None
    own, pair = record, _pair(root.value[0], HEAD)
    for step in fault.path[:-1]:
        own = own.value[step] if isinstance(step, int) else (_pair(own, step) or (None, None))[1]
    said = _pair(pair[1], key) if pair and _pair(own, key) is None else None
    return Mark(said[1].start_mark.line, said[1].start_mark.column) if said else None


def where_of(path: FaultPath) -> str:
    """The path as people read it: `citations[1].quote`, `no_facts[2].reason`."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f"[{step}]" if isinstance(step, RowKey) else f".{step}"
             for step in path)  # fmt: skip
    return "".join(steps).removeprefix(".")


def mark_at(node: Any, path: FaultPath) -> Mark:
    """The place that the path leads to from a node, or as far as it leads."""
    mark = node.start_mark
    for at, step in enumerate(path):
        if isinstance(step, int):
            if not isinstance(node, yaml.SequenceNode):
                break
            node = node.value[step]
            mark = node.start_mark
            continue
        found = _pair(node, step)
        if found is None:
            break
        key, node = found
        is_row = isinstance(step, RowKey)
        # The first column of such a row is its key, the second its value.
        mark = key.start_mark if isinstance(step, Key) or (is_row and _is_key(path[at + 1 :])) else node.start_mark
    return Mark(mark.line, mark.column)


def _is_key(rest: FaultPath) -> bool:
    return not rest or isinstance(rest[0], Key)


def _pair(node: Any, key: str) -> tuple[Any, Any] | None:
    """The nodes of a key and its value in a mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((k, v) for k, v in pairs if k.value == key), None)


def first_line_of(text: str, mark: Mark, key: str) -> int:
    """The line, from 1, in which the mapping that has `key` again at `mark` has it first."""
    pending = [yaml.compose(text, Loader=yaml.CSafeLoader)]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            places: list[int] = [k.start_mark.line + 1 for k, _ in node.value if k.value == key]
            if any((k.start_mark.line, k.start_mark.column) == (mark.line, mark.column) for k, _ in node.value):
                return places[0]
            pending += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pending += node.value
    return mark.line + 1
