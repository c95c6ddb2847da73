"""How other records refer to a record: by the references that the schema declares, and by what they have in common.

Each way is a question to the database over a bounded number of records; together they are what a page calls related.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from factbook.record import Fact, Reference
from factbook.schema import REGISTER
from factbook.schema.links import Branch
from factbook.schema.names import quote_name as q
from factbook.site.names import Names

#: Records that refer to others, which a page looks at at most; a file has all.
MOST, ALL = 600, 1_000_000
#: The field by which one whose words a passage gives is referred to.
SPEAKER = "speaker"
#: Ways that no column declares: the same measure, the words of those who belong to a record, its name in another's
#: label, the same paragraph, and a record that both refer to.
MEASURE, THEIRS, NAMED, PARAGRAPH, SHARED = "(measure)", "(theirs)", "(named)", "(paragraph)", "(shared)"
_ORDER = (MEASURE, "", SPEAKER, THEIRS, NAMED, SHARED, PARAGRAPH)
_MOST_ALIKE = 60
#: A record that more than so many refer to has too little to say of two of them.
_MOST_SHARED = 40
_BRANCH = """
select {fact}, {kind}, '{field}', {column}, {role} from {table}
where {column} in (select value from json_each(:ids))"""
_SPOKEN = """
select citations.fact, facts.kind, 'speaker', citations.speaker, null
from citations join facts on facts.id = citations.fact
where citations.speaker in (select value from json_each(:ids)) group by 1, 4"""
_NAMED = """
select facts.id, facts.kind, ?, ?, null from facts_fts join facts on facts.rowid = facts_fts.rowid
where facts_fts match ? limit ?"""
_PARAGRAPH = """
select other.fact, facts.kind, ?, own.fact, null from citations as own
join citations as other on other.source = own.source and other.paragraph = own.paragraph and other.fact <> own.fact
join facts on facts.id = other.fact
where own.fact = ? group by 1 order by abs(other.start - own.start), 1 limit ?"""
_MEASURE = "select id, ?, ?, ?, null from {table} where {column} = ? and id <> ? order by id limit ?"


class Way(NamedTuple):
    """How a record refers to another: by which field, to which, in what capacity."""

    fact: str
    kind: str
    field: str
    target: str
    role: str | None


def load_ways(conn: sqlite3.Connection, ids: Sequence[str], words: Names, most: int = MOST) -> list[Way]:
    """How other records refer to those with these ids, by the order of kinds; each record once, by its first way."""
    return ordered(read_ways(conn, ids, words, most), ids, words)


def read_ways(conn: sqlite3.Connection, ids: Sequence[str], words: Names, most: int) -> list[Way]:
    """The references to the records with these ids, as they are found, so many at most."""
    query, wanted = _query(words.branches), json.dumps(list(ids))
    if len(ids) == 1:
        query, wanted = _query_of_one(words.branches), ids[0]
    return [Way(*row) for row in conn.execute(query, {"ids": wanted, "most": most})]


def ordered(rows: Sequence[Way], ids: Sequence[str], words: Names) -> list[Way]:
    """The ways by the order of kinds, each record once, by its first way; not those of the records themselves."""
    order = {kind: at for at, kind in enumerate(words.kinds())}
    place = {id: at for at, id in enumerate(ids)}
    ranked = sorted(rows, key=lambda way: (order[way.kind], nearness(way), place[way.target]))
    return new([], [way for way in ranked if way.fact not in place])


def nearness(way: Way) -> int:
    """How near it is: the same measure, a column, what was said, the name, what both have in common."""
    return _ORDER.index(way.field if way.field in _ORDER else "")


def new(ways: Sequence[Way], more: Sequence[Way]) -> list[Way]:
    """Those of the others whose record is in none of the ways, each once, by its first way."""
    found = {way.fact: way for way in ways}
    return [way for way in more if found.setdefault(way.fact, way) is way]


@lru_cache(maxsize=4)
def _query(referring: tuple[Branch, ...]) -> str:
    return "\nunion all ".join([*map(_asked, referring), _SPOKEN]) + " limit :most"


@lru_cache(maxsize=4)
def _query_of_one(referring: tuple[Branch, ...]) -> str:
    """The same for one record, which SQLite then looks up by its index in small tables too."""
    return _query(referring).replace("in (select value from json_each(:ids))", "= :ids")


def _asked(branch: Branch) -> str:
    """The references of a column to the records wanted, as ways; a list that any fact may have is of many kinds."""
    fact, column = q(branch.fact), q(branch.column)
    kind = f"(select kind from facts where id = {fact})" if branch.kind == REGISTER else f"'{branch.kind}'"  # noqa: S608 - the schema's own names
    return _BRANCH.format(
        fact=fact, kind=kind, field=branch.field, column=column, role=branch.role, table=q(branch.table)
    )


def naming(conn: sqlite3.Connection, record: Reference) -> list[Way]:
    """Records that have the record's name in their label, or in the words that they are found by."""
    name = " ".join(record.label.replace('"', " ").split())
    found = [NAMED, record.id, f'{{label words}} : "{name}"', _MOST_ALIKE]
    return [way for way in (Way(*row) for row in conn.execute(_NAMED, found)) if way.fact != record.id] if name else []


def measuring(conn: sqlite3.Connection, fact: Fact, words: Names) -> list[Way]:
    """Records that measure the same: another place or time, or another article."""
    column = words.tagged(fact.kind, "measure")
    if column is None or fact.value(column) is None:
        return []
    query = _MEASURE.format(table=q(fact.kind), column=q(column))
    asked = (fact.kind, MEASURE, fact.id, fact.value(column), fact.id, _MOST_ALIKE)
    return [Way(*row) for row in conn.execute(query, asked)]


def beside(conn: sqlite3.Connection, fact: Fact) -> list[Way]:
    """Records that come from the same paragraphs of the same articles."""
    return [Way(*row) for row in conn.execute(_PARAGRAPH, [PARAGRAPH, fact.id, _MOST_ALIKE])]


def sharing(conn: sqlite3.Connection, fact: Fact, words: Names) -> list[Way]:
    """Records that refer to what the record refers to, where few do: other plants of its company.

    Of a place only those of the record's own kind: the place has a page for the rest.
    """
    targets = {value.target.id: value.target for value in fact.values if value.target}
    read = words.remembered.ask("shared", targets, lambda missing: {id: _few(conn, id, words) for id in missing})
    near = [(ways, words.schema.tables[targets[id].kind]) for id, ways in read.items()]
    ways = [way for ways, table in near for way in ways if way.kind == fact.kind or "place" not in table.tags]
    return [way._replace(field=SHARED) for way in ways if way.fact != fact.id]


def _few(conn: sqlite3.Connection, id: str, words: Names) -> list[Way]:
    """How others refer to a record, where few do; else none."""
    rows = read_ways(conn, [id], words, _MOST_SHARED + 1)
    return ordered(rows, [id], words) if len(rows) <= _MOST_SHARED else []
