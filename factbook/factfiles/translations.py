"""Translations of records: `facts/translations/<language>/<table>.yml`, read and written.

A file a table: by record and field the text in the language, and the digest of the original that it was made from.

    harbor-seeds:
      label:
        # Seeds of the harbor
        of: 3f2a91bc
        text: Semillas del puerto

A field of a list's row is `participants.role`, by what the row refers to. A comment is the original, written anew each
time; a text that is empty is still to be written. Nothing here knows what a record says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import yaml

from factbook.factfiles.files import TRANSLATIONS, decode, file_bytes
from factbook.factfiles.locate import first_line_of, mark_at
from factbook.factfiles.nodes import Mark, Refused, YamlValue, documents
from factbook.factfiles.read import refusal
from factbook.problems import Key, Problem

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z]{2}|-[A-Z][a-z]{3})?")
_OF, _TEXT = "of", "text"


class Place(NamedTuple):
    """What is translated: a record, its table, a column (or `list.column`), and the row of the list; "" of a column."""

    table: str
    id: str
    field: str
    item: str = ""


class Translation(NamedTuple):
    """A text in a language, the digest of the original that it was made from, and the file that it stands in."""

    language: str
    place: Place
    of: str
    text: str
    path: str


def digest_of(original: str) -> str:
    """What says of which original a translation was made: 8 hexadecimal digits of its SHA-256."""
    return sha256(original.encode()).hexdigest()[:8]


def languages_of(facts: Path) -> list[str]:
    """The languages that have a folder of translations, sorted."""
    folder = facts / TRANSLATIONS
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def read_translations(facts: Path) -> tuple[list[Translation], list[Problem]]:
    """All translations by language, table and place in the file; and what is wrong with files as such."""
    found: list[Translation] = []
    problems: list[Problem] = []
    for path in sorted((facts / TRANSLATIONS).rglob("*")):
        if path.is_dir() and path.parent == facts / TRANSLATIONS:
            continue
        entries, wrong = _read(path, facts)
        found += entries
        problems += wrong
    return found, problems


def _read(path: Path, facts: Path) -> tuple[list[Translation], list[Problem]]:
    name, folder = path.relative_to(facts.parent).as_posix(), path.parent
    try:
        if folder.parent != facts / TRANSLATIONS or not _TAG.fullmatch(folder.name):
            raise Refused(
                "file", None, "a file of translations lies in facts/translations/<language>/", "move it there"
            )
        return list(_translations(decode(file_bytes(path, folder.parent)), name)), []
    except Refused as refused:
        return [], [refusal(refused, name)]


@lru_cache(maxsize=64)
def _translations(text: str, name: str) -> tuple[Translation, ...]:
    try:
        found = list(documents(text))
    except Refused as refused:
        kind, mark, key, hint = refused.args
        if kind != "duplicate-key":
            raise
        line = first_line_of(text, mark, key)
        raise Refused(kind, mark, f"key {key!r} is there already, in line {line}", hint) from refused
    root = found[0].value if len(found) == 1 else {} if not found else None
    if not isinstance(root, dict):
        raise Refused("structure", None, "translations are a mapping of ids", "start with the id of a record")
    path = PurePosixPath(name)
    try:
        return tuple(_entries(root, path.parent.name, path.stem, name))
    except _Misshapen as found:
        mark = mark_at(yaml.compose(text, Loader=yaml.CSafeLoader), found.where)
        said = " ".join(map(str, found.where))
        raise Refused("structure", mark, f"{said}: {found.message}", found.hint) from found


def _entries(root: Mapping[str, YamlValue], language: str, table: str, path: str) -> Iterator[Translation]:
    for id, fields in root.items():
        for field, value in _mapping(fields, id).items():
            rows = _mapping(value, id, field) if "." in field else {"": value}
            for item, given in rows.items():
                place = Place(table, id, field, item)
                yield Translation(language, place, *_given(given, id, field, *([item] if item else [])), path)


class _Misshapen(Exception):
    """A part of a file that is not of its form: where, by its keys, what is wrong, and what would help."""

    def __init__(self, where: tuple[str, ...], message: str, hint: str) -> None:
        super().__init__(message)
        self.where, self.message, self.hint = where, message, hint


def _given(value: YamlValue, *where: str) -> tuple[str, str]:
    given = _mapping(value, *where)
    if not (given.keys() == {_OF, _TEXT} and all(isinstance(text, str) for text in given.values())):
        other = next((Key(name) for name in given if name not in (_OF, _TEXT)), None)
        raise _Misshapen(
            (*where, other) if other else where,
            f"a translation has `of` and `text`{f', not {other!s}' if other else ''}",
            "`build.py translate` writes them",
        )
    return str(given[_OF]), str(given[_TEXT]).strip()


def _mapping(value: YamlValue, *where: str) -> dict[str, YamlValue]:
    if not isinstance(value, dict):
        raise _Misshapen(where, "a mapping is due here", "compare with a record that is there")
    return value


def mark_of(given: Translation, facts: Path, *keys: str) -> Mark:
    """Where the translation's text stands in its file, which is read once more; or the last of these keys."""
    text = decode(file_bytes(facts.parent / given.path, facts / TRANSLATIONS))
    _, id, field, item = given.place
    steps = (*keys[:-1], Key(keys[-1])) if keys else (id, field, *([item] if item else []), _TEXT)
    return mark_at(yaml.compose(text, Loader=yaml.CSafeLoader), steps)


# ── written ──


class Entry(NamedTuple):
    """A translation as it is to be written: where, the original as it is now, the digest it was made from, the text."""

    place: Place
    original: str
    of: str
    text: str


def dump_translations(entries: Iterable[Entry]) -> str:
    """The text of a file, in the order of the entries; those of one record and one list stand together."""
    lines: list[str] = []
    last: tuple[str, str] = ("", "")
    for place, original, of, text in entries:
        if place.id != last[0]:
            lines += [*([""] if lines else []), f"{place.id}:"]
        if (place.id, place.field) != last or not place.item:
            lines.append(f"  {place.field}:")
        indent = "    "
        if place.item:
            lines.append(f"{indent}{place.item}:")
            indent += "  "
        lines.append(f"{indent}# {original}")
        if of != digest_of(original):
            lines.append(
                f"{indent}# It was another text: when the translation is right again, `of: {digest_of(original)}`."
            )
        lines += [f"{indent}of: {_scalar(of)}", f"{indent}text: {_scalar(text)}"]
        last = (place.id, place.field)
    return "\n".join(lines) + "\n" if lines else ""


def _scalar(text: str) -> str:
    dumped: str = yaml.safe_dump({"x": text}, allow_unicode=True, width=10**6)
    return dumped.removeprefix("x: ").rstrip("\n")
