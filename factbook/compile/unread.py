"""Problems that only follow from a file that cannot be read: its records are there, and nobody sees them.

Turns all problems into those that are left when such a file is mended, so that each cause is told once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from factbook.problems import Problem

#: What is said of an article, or of what is published, whose records may be in such a file; and what goes by the names
#: of all records.
_UNKNOWN = frozenset({"id-gone", "paragraph-open", "number-open", "copying", "translation", "words", "named"})
#: What is wrong with a record by what others say: names, words, whose claim it is, what its article prints.
_BY_OTHERS = frozenset(
    {"reference", "voice", "speaker", "same-words", "class", "reason", "reckoned", "constraint"}
    | {"number", "year", "unit", "qualifier", "printed", "derivation", "archive", "ledger", "unproved", "paragraph"}
    | {"quote-absent", "quote-ambiguous", "quote-length", "quote-sentence", "quote-cut", "history", "published"}
)
_ID = re.compile(r"^[ -]*id: *['\"]?([a-z0-9][a-z0-9-]*)", re.M)
_RECORD = re.compile(r"^- ", re.M)
_SLUGS = re.compile(r"[a-z0-9][a-z0-9-]*")


def without_followers(problems: Iterable[Problem], unread: Collection[str], root: Path) -> list[Problem]:
    """The problems that do not follow from the files `unread` (paths below `root`), in their order."""
    followers = _Followers(unread, root) if unread else None
    return [problem for problem in problems if followers is None or not followers.has(problem)]


class _Followers:
    """Says of a problem whether it is one of a record that refers to what an unread file has."""

    def __init__(self, unread: Collection[str], root: Path) -> None:
        self._unread, self._root = unread, root
        self._records: dict[str, dict[str, frozenset[str]]] = {}

    def has(self, problem: Problem) -> bool:
        if problem.path in self._unread:
            return False
        if problem.kind in _UNKNOWN:
            return True
        if problem.kind not in _BY_OTHERS:
            return False
        records = self._said_in(problem.path)
        return not self._ids.isdisjoint(records.get("", frozenset()) | records.get(problem.where.split(" ")[0], set()))

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(id for name in self._unread for id in _ID.findall(self._text(name)))

    def _text(self, name: str) -> str:
        path = self._root / name
        return path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff") if path.is_file() else ""

    def _said_in(self, name: str) -> dict[str, frozenset[str]]:
        """By the ids of a file's records, the words of each that may be ids; by "" those of its head."""
        if name not in self._records:
            parts = _RECORD.split(self._text(name))
            ids = [_ID.findall(f"- {part}")[:1] for part in parts]
            words = [frozenset(_SLUGS.findall(part)) for part in parts]
            self._records[name] = {id[0] if id else "": said for id, said in zip(ids, words, strict=True)}
        return self._records[name]
