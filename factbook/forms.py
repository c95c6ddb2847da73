"""Records of fact files by their form: the text of a record without its values.

Thousands of records differ in their values only. A record is taken apart in one sweep into its form, which is looked
up, and its values, which are put where those of the first record of that form stood. That first one is read by whoever
knows how; here it is only learned where everything goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import count
from operator import itemgetter
from typing import Any

#: A record that has been read: texts, lists and mappings.
Read = dict[str, Any]
#: A key's value: a plain text of one line, or words in brackets.
_VALUE = re.compile(r": ([\w$(].*|\[[a-z0-9_, -]+\])")
_BRACKETED = re.compile(r"\[[a-z][a-z0-9_-]*(?:, [a-z][a-z0-9_-]*)*\]")
#: Forms, and lists in brackets, that are remembered.
_REMEMBERED = 10_000


class OtherError(Exception):
    """The text is not made of records whose form can be learned."""


class _Words(dict[str, list[str]]):
    """The words of a list in brackets, by its text: few such lists are written, again and again."""

    def __missing__(self, text: str) -> list[str]:
        """The words of a text that is new."""
        if not _BRACKETED.fullmatch(text):
            raise OtherError
        if len(self) >= _REMEMBERED:
            self.clear()
        words = self[text] = text[1:-1].split(", ")
        return words


_words = _Words()


class _Block:
    """Where the values of a mapping stand among those of its record, and which are lists in brackets."""

    def __init__(self, block: Read, places: Iterable[int]) -> None:
        self._keys = tuple(block)
        at = list(places)
        # Of one place or none a getter of places would not give a list.
        few = slice(at[0], at[0] + 1) if at else slice(0)
        self._pick: Callable[[list[str]], Any] = itemgetter(*at) if len(at) > 1 else itemgetter(few)
        self.bracketed = tuple(key for key in block if type(block[key]) is list)

    def made(self, values: list[str]) -> Read:
        """The mapping that these values make."""
        block: Read = dict(zip(self._keys, self._pick(values), strict=True))
        for key in self.bracketed:
            block[key] = _words[block[key]]
        return block


class _Form:
    """The mappings that a record is made of: itself, and those that its keys hold, one or a list of them."""

    def __init__(self, record: Read) -> None:
        place = count()
        own: dict[str, int] = {}
        self._inner: list[tuple[str, list[_Block], bool]] = []
        for key, node in record.items():
            blocks = [node] if type(node) is dict else node if type(node) is list else []
            if blocks and all(type(block) is dict for block in blocks):
                parts = [_Block(block, [next(place) for _ in block]) for block in blocks]
                self._inner.append((key, parts, type(node) is list))
            else:
                own[key] = next(place)
        self._own = _Block({key: record[key] for key in own}, own.values())
        every = [self._own, *(part for _, parts, _ in self._inner for part in parts)]
        #: How many values there are, how many of them lists in brackets, and how many keys have none in their line.
        self.size, self.opened = next(place), len(self._inner)
        self.bracketed = sum([len(block.bracketed) for block in every])

    def made(self, values: list[str]) -> Read:
        """The record that these values make."""
        record = self._own.made(values)
        for key, parts, is_list in self._inner:
            record[key] = [part.made(values) for part in parts] if is_list else parts[0].made(values)
        return record


class Forms:
    """The forms that are known; `read` reads the first record of each, and gives None where it cannot."""

    def __init__(self, read: Callable[[str], list[Read] | None]) -> None:
        """Learn by `read`."""
        self._read = read
        self._known: dict[str, _Form] = {}

    def records(self, text: str) -> list[Read] | None:
        """The records of a file's text; None where it has others than those whose form can be learned.

        The text must be plain: without comments, tabs, or white space at the end of a line.
        """
        try:
            return self._records(text)
        except OtherError:
            return None

    def _records(self, text: str) -> list[Read]:
        records = []
        values_seen = bracketed = opened = 0
        for chunk in text[:-1].split("\n\n"):
            parts = _VALUE.split(chunk)
            values = parts[1::2]
            key = "\n".join(parts[::2])
            form = self._known.get(key) or self._learn(key, chunk, values)
            records.append(form.made(values))
            values_seen += len(values)
            bracketed += form.bracketed
            opened += form.opened
        # A colon more in a text would make a mapping of it, and a bracket a list.
        if (text.count(": "), text.count(":\n"), text.count(": [")) != (values_seen, opened, bracketed):
            raise OtherError
        return records

    def _learn(self, key: str, chunk: str, values: list[str]) -> _Form:
        read = self._read(f"{chunk}\n")
        if not read or len(read) != 1:
            raise OtherError
        form = _Form(read[0])
        if len(values) != form.size or form.made(values) != read[0]:
            raise OtherError  # a text in quotes or over several lines
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[key] = form
        return form
