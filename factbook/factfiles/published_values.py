"""What the last release says: `facts/published.lock`, a line a record, each value as a digest.

So that a value that is changed without a word is found without the release's database. `build.py publish` writes it;
it is read to hold the facts against it. Of a list, the rows' digests are joined by `+`; what is not given has none.
`@table` lines say which fields a table had: a column that came later is none that was empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from factbook.problems import ProjectError

_HEAD = "# What the last release says, each value as a digest. Written by `build.py publish`; never edit it."
#: Of a value, so many hexadecimal digits of its SHA-256.
_DIGITS = 12

#: By field, the digests of its value, or of the rows of its list.
FieldDigests = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class PublishedValues:
    """A release's version and the digest of its content, the fields that each table had, and each record's values."""

    version: str = ""
    facts_sha256: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: Mapping[str, FieldDigests] = field(default_factory=dict)


def digest_of(row: Iterable[object]) -> str:
    """The digest of a value, or of the values of a list's row: whole numbers as integers, NULL as nothing."""
    texts = ("" if v is None else f"{v:.15g}" if isinstance(v, float) else str(v) for v in row)
    return sha256("\x1f".join(texts).encode()).hexdigest()[:_DIGITS]


def dump_published_values(published: PublishedValues) -> str:
    """The file's text, sorted by table and id."""
    tables = (f"@table {' '.join((name, *fields))}" for name, fields in sorted(published.fields.items()))
    records = (f"{id} {_said(values)}".rstrip() for id, values in sorted(published.records.items()))
    release = f"@release {published.version} {published.facts_sha256}"
    return "\n".join([_HEAD, release, *tables, "", *records, ""])


def _said(values: FieldDigests) -> str:
    return " ".join(f"{name}={'+'.join(sorted(digests))}" for name, digests in values.items() if digests)


def load_published_values(path: Path) -> PublishedValues:
    """What the last release says; nothing where the file is missing. Raises ProjectError at any other line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path.name}: cannot be read: {error}") from error
    release, fields, records = ["", ""], dict[str, tuple[str, ...]](), dict[str, FieldDigests]()
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        try:
            if words[0] == "@release" and len(words) == 3:
                release = words[1:]
            elif words[0] == "@table":
                fields[words[1]] = tuple(words[2:])
            else:
                records[words[0]] = _digests(words[1:])
        except (ValueError, IndexError) as error:
            hint = "take the file as it was last committed"
            raise ProjectError(f"{path.name}:{number}: not a record with the digests of its values; {hint}") from error
    return PublishedValues(release[0], release[1], fields, records)


def _digests(words: list[str]) -> FieldDigests:
    pairs = (word.split("=") for word in words)
    return {name: frozenset(digests.split("+")) for name, digests in pairs}


def version_key(version: str) -> tuple[int, ...]:
    """What versions are sorted by; nothing of a text that is none."""
    parts = version.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()
