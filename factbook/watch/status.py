"""What an editor is told of the site that is being watched: a small file that the processes share.

The supervisor writes it whole; the pages of every generation read it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from factbook.problems import Problem
from factbook.project import write_text


@dataclass(frozen=True)
class Status:
    """Which generation is served, and what is wrong with the files as they are now; `stamp` counts what was told."""

    stamp: int = 0
    generation: int = 0
    problems: list[Problem] = field(default_factory=list)
    error: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the site shows the files as they are."""
        return not self.problems and not self.error


def write_status(path: Path, status: Status) -> None:
    """Put the status into the file, whole; raises WriteError."""
    write_text(path, json.dumps(asdict(status) | {"problems": [problem._asdict() for problem in status.problems]}))


def read_status(path: Path) -> Status:
    """The status in the file; an empty one where there is none yet."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Status()
    return Status(**{**found, "problems": [Problem(**problem) for problem in found["problems"]]})
