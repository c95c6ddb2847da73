"""The front page: what there is, how much of it, and what was checked last.

Reads counts and the newest records from the finished database; the words are metadata.yml's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factbook.record import Reference, load_facts, load_links
from factbook.site.fact_page import FactPage, fact_page
from factbook.site.timeline import load_strip
from factbook.site.words import Words

_KINDS = "select kind, count(*) from facts group by kind"
# Places are reference data, which no article has to prove: they are no facts in this sense.
_PROVED = "select count(distinct fact) from citations"
_LATEST = """
select id, kind, label, checked from facts
where kind in ('figures', 'agreements', 'meetings', 'programs', 'statements')
order by checked desc, rowid desc limit 6"""
# A fact to show how it is done: a figure of money, proved by a speaker's words; any figure, where none is.
_EXAMPLE = """
select figures.id from figures join citations on citations.fact = figures.id
where figures.value is not null
order by figures.unit = 'USD' desc, citations.speaker is not null desc, figures.year desc, figures.value desc limit 1"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of facts with how many there are."""

    name: str
    title: str
    description: str
    count: int


def load_front(conn: sqlite3.Connection, metadata: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The variables of the front page."""
    counts: dict[str, int] = {row[0]: row[1] for row in conn.execute(_KINDS)}
    latest = [(Reference(row[0], row[1], row[2]), row[3]) for row in conn.execute(_LATEST)]
    return {
        "kinds": [_kind(name, words, counts.get(name, 0)) for name in words.kinds()],
        "proved": conn.execute(_PROVED).fetchone()[0],
        "latest": latest,
        "questions": metadata.get("questions") or [],
        "strip": load_strip(conn),
        "example": _example(conn, words),
        "headline": metadata.get("headline"),
        "intro": metadata.get("description"),
    }


def _kind(name: str, words: Words, count: int) -> Kind:
    return Kind(name, words.title(name), str(words.tables.get(name, {}).get("description") or ""), count)


def _example(conn: sqlite3.Connection, words: Words) -> FactPage | None:
    row = conn.execute(_EXAMPLE).fetchone()
    facts = load_facts(conn, [row[0]]) if row else []
    return fact_page(facts[0], load_links(conn, facts[0].id), words) if facts else None
