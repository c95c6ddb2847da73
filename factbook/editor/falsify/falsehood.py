"""A record as plain values, and a falsehood: the same record with one value made false.

Nothing here judges. Records are as a fact file gives them: mappings, lists and texts, all scalars as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]

#: Any other value of the kind, in the order in which they are reported.
RANDOM = (
    "number", "number, derived", "unit", "bound", "words as printed", "date", "date, derived", "reference",
    "list of references", "reference, derived", "voice", "speaker", "class", "closed list that only sorts",
    "number in our own words", "name in our own words", "title of an article", "author of an article",
    "date of an article", "day of the check",
)  # fmt: skip
#: The likeliest mistakes: what stands beside the true value in the article.
NEAREST = (
    "number of the same paragraph", "year of the same paragraph", "reference of the same paragraph",
    "list item of the same paragraph", "speaker of the same article", "number of the same paragraph in our own words",
    "name of the same paragraph in our own words", "quote that drops a bound", "quote that drops a negation",
    "quote that drops a hedge", "reason that names nothing", "class with a lexicon word of its own",
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """One record of a fact file: `file` is its path as problems print it, `values` what stands in it."""

    table: str
    file: str
    values: Mapping[str, Plain]

    @property
    def id(self) -> str:
        """Its permanent id; "" where it has none."""
        return text_at(self.values, ("id",))


@dataclass(frozen=True)
class LexiconWord:
    """A word that a falsehood brings along: it is to show a value of a column in a language."""

    language: str
    table: str
    column: str
    value: str
    word: str


@dataclass(frozen=True)
class Falsehood:
    """What is made false of a record: `changes` are new values by key path, None for a key that is taken out.

    `was` and `becomes` are the value in question, for people.
    """

    kind: str
    record: Record
    path: Path
    was: str
    becomes: str
    changes: tuple[tuple[Path, Plain | None], ...]
    word: LexiconWord | None = None

    @property
    def changed(self) -> Record:
        """The record with the falsehood in it."""
        values: Plain = dict(self.record.values)
        for path, value in self.changes:
            values = _with(values, path, value)
        return Record(self.record.table, self.record.file, cast("dict[str, Plain]", values))

    def __str__(self) -> str:
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path)
        return f"{self.record.id} {where}: {self.was!r} → {self.becomes!r}"


def false(
    kind: str,
    record: Record,
    path: Path,
    becomes: str,
    *more: tuple[Path, Plain | None],
    word: LexiconWord | None = None,
) -> Falsehood:
    """The falsehood that the value at `path` is `becomes`; `more` are changes that it needs beside."""
    return Falsehood(kind, record, path, text_at(record.values, path), becomes, ((path, becomes), *more), word)


def text_at(values: object, path: Path) -> str:
    """The text at a key path; "" where there is none."""
    for part in path:
        if isinstance(values, Mapping):
            values = values.get(part)
        elif isinstance(values, list) and isinstance(part, int) and part < len(values):
            values = values[part]
        else:
            return ""
    return values if isinstance(values, str) else ""


def items_at(values: Mapping[str, Plain], key: str) -> list[Plain]:
    """The items of the list under a key; none where there is no list."""
    found = values.get(key)
    return found if isinstance(found, list) else []


def _with(node: Plain, path: Path, value: Plain | None) -> Plain:
    """A copy of the node with the value at the path; None takes the key out."""
    if not path:
        return node if value is None else value
    first, rest = path[0], path[1:]
    copy = list(node) if isinstance(node, list) else dict(cast("dict[str, Plain]", node))
    if value is None and not rest:
        copy.pop(first)  # type: ignore[arg-type]
    else:
        inner = copy[first] if isinstance(copy, list) or first in copy else {}  # type: ignore[index]
        copy[first] = _with(inner, rest, value)  # type: ignore[index]
    return cast("Plain", copy)
