"""What the supervisor and a generation's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: The status file's name in the folder that all share.
STATUS = "status.json"


@dataclass(frozen=True)
class Order:
    """What a generation is to make, with paths as text; descriptors of the listening socket and of the report."""

    root: str
    archive: str | None
    folder: str
    number: int
    listener: int
    report: int


@dataclass(frozen=True)
class Word:
    """What a process waits for: to make a site. `changed` are files that differ from the last good one's.

    `is_first` says that nothing is served yet.
    """

    is_first: bool
    changed: list[str]


@dataclass(frozen=True)
class Outcome:
    """What became of a generation: problems or an error that keep it from being good, and a note.

    `stays` says whether its process serves now: the site, or where there was nothing to serve yet, what is wrong.
    """

    stays: bool
    problems: list[tuple[Any, ...]] = field(default_factory=list)
    error: str = ""
    note: str = ""
