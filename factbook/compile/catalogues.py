"""The project's catalogues of strings, `translations/<language>.po`, held to be readable, each message there once.

Turns files into problems with their lines: a site reads them when it starts, and must not find then what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from factbook.compile.staging import Staging
from factbook.locale.catalogue import FOLDER
from factbook.problems import Problem
from factbook.project import Project
from factbook.rules.values import is_tag
from factbook.yaml_nodes import read_utf8

#: A line of a catalogue: nothing, a comment, or a text in quotation marks, behind what it is.
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgid|msgid_plural|msgctxt|msgstr(?:\[\d+\])?) +)?"(?:[^"\\]|\\.)*"\s*)?')
_KEYWORD = re.compile(r"\s*(?:\w+(?:\[\d+\])? *)?")
_ID = re.compile(r'^msgid ((?:".*"\n)+)', re.M)
_PLACES = re.compile(r"%\(\w+\)s")
_FORM = 'write `msgstr "..."`: the text in straight quotation marks, that are closed in its line'


def check_catalogues(project: Project, staging: Staging) -> list[Problem]:
    """What is wrong with the catalogues, by place; those that were right in the run that is kept are not read again."""
    paths = sorted((project.root / FOLDER).glob("*.po"))
    texts = {path: read_utf8(path) for path in paths}
    is_other = staging.note("catalogues", sha256(repr([*texts.values()]).encode()).digest())
    if staging.is_kept and not is_other:
        return []
    return [problem for path, text in texts.items() for problem in _of_catalogue(path, text)]


def _of_catalogue(path: Path, text: str) -> Iterator[Problem]:
    name, text = f"{FOLDER}/{path.name}", text.removeprefix("\ufeff")
    if not is_tag(path.stem):
        yield Problem(name, 0, 0, "", "translation", f"{path.stem!r} is no tag of a language", "name it as es.po")
    if wrong := list(_misshapen(name, text)):
        yield from wrong
    else:
        yield from _repeated(name, text)
        yield from _misplaced(name, text, path.stem)


def _misshapen(name: str, text: str) -> Iterator[Problem]:
    """Lines that are none of a catalogue: Babel takes a text without its closing mark as one letter less."""
    for number, line in enumerate(text.splitlines(), 1):
        if not _LINE.fullmatch(line):
            began = _KEYWORD.match(line)
            yield _problem(name, number, "no line of a catalogue", _FORM, began.end() + 1 if began else 1)


def _repeated(name: str, text: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for match in _ID.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if first.setdefault(match[1], line) != line:
            hint = f"keep one; the other is in line {first[match[1]]}"
            yield _problem(name, line, "this message is there already", hint)


def _misplaced(name: str, text: str, language: str) -> Iterator[Problem]:
    """Messages whose translation has a named place that they do not have."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - most checks have no use for it

    try:
        catalogue = read_po(text.splitlines(keepends=True), locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        yield _problem(name, 1, f"no catalogue: {error}", _FORM)
        return
    for message in catalogue:
        known, said = _places_in(message.id), _places_in(message.string)
        if message.id and (unknown := sorted(said - known)):
            hint = f"it has {', '.join(sorted(known))}" if known else "it has none"
            yield _problem(name, message.lineno or 1, f"the message has no {unknown[0]}", hint)


def _places_in(texts: object) -> set[str]:
    """The named places in a message, or in all of its forms."""
    parts = texts if isinstance(texts, tuple | list) else (texts,)
    return {place for part in parts for place in _PLACES.findall(str(part or ""))}


def _problem(name: str, line: int, message: str, hint: str, column: int = 1) -> Problem:
    return Problem(name, line, column, "", "translation", message, hint)
