"""Fact files to records: plain nodes, each with its table, its file and its line.

This module never looks at the schema and never writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from factbook.factfiles import defaults
from factbook.factfiles.files import decode, fact_files, file_bytes, name_of, table_of
from factbook.factfiles.locate import first_line_of
from factbook.factfiles.nodes import Mark, Refused, YamlValue, documents
from factbook.problems import Problem


class FactNode(NamedTuple):
    """One record of a fact file: table, file (as problems name it), place in it from 0, line from 1, and its nodes."""

    table: str
    path: str
    number: int
    line: int
    values: dict[str, YamlValue]

    @property
    def id(self) -> str:
        """The record's id, "" where it has none that is text."""
        value = self.values.get("id", "")
        return value if isinstance(value, str) else ""

    @property
    def name(self) -> str:
        """What problems call it: its id, else its table."""
        return self.id or self.table

    @property
    def place(self) -> str:
        """`path:line`."""
        return f"{self.path}:{self.line}"


#: Keys between two lines of dashes, and a text that is no list behind them.
_FRONT_MATTER = re.compile(r"---\n(?:[\w-]+:.*\n|[ #].*\n)+---\n(?!\s*-)")
# A record has one of these, whatever its table: what has none is a file of something else, and that is said once.
_NAMING = frozenset({"id", "fact"})
#: Lets files pass one by one, and may show how far it is.
Progress = Callable[[list[Path]], Iterable[Path]]


def read_facts(root: Path, progress: Progress = iter) -> tuple[list[FactNode], list[Problem]]:
    """All records under `root` by file and place, and what is wrong with files; `progress` sees each file pass."""
    records: list[FactNode] = []
    problems: list[Problem] = []
    for path in progress(fact_files(root)):
        found, wrong = read_file(path, root)
        records += found
        problems += wrong
    return records, problems


def read_file(path: Path, root: Path) -> tuple[list[FactNode], list[Problem]]:
    """The records of one file and its problems; paths in both are relative to the folder above `root`."""
    name = name_of(path, root)
    try:
        return read_text(decode(file_bytes(path, root)), table_of(path, root), name)
    except Refused as refused:
        return [], [refusal(refused, name)]


def refusal(refused: Refused, name: str) -> Problem:
    """What was refused as a problem of the file `name`."""
    return _problem(name, refused.args[1], refused.args[0], *refused.args[2:])


def read_text(text: str, table: str, name: str) -> tuple[list[FactNode], list[Problem]]:
    """The records of a file's text, and what is wrong with it as a file."""
    if _FRONT_MATTER.match(text):
        message, hint = "front matter with a text below it is no list of records", "write each record as `- id: ...`"
        return [], [_problem(name, Mark(0, 0), "structure", message, hint)]
    try:
        found = list(documents(text))
    except Refused as refused:
        kind, mark, message, hint = refused.args
        if kind == "duplicate-key":
            message = f"key {message!r} is there already, in line {first_line_of(text, mark, message)}"
        return [], [_problem(name, mark, kind, message, hint)]
    if len(found) != 1:
        message = "holds no records" if not found else f"{len(found)} documents where one is due"
        return [], [_problem(name, None, "file", message, "remove the file, or write a list of records")]
    if not isinstance(found[0].value, list) or not found[0].value:
        return [], [_problem(name, Mark(0, 0), "structure", "a fact file is a list of records", "start with `- id:`")]
    return _records(found[0].value, found[0].marks, table, name)


def _records(values: list[YamlValue], marks: list[Mark], table: str, name: str) -> tuple[list[FactNode], list[Problem]]:
    records, problems = [], []
    head = defaults.head_of(values)
    if head is not None and ((wrong := defaults.fault_of(head)) or len(values) == 1):
        hint = "take it out, or write `- defaults: {source: ..., voice: ..., checked: ...}` before the first record"
        return [], [_problem(name, marks[0], "structure", wrong or "no record stands under `defaults`", hint)]
    for number, (value, mark) in enumerate(zip(values, marks, strict=True)):
        if head is not None and number == 0:
            continue
        if type(value) is dict:
            value = defaults.filled(value, head) if head else value
            records.append(FactNode(table, name, number, mark.line + 1, value))
        else:
            problems.append(_problem(name, mark, "structure", "a record is a mapping of keys", "write `- id: ...`"))
    if len(records) > 1 and not any(_NAMING & record.values.keys() for record in records):
        message = f"none of its {len(records):,} records has an id: this is no fact file"
        return [], [_problem(name, marks[0], "structure", message, "take it out of facts/, or begin each with `- id:`")]
    return records, problems


def _problem(name: str, mark: Mark | None, kind: str, message: str, hint: str = "") -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Problem(name, line, column, "", kind, message, hint)
