"""Finds facts: a query as parameters of one SQL statement, and what it returns.

The statement (search.sql) is the whole ranking. The planner here turns words into its parameters, and bounds how much
of the index each is looked up in: what is very common is only looked for beside what is rarer.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from factbook.record.model import Reference
from factbook.record.search.reading import Read, read_query
from factbook.record.search.statements import BEGUN, COUNTS, FACTS, statement
from factbook.record.search.words import Way, Word, phrase
from factbook.text.letters import RUN, fold, pairs

#: Matches of one way that are looked at, at most: the first ones by row number.
MOST = 5_000
_EVERY_ROW = 2**62
#: What FTS5 takes for the rarity of what most rows have.
_LEAST_RARITY = 1e-6
#: Number of a word, a way to find it, how many facts it finds, the row number of the last.
_Counted = tuple[int, Way, int, int]


@dataclass(frozen=True, slots=True)
class Filters:
    """What facts are wanted: of these tables (none: of all), cited from this article ("": from any)."""

    kinds: tuple[str, ...] = ()
    source: str = ""


class Hit(NamedTuple):
    """A found fact: its row number, the record, how many words it meets, and its score, the higher the better."""

    row: int
    record: Reference
    met: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: its words as they were read, and the hits, those that meet every word first.

    `ways` are those that find something, word by word; `many` says that one has more matches than are looked at.
    """

    read: Read
    hits: tuple[Hit, ...] = ()
    ways: tuple[tuple[Way, ...], ...] = ()
    many: bool = False

    @property
    def whole(self) -> int:
        """How many hits meet every word; they stand first."""
        return sum(hit.met == len(self.read.words) for hit in self.hits)


class Asked(NamedTuple):
    """A way as the statement takes it: number of the word, expression, index, weight, last row that is looked at."""

    word: int
    expression: str
    in_letters: bool
    weight: float
    last: int


def find(conn: sqlite3.Connection, text: str, filters: Filters = Filters(), most: int = MOST) -> Found:
    """The facts that a text finds, the best first: with every word, then with at least half of them."""
    read = read_query(conn, text)
    if not read.words:
        return Found(read)
    planned = plan(conn, read.words, most)
    rows = conn.execute(statement(), parameters(read.words, planned.asked, filters))
    hits = tuple(Hit(row[0], Reference(*row[1:4]), row[4], row[5]) for row in rows)
    return Found(read, hits, planned.ways, planned.many)


def begun(conn: sqlite3.Connection, text: str, kinds: Sequence[str], most: int) -> tuple[Hit, ...]:
    """The facts of these tables in whose names a word begins as the text ends, be it one letter; short names first."""
    text = fold(text).strip()
    in_letters = RUN.fullmatch(text) is not None
    begins = f'"{pairs(text)}"' if in_letters else phrase(text)
    if not begins:
        return ()
    asked = {"expression": f"{{label names}} : {begins} *", "kinds": json.dumps(list(kinds)), "most": most}
    return tuple(Hit(row[0], Reference(*row[1:4]), row[4], row[5]) for row in conn.execute(BEGUN[in_letters], asked))


def parameters(words: Sequence[Word], asked: Sequence[Asked], filters: Filters) -> dict[str, str | int]:
    """What the statement is given, by name."""
    return {
        "asked": json.dumps([[*way] for way in asked]),
        "words": len(words),
        "least": -(-len(words) // 2),
        "name": _named(words),
        "kinds": json.dumps(list(filters.kinds)),
        "source": filters.source,
    }


def _named(words: Sequence[Word]) -> str:
    """The id of the record that all of the query names; "" where it names none, or several."""
    names = [each.removeprefix("name:") for each in words[0].meanings if each.startswith("name:")]
    return names[0] if len(words) == 1 and len(names) == 1 else ""


class Plan(NamedTuple):
    """What the statement is asked, the ways that find something word by word, and whether a bound cuts anything off."""

    asked: tuple[Asked, ...]
    ways: tuple[tuple[Way, ...], ...]
    many: bool


def plan(conn: sqlite3.Connection, words: Sequence[Word], most: int = MOST) -> Plan:
    """The ways that find something, each within its bound.

    A word that is common finds what the rarer ones find, and counts nothing for it; where all are common, each is
    looked for in names, as far as the bound goes.
    """
    counted = [(number, way, *_count(conn, way, most)) for number, word in enumerate(words) for way in word.ways]
    found = _levelled(conn, [each for each in counted if each[2]])
    rare = [way.expression for _, way, count, _ in found if count <= most and not way.in_letters]
    asked = tuple(bounded for each in found for bounded in _bounded(conn, each, rare, most))
    ways = tuple(tuple(way for of, way, *_ in found if of == number) for number in range(len(words)))
    return Plan(asked, ways, any(each.last < _EVERY_ROW for each in asked))


def _levelled(conn: sqlite3.Connection, counted: Sequence[_Counted]) -> list[_Counted]:
    """The ways, weighed so that a word counts by how rare the commonest of them is.

    FTS5 weighs each phrase by how rare it is itself (bm25), so that a synonym that hardly ever stands would win.
    """
    facts = int(conn.execute(FACTS).fetchone()[0] or 0)
    commonest = dict[int, int]()
    for number, _, count, _ in counted:
        commonest[number] = max(commonest.get(number, 0), count)
    return [
        (
            number,
            way._replace(weight=way.weight * _rarity(facts, commonest[number], 1) / _rarity(facts, count, 0)),
            count,
            last,
        )
        for number, way, count, last in counted
    ]


def _rarity(facts: int, count: int, plus: int) -> float:
    """The inverse document frequency of BM25, as FTS5 has it (plus 0), or never below nothing (plus 1)."""
    odds = (facts - count + 0.5) / (count + 0.5)
    return max(log(odds + plus), _LEAST_RARITY)


def _count(conn: sqlite3.Connection, way: Way, most: int) -> tuple[int, int]:
    """How many facts the way finds, one more than the bound at most, and the number of the last."""
    count, last = conn.execute(COUNTS[way.in_letters], {"expression": way.expression, "most": most + 1}).fetchone()
    return count, last or 0


def _bounded(conn: sqlite3.Connection, counted: _Counted, rare: Sequence[str], most: int) -> Iterator[Asked]:
    number, way, count, last = counted
    if count <= most:
        yield Asked(number, way.expression, way.in_letters, way.weight, _EVERY_ROW)
    elif rare and not way.in_letters:
        beside = " OR ".join(f"({each})" for each in rare)
        yield Asked(number, f"({way.expression}) AND ({beside})", False, 0.0, _EVERY_ROW)
    else:
        named = way._replace(expression=f"{{label names}} : ({way.expression})")
        in_names, end = _count(conn, named, most)
        if in_names:
            yield Asked(number, named.expression, way.in_letters, way.weight, end if in_names > most else _EVERY_ROW)
        yield Asked(number, way.expression, way.in_letters, way.weight, last)
