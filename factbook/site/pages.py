"""The pages that are no table's: what a request's arguments ask for, and the template variables that answer.

Pure functions of a connection, the names, and the arguments; no argument whatever makes them raise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from factbook.record import load_sources
from factbook.site.dictionary import load_dictionary
from factbook.site.search import PAGE, Query, load_articles, search
from factbook.site.timeline import load_counts, load_kinds, load_strip, load_years
from factbook.site.words import Words

Arguments = Mapping[str, str]
Page = Callable[[sqlite3.Connection, Words, Arguments], dict[str, Any]]

_LONGEST_QUERY = 10_000
_LAST_PAGE = 500
_MOST_EVENTS = 2_000


def search_page(conn: sqlite3.Connection, words: Words, arguments: Arguments) -> dict[str, Any]:
    """The search page: an unknown kind or article is as good as none, and so is a page that is no number."""
    articles = load_articles(conn)
    query = Query(
        text=arguments.get("q", "").replace("\x00", " ").strip()[:_LONGEST_QUERY],
        kind=_known(arguments.get("kind", ""), words.kinds()),
        source=_known(arguments.get("source", ""), [id for id, _ in articles]),
        page=_page(arguments.get("page", "")),
    )
    found = search(conn, query)
    more = query.page * PAGE < found.total
    return {
        "query": query,
        "found": found,
        "articles": articles,
        "next_page": _again(query, query.page + 1) if more else None,
    }


def timeline_page(conn: sqlite3.Connection, words: Words, arguments: Arguments) -> dict[str, Any]:
    """The timeline, of one kind of facts or one year where the arguments name them."""
    kinds = sorted(load_kinds(conn), key=lambda pair: words.kinds().index(pair[0]))
    kind = _known(arguments.get("kind", ""), [name for name, _ in kinds])
    counts = load_counts(conn, kind)
    year = int(_known(arguments.get("year", ""), [str(year) for year in counts]) or 0) or None
    # Too many for a page: the years are listed, and each has a page of its own.
    listed = year is None and sum(counts.values()) > _MOST_EVENTS
    return {
        "years": [] if listed else load_years(conn, kind, year),
        "counts": counts if listed else {},
        "kinds": kinds,
        "kind": kind,
        "year": year,
        "strip": load_strip(conn),
    }


def dictionary_page(conn: sqlite3.Connection, words: Words, _: Arguments) -> dict[str, Any]:
    """The data dictionary, tables and views."""
    views = {name: comment for name, comment in words.schema.views.items() if not name.startswith("problem_")}
    return {"tables": load_dictionary(conn, words), "views": views}


def about_page(conn: sqlite3.Connection, _words: Words, _: Arguments) -> dict[str, Any]:
    """What the factbook is and how it is made, with the articles it rests on."""
    ids = [id for id, _ in load_articles(conn)]
    return {"sources": load_sources(conn, ids)}


def _known(value: str, among: list[str]) -> str:
    return value if value in among else ""


def _page(text: str) -> int:
    return max(1, min(int(text), _LAST_PAGE)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _again(query: Query, page: int) -> str:
    arguments = {"q": query.text, "kind": query.kind, "source": query.source, "page": page}
    return "?" + urlencode({key: value for key, value in arguments.items() if value})


# Each page by its path, with the template that shows it.
PAGES: dict[str, tuple[str, Page]] = {
    "/search": ("search.html", search_page),
    "/timeline": ("timeline.html", timeline_page),
    "/dictionary": ("dictionary.html", dictionary_page),
    "/about": ("about.html", about_page),
}
