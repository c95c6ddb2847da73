"""The ids that are published: `facts/ids.lock`, a line an id with the table that had it when it was published.

`build.py publish` adds to it and nothing ever takes a line out: an id that has been given away goes on answering. It is
read to hold the facts against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from factbook.problems import ProjectError

_HEAD = "# Every id that is published, with its table. Written by `build.py publish`; no line is ever taken out."


class PublishedId(NamedTuple):
    """A published id's table, and its line in the file, from 1."""

    table: str
    line: int


def dump_published(tables: Mapping[str, str]) -> str:
    """The file's text for tables by id: sorted by id, so that merges are easy to read."""
    return "\n".join([_HEAD, *(f"{id} {table}" for id, table in sorted(tables.items())), ""])


def load_published(path: Path) -> dict[str, PublishedId]:
    """What is published, by id; empty where the file is missing. Raises ProjectError at a line that is none of it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: cannot be read: {error}") from error
    found: dict[str, PublishedId] = {}
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            id, _, table = line.partition(" ")
            if not table.isidentifier() or id in found:
                hint = "take the file as it was last committed and run `build.py publish`"
                raise ProjectError(f"{path.name}:{number}: not an id with its table, each id once; {hint}")
            found[id] = PublishedId(table, number)
    return found
