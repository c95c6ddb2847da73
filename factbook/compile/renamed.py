"""Which records are called otherwise than when a staging was kept: only who names those is to be asked again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property

from factbook.compile.names import Names
from factbook.compile.staging import Staging
from factbook.rules.rule import Reference
from factbook.text.support import known_names

_IDS_OF = "select id from ids join files on number = in_file where path = ?"
_TOUCHED = "select id from ids where in_file in temp.touched"


class Renamed:
    """Remembers what records of a kept staging were called, and notes which are called otherwise now."""

    def __init__(self, staging: Staging) -> None:
        """Of this staging, as it was kept."""
        self._database, self._schema = staging.database, staging.schema
        self._were: dict[str, Reference | None] = {}

    @cached_property
    def _names(self) -> Names:
        return Names(self._database, self._schema)

    def remember(self, path: str) -> None:
        """What the records of a file are called, which is to be dropped."""
        self._were.update((id, self._names.of(id)) for (id,) in self._database.execute(_IDS_OF, [path]).fetchall())

    def note(self) -> None:
        """Take note of them in the staging, when all files are in."""
        now = Names(self._database, self._schema)
        touched = {id for (id,) in self._database.execute(_TOUCHED)}
        ids = [id for id in self._were.keys() | touched if self._were.get(id) != now.of(id)]
        called = [each for id in ids for each in (self._were.get(id), now.of(id)) if each]
        note_renamed(self._database, ids, (name for each in called for name in (each.label, *each.names)))


def note_renamed(database: sqlite3.Connection, ids: Iterable[str], names: Iterable[str]) -> None:
    """Take note of records that are called otherwise, and of all their names, old and new."""
    database.executemany("insert into temp.renamed values (?)", [(id,) for id in ids])
    starts = known_names({"": names}).first_words
    database.executemany("insert into temp.name_starts values (?)", [(word,) for word in starts])


def name_starts(database: sqlite3.Connection) -> frozenset[str]:
    """The first words, folded, of the names that are not as they were: a text without them reads as it did."""
    return frozenset(word for (word,) in database.execute("select word from temp.name_starts"))
