"""The front page: what there is, how much of it, and what was checked last.

Counts and the newest records are what holds for the whole release; the words are metadata.yml's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factbook.record import load_fact, load_links
from factbook.site.names import Names
from factbook.site.pages.fact import FactPage, fact_page
from factbook.site.pages.known import counted
from factbook.site.pages.timeline import strip_of
from factbook.site.totals import Totals


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of facts with how many there are."""

    name: str
    title: str
    description: str
    count: int


def load_front(conn: sqlite3.Connection, metadata: Mapping[str, Any], words: Names, totals: Totals) -> dict[str, Any]:
    """The variables of the front page."""
    return {
        "kinds": [_kind(name, words, totals.kinds.get(name, 0)) for name in words.kinds()],
        "proved": totals.proved,
        "counted": counted(),
        "latest": totals.latest,
        "questions": metadata.get("questions") or [],
        "strip": strip_of(totals.years()),
        "example": _example(conn, words, totals.example),
        "headline": metadata.get("headline"),
        "intro": metadata.get("description"),
        "search_hint": metadata.get("search_hint"),
    }


def _kind(name: str, words: Names, count: int) -> Kind:
    return Kind(name, words.title(name), str(words.tables.get(name, {}).get("description") or ""), count)


def _example(conn: sqlite3.Connection, words: Names, id: str | None) -> FactPage | None:
    fact = load_fact(conn, id) if id else None
    return fact_page(fact, load_links(conn, fact.id), words) if fact else None
