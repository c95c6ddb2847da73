"""Fact files in their usual form, read line by line: what YAML makes of them and nothing else, or nothing at all.

Nearly every file is a list of records as `build.py fmt` writes them. Such a file needs no parser: a pattern a line,
and a few counts that show that no text holds what YAML would read in another way. Whatever is not plainly so (a
comment, a colon in a quoted text, a key twice) is left to `read`, which knows all of YAML. This module never says what
is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from factbook.forms import Forms

#: A node without its place in the file: a text, a list, or a mapping.
Plain = Any

_WORD = "[a-z][a-z0-9_-]{0,80}"
_VALUE = rf"""[\w$(].*|"[^"\\\n]*"|'[^'\n]*'|\[{_WORD}(?:, {_WORD})*\]"""
#: The start of a line, then a key with or without a value, or a text alone; or nothing.
_LINE = re.compile(rf"""^(?:( *(?:- )?)(?:({_WORD}):(?: ({_VALUE}))?|([\w$("'].*)))?$""", re.M)
_ITEM = re.compile(_VALUE)
#: What YAML takes for a comment, or is near to it.
_COMMENTS = (" #", ":#", "\n#")
#: For each start of a line with a text, the start of one that goes on with it.
_GOES_ON = {"  ": "    ", "    ": "      ", "    - ": "      ", "      ": "        "}
_MARKED = frozenset("\"'[")


class _UnusualError(Exception):
    """The lines do not follow each other as they usually do."""


def read_data(data: bytes) -> list[dict[str, Plain]] | None:
    """The records of a file's bytes; None where they are no text, or none in the usual form."""
    try:
        return read_lines(data.decode())
    except UnicodeDecodeError:
        return None


def read_lines(text: str) -> list[dict[str, Plain]] | None:
    """The records of a file's text, in order; None where it is not in the usual form."""
    # Characters that are not printable may be what no fact file holds, or what YAML 1.1 takes for the break of a line.
    if not text.replace("\n", "").isprintable() or " \n" in text or not text.endswith("\n"):
        return None
    if "#" in text and any(part in text for part in _COMMENTS):
        return None
    return _FORMS.records(text) or _read(text)


def _read(text: str) -> list[dict[str, Plain]] | None:
    lines = _LINE.findall(text)
    # Behind the last line's end there is one more place that is both the start and the end of a line.
    if len(lines) != text.count("\n") + 1:
        return None
    # Each key has one colon behind it: one more in a text would make a mapping of it.
    keys = len(lines) - [line[1] for line in lines].count("")
    if text.count(": ") + text.count(":\n") != keys:
        return None
    try:
        return _Reader().records_of(lines)
    except _UnusualError:
        return None


_FORMS = Forms(_read)


class _Reader:
    """Records that grow by a line at a time; each way in which a line may start has its method."""

    def __init__(self) -> None:
        self._records: list[dict[str, Plain]] = []
        #: The mappings that take a key, by the start of its line: of all others something is to be seen to first.
        self._blocks: dict[str, dict[str, Plain]] = {}
        #: The record's last key where it has no value, and what it holds: None before its first line.
        self._key, self._opened = "", None
        #: Where the last plain text stands, and the start of its line: it may go on in the next.
        self._last: tuple[Plain, Any, str] | None = None

    def records_of(self, lines: list[tuple[str, str, str, str]]) -> list[dict[str, Plain]]:
        """All records that the lines make."""
        blocks = self._blocks
        others: dict[str, Callable[[str, str, str, str], None]] = {
            "": self._blank,
            "- ": self._record,
            "  ": self._of_record,
            "    - ": self._of_list,
        }
        others |= {"    ": self._of_mapping, "      ": self._of_item, "        ": self._go_on}
        for start, key, value, words in lines:
            block = blocks.get(start)
            if block is not None and value and value[0] not in _MARKED and key not in block:
                block[key] = value
                self._last = block, key, start
            elif start not in others:
                raise _UnusualError
            else:
                others[start](start, key, value, words)
        self._settle()
        return self._records

    def _settle(self) -> None:
        """The record's last key has been given what it holds."""
        if not self._records or (self._key and self._opened is None):
            raise _UnusualError
        self._key, self._opened = "", None
        self._blocks.clear()
        self._blocks["  "] = self._records[-1]

    def _blank(self, _start: str, *line: str) -> None:
        if any(line):
            raise _UnusualError  # a text that is not indented stands in no record
        self._last = None

    def _record(self, _start: str, *line: str) -> None:
        if self._records:
            self._settle()
        self._records.append({})
        self._of_record("  ", *line)

    def _of_record(self, start: str, key: str, value: str, _words: str) -> None:
        self._settle()
        if value:
            self._put(self._records[-1], key, value, start)
        elif key and key not in self._records[-1]:
            self._key, self._last = key, None
            self._blocks.clear()
        else:
            raise _UnusualError

    def _open(self, kind: type) -> Plain:
        """What the last key of the record holds, made where this is its first line."""
        if self._key and self._opened is None:
            self._opened = self._records[-1][self._key] = kind()
        if type(self._opened) is not kind:
            raise _UnusualError
        return self._opened

    def _of_list(self, start: str, key: str, value: str, words: str) -> None:
        items = self._open(list)
        self._blocks.clear()
        items.append({} if key else "")
        if key:
            self._blocks["      "] = items[-1]
            self._put(items[-1], key, value, "      ")
        elif _ITEM.fullmatch(words):
            self._set(items, -1, words, start)
        else:
            raise _UnusualError

    def _of_mapping(self, start: str, key: str, value: str, words: str) -> None:
        if key:
            self._put(self._open(dict), key, value, start)
        else:
            self._go_on(start, key, value, words)

    def _of_item(self, start: str, key: str, value: str, words: str) -> None:
        if not key:
            self._go_on(start, key, value, words)
        elif start in self._blocks:
            self._put(self._blocks[start], key, value, start)
        else:
            raise _UnusualError

    def _go_on(self, start: str, key: str, _value: str, words: str) -> None:
        if key or self._last is None or _GOES_ON[self._last[2]] != start:
            raise _UnusualError
        holder, place, _ = self._last
        holder[place] += " " + words

    def _put(self, block: dict[str, Plain], key: str, value: str, start: str) -> None:
        if key in block or not value:
            raise _UnusualError
        self._set(block, key, value, start)

    def _set(self, holder: Plain, place: Any, value: str, start: str) -> None:
        """Put a value in its place; only a plain one may go on in the next line."""
        first = value[0]
        if first in _MARKED:
            holder[place] = value[1:-1].split(", ") if first == "[" else value[1:-1]
            self._last = None
        else:
            holder[place] = value
            self._last = holder, place, start
