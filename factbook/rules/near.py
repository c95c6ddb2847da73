"""Free words of ours that should be the same wherever the same is meant: those in use, and new ones near an old one.

An indicator or a topic has no closed list. Nothing is wrong with a new one; it is only told where another is like it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from difflib import get_close_matches

from factbook.factfiles.published_values import PublishedValues, digest_of
from factbook.schema import Column, Schema, Table
from factbook.schema.names import quote_name
from factbook.text.names import fold

_NEAR = 0.8
_USED = """
select {column}, count(*), min(path || ':' || at_line) from {table} join files on number = in_file
where {column} is not null group by 1 order by 2 desc, 1
"""


def open_words(table: Table) -> list[Column]:
    """The columns of a table whose words are free and are searched by: our own, and units."""
    free = (c for c in table.given.values() if c.type == "TEXT" and not (c.choices or c.references))
    return [c for c in free if "search" in c.tags and c.tags & {"editorial", "unit"} and "words" not in c.tags]


def near_words(database: sqlite3.Connection, schema: Schema, published: PublishedValues) -> Iterator[str]:
    """A sentence for each of our own words that no release has and that is like one in use, in order of place."""
    for table in schema.fact_tables.values():
        for column in open_words(table):
            if "editorial" in column.tags:
                yield from _near(database, table, column, _published(published, column.name))


def _published(published: PublishedValues, column: str) -> set[str]:
    """The digests of all values that the last release has in a column of that name."""
    return {digest for fields in published.records.values() for digest in fields.get(column, ())}


def _near(database: sqlite3.Connection, table: Table, column: Column, old: set[str]) -> Iterator[str]:
    sql = _USED.format(column=quote_name(column.name), table=quote_name(table.name))
    used: dict[str, tuple[int, str]] = {word: (count, place) for word, count, place in database.execute(sql)}
    for word, (count, place) in used.items():
        others = {
            fold(other): other
            for other in used
            if other != word and (digest_of([other]) in old or used[other][0] > count)
        }
        near = get_close_matches(fold(word), others, 1, _NEAR) if digest_of([word]) not in old else []
        for other in near:
            times = used[others[other]][0]
            yield f"{place}: {column.name} {word!r} is new; is it {others[other]!r} (used by {times})?"
