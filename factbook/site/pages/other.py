"""The pages that are no table's: what a request's arguments ask for, and the template variables that answer.

Pure functions of a connection, the names, the arguments, and what holds for the whole release; no argument whatever
makes them raise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from factbook.record import load_sources
from factbook.site.names import Names
from factbook.site.pages.changes import changes_page
from factbook.site.pages.dictionary import load_dictionary
from factbook.site.pages.feeds import feed_links
from factbook.site.pages.known import counted
from factbook.site.pages.search import PAGE, Query, is_article, load_articles, search
from factbook.site.pages.timeline import PAGE as EVENTS
from factbook.site.pages.timeline import load_year, load_years, strip_of
from factbook.site.totals import Totals

Arguments = Mapping[str, str]
Variables = dict[str, Any]
Page = Callable[[sqlite3.Connection, Names, Arguments, Totals], Variables]

_LONGEST_QUERY = 10_000
_LAST_PAGE = 500
_MOST_EVENTS = 2_000


def search_page(conn: sqlite3.Connection, words: Names, arguments: Arguments, _: Totals) -> Variables:
    """The search page: an unknown kind or article is as good as none, and so is a page that is no number."""
    query = read_search(conn, words, arguments)
    found = search(conn, query, words)
    again: dict[str, str | int | None] = {
        "q": query.text,
        "kind": query.kind,
        "source": query.source,
        "page": query.page + 1,
    }
    return {
        "query": query,
        "found": found,
        "articles": load_articles(conn),
        "next_page": _again(again) if query.page * PAGE < found.total else None,
    }


def read_search(conn: sqlite3.Connection, words: Names, arguments: Arguments) -> Query:
    """What the arguments of a search ask for."""
    source = arguments.get("source", "")
    return Query(
        text=arguments.get("q", "").replace("\x00", " ").strip()[:_LONGEST_QUERY],
        kind=_known(arguments.get("kind", ""), words.kinds()),
        source=source if is_article(conn, source) else "",
        page=_page(arguments.get("page", "")),
    )


def timeline_page(conn: sqlite3.Connection, words: Names, arguments: Arguments, totals: Totals) -> Variables:
    """The timeline, of one kind of facts or one year where the arguments name them."""
    kinds = sorted(totals.dated_kinds().items(), key=lambda pair: words.kinds().index(pair[0]))
    kind = _known(arguments.get("kind", ""), [name for name, _ in kinds])
    counts = totals.years(kind)
    year = int(_known(arguments.get("year", ""), [str(year) for year in counts]) or 0) or None
    page = _page(arguments.get("page", ""))
    # Too many for a page: the years are listed, and each has pages of its own.
    listed = year is None and sum(counts.values()) > _MOST_EVENTS
    years = load_year(conn, kind, year, page) if year else [] if listed else load_years(conn, kind)
    more = year is not None and page * EVENTS < counts[year]
    return {
        "years": years,
        "counts": counts if listed else {},
        "kinds": kinds,
        "kind": kind,
        "year": year,
        "strip": strip_of(totals.years()),
        "next_page": _again({"kind": kind, "year": year, "page": page + 1}) if more else None,
    }


def dictionary_page(conn: sqlite3.Connection, words: Names, _: Arguments, __: Totals) -> Variables:
    """The data dictionary, tables and views."""
    views = {name: comment for name, comment in words.schema.views.items() if not name.startswith("problem_")}
    return {"tables": load_dictionary(conn, words), "views": views}


def about_page(conn: sqlite3.Connection, _words: Names, _: Arguments, __: Totals) -> Variables:
    """What the factbook is and how it is made, with the articles it rests on, where they fit on a page."""
    return {"sources": load_sources(conn, [id for id, _ in load_articles(conn)]), "counted": counted()}


def accessibility_page(_: sqlite3.Connection, _words: Names, _arguments: Arguments, __: Totals) -> Variables:
    """What readers can expect, however they read; the words are the template's."""
    return {}


def feeds_page(_conn: sqlite3.Connection, words: Names, _: Arguments, totals: Totals) -> Variables:
    """Every feed and calendar: those of everything first, then table by table."""
    tables = [*words.kinds(), "sources"]
    links = [link for table in tables for link in feed_links(table, words, totals)]
    return {"listed": list(dict.fromkeys(links))}


def _known(value: str, among: list[str]) -> str:
    return value if value in among else ""


def _page(text: str) -> int:
    return max(1, min(int(text), _LAST_PAGE)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _again(arguments: Mapping[str, str | int | None]) -> str:
    return "?" + urlencode({key: value for key, value in arguments.items() if value})


# Each page by its path, with the template that shows it.
PAGES: dict[str, tuple[str, Page]] = {
    "/search": ("search.html", search_page),
    "/timeline": ("timeline.html", timeline_page),
    "/dictionary": ("dictionary.html", dictionary_page),
    "/about": ("about.html", about_page),
    "/accessibility": ("accessibility.html", accessibility_page),
    "/feeds": ("feeds.html", feeds_page),
    "/changes": ("changes.html", changes_page),
}
