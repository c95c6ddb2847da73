"""Fact files to records: YAML read as text, each key and value with its line and column.

Turns `facts/<table>/*.yml`, `facts/retired.yml` and `facts/changes.yml` into `Record`s. Every scalar stays the
string that is written (the schema decides types later), so `no`, `012` and `12:30` are what they look like. Refused:
a key twice, anchors, aliases, tags, several documents, nesting beyond what a record can hold. This module never
looks at the schema and never writes.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs leave it out

from factbook.lines import Plain
from factbook.problems import Problem, ProjectError

MAX_BYTES = 4_000_000
MAX_DEPTH = 6
#: What became of published records: tables with one file each, right in facts/, and no folder.
HISTORY = ("changes", "retired")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Mark(NamedTuple):
    """A place in a file, counted from 0 as the parser does."""

    line: int
    column: int


class Block(NamedTuple):
    """A mapping: `values` by key, and for each key the marks of the key and of its value."""

    mark: Mark
    values: dict[str, Any]
    marks: dict[str, tuple[Mark, Mark]]


class Items(NamedTuple):
    """A sequence: its values, and the mark of each."""

    values: list[Any]
    marks: list[Mark]


#: What YAML holds here: text, a mapping, or a list.
Node = str | Block | Items


class Record(NamedTuple):
    """One record of a fact file: the table is the folder's name."""

    table: str
    path: str
    block: Block


#: Lets files pass one by one, and may show how far it is.
Watch = Callable[[list[Path]], Iterable[Path]]


class _Stop(Exception):
    """The file cannot be read further; holds the problem's kind, mark, message and hint."""


def fact_files(root: Path) -> list[Path]:
    """The fact files under `root` (the facts folder), sorted by name; raises ProjectError without the folder."""
    if not root.is_dir():
        raise ProjectError(f"{root}: there is no such folder of facts")
    return sorted(p for p in root.rglob("*") if _is_fact_file(p, root))


def _is_fact_file(path: Path, root: Path) -> bool:
    # The locks, which lie directly in facts/, are not records; every other file must be one.
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
    lock = path.parent == root and path.suffix == ".lock"
    return not hidden and not lock and (path.is_symlink() or not path.is_dir())


def read_facts(root: Path, watch: Watch = iter) -> tuple[list[Record], list[Problem]]:
    """All records under `root` by file and place, and what is wrong with files; `watch` sees each file pass."""
    records: list[Record] = []
    problems: list[Problem] = []
    for path in watch(fact_files(root)):
        found, wrong = read_file(path, root)
        records += found
        problems += wrong
    return records, problems


def read_file(path: Path, root: Path) -> tuple[list[Record], list[Problem]]:
    """The records of one file and its problems; paths in both are relative to the folder above `root`."""
    name = path.relative_to(root.parent).as_posix()
    try:
        nodes = list(_documents(_decode(_bytes(path, root))))
        return _records(nodes, table_of(path, root), name)
    except _Stop as stop:
        kind, mark, message, hint = stop.args
        return [], [_problem(name, mark, kind, message, hint)]


def file_bytes(path: Path, root: Path) -> bytes | None:
    """The bytes of a fact file; None where it can be none, as `read_file` tells."""
    try:
        return _bytes(path, root)
    except _Stop:
        return None


def table_of(path: Path, root: Path) -> str:
    """The table whose records a file holds: the folder's name, or that of a file of history."""
    return path.stem if path.parent == root else path.relative_to(root).parts[0]


def _problem(name: str, mark: Mark | None, kind: str, message: str, hint: str = "", where: str = "") -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem(name, line, column, where, kind, message, hint)


# ── the file ──


def _bytes(path: Path, root: Path) -> bytes:
    """The file's bytes; stops at what no fact file may be."""
    # Few are links, and to follow the whole way of each file takes long.
    linked = path.is_symlink() or path.parent.is_symlink()
    if linked and not path.resolve().is_relative_to(root.resolve()):
        raise _Stop("file", None, "a link that leads out of facts/", "put the file itself here")
    if path.suffix != ".yml":
        raise _Stop("file", None, f"{path.suffix or 'a file without ending'} where .yml is due", "rename or remove it")
    if path.parent.parent != root and not (path.parent == root and path.stem in HISTORY):
        raise _Stop("file", None, "a fact file lies in facts/<table>/", "move it there")
    return _content(path)


def _content(path: Path) -> bytes:
    try:
        # A pipe that nobody writes to would be waited for.
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except PermissionError as error:
        raise _Stop("file", None, "cannot be read: permission denied", "give it read permission") from error
    except OSError as error:
        raise _Stop("file", None, f"cannot be read: {error.strerror}", "") from error
    try:
        return _read_all(file)
    except OSError as error:
        raise _Stop("file", None, f"cannot be read: {error.strerror}", "") from error
    finally:
        os.close(file)


def _read_all(file: int) -> bytes:
    """The bytes of an open file; stops where it is none, or too large."""
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        raise _Stop("file", None, "not a regular file", "remove it")
    if status.st_size > MAX_BYTES:
        raise _Stop("file", None, f"{status.st_size:,} bytes; a fact file has at most {MAX_BYTES:,}", "split it")
    data = b""
    while part := os.read(file, MAX_BYTES + 1):
        data = data + part if data else part
    return data


def _decode(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise _Stop("file", Mark(0, 0), "starts with a byte order mark", "save as UTF-8 without BOM")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        mark = _mark_at(data[: error.start].decode("utf-8", "replace"))
        raise _Stop("file", mark, f"byte 0x{data[error.start]:02x} is not UTF-8", "save as UTF-8") from error
    if "\r" in text:
        raise _Stop("file", _mark_at(text[: text.index("\r")]), "a carriage return", "save with LF line ends")
    # What is printable holds none, and that is quickly asked.
    if not text.replace("\n", "").isprintable() and (control := CONTROL.search(text)):
        found = f"control character U+{ord(control.group()):04X}"
        raise _Stop("control-character", _mark_at(text[: control.start()]), found, "remove it")
    return text


def _mark_at(before: str) -> Mark:
    return Mark(before.count("\n"), len(before) - before.rfind("\n") - 1)


# ── YAML events to nodes ──


def _documents(text: str) -> Iterator[Node]:
    """The file's documents, as nodes; stops at what is not plain YAML."""
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    raise _Stop("yaml", event.start_mark, "a YAML directive", "remove it")
                yield _node(parser, parser.get_event(), 0)
    except yaml.MarkedYAMLError as error:
        message = " ".join(filter(None, (error.context, error.problem)))
        tab = error.problem_mark is not None and text.startswith("\t", error.problem_mark.index)
        hint = "indent with spaces" if tab else "mind colons and quotes in the text"
        raise _Stop("yaml", error.problem_mark, message, hint) from error
    except yaml.reader.ReaderError as error:
        raise _Stop("control-character", None, f"{error.reason} at {error.position}", "remove it") from error


def _node(parser: Any, event: Any, depth: int) -> Node:
    kind = type(event)
    if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None:
        # What is written plainly cannot hold a control character that the file does not.
        return event.value if event.style == "" else _scalar(event)
    if kind is yaml.AliasEvent or event.anchor is not None:
        raise _Stop("yaml", event.start_mark, "anchors (&) and aliases (*) are not used here", "write the value out")
    if event.tag is not None:
        raise _Stop("yaml", event.start_mark, f"tag {event.tag!r}", "remove it: the schema decides types")
    if depth >= MAX_DEPTH:
        raise _Stop("structure", event.start_mark, "nested deeper than any record is", "")
    return _block(parser, event, depth) if kind is yaml.MappingStartEvent else _items(parser, depth)


def _scalar(event: Any) -> str:
    """A quoted text or a block of it, which may hold line breaks and escaped characters."""
    value: str = event.value
    if event.style in ("|", ">"):
        value = value.strip("\n")
    if _ESCAPED.search(value):
        raise _Stop(
            "control-character", event.start_mark, "a control character or line break inside a value", "remove it"
        )
    return value


def _block(parser: Any, start: Any, depth: int) -> Block:
    values: dict[str, Any] = {}
    marks: dict[str, tuple[Mark, Mark]] = {}
    next_event, scalar, deeper = parser.get_event, yaml.ScalarEvent, depth + 1
    while type(event := next_event()) is not yaml.MappingEndEvent:
        key = _node(parser, event, MAX_DEPTH) if type(event) is not scalar or event.style or event.tag else event.value
        if event.anchor is not None or type(key) is not str:
            _node(parser, event, MAX_DEPTH)
            raise _Stop("structure", event.start_mark, "a key is a text", "")
        if key in values:
            first = marks[key][0].line + 1
            raise _Stop("duplicate-key", event.start_mark, f"key {key!r} stands already in line {first}", "keep one")
        value = next_event()
        marks[key] = (event.start_mark, value.start_mark)
        # Nearly every value is a plain text: it is taken here, without a call.
        plain = type(value) is scalar and value.style == "" and value.anchor is None and value.tag is None
        values[key] = value.value if plain else _node(parser, value, deeper)
    return Block(start.start_mark, values, marks)


def _items(parser: Any, depth: int) -> Items:
    values: list[Any] = []
    marks: list[Mark] = []
    next_event, deeper = parser.get_event, depth + 1
    while type(event := next_event()) is not yaml.SequenceEndEvent:
        marks.append(event.start_mark)
        values.append(_node(parser, event, deeper))
    return Items(values, marks)


# ── nodes to records ──


def _records(nodes: list[Node], table: str, name: str) -> tuple[list[Record], list[Problem]]:
    if len(nodes) != 1:
        found = "holds no records" if not nodes else f"{len(nodes)} documents where one is due"
        return [], [_problem(name, None, "file", found, "remove the file, or write a list of records")]
    top = nodes[0]
    if not isinstance(top, Items) or not top.values:
        return [], [_problem(name, Mark(0, 0), "structure", "a fact file is a list of records", "start with `- id:`")]
    records, problems = [], []
    for value, mark in zip(top.values, top.marks, strict=True):
        if isinstance(value, Block):
            records.append(Record(table, name, value))
        else:
            problems.append(_problem(name, mark, "structure", "a record is a mapping of keys", "write `- id: ...`"))
    return records, problems


def unmarked(node: Node) -> Plain:
    """The node without its places in the file: mappings as dicts, lists as lists."""
    if isinstance(node, Block):
        return {key: unmarked(value) for key, value in node.values.items()}
    return [unmarked(value) for value in node.values] if isinstance(node, Items) else node
