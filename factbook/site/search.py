"""Search over every fact: any text a person types becomes a question that full-text search can answer.

Turns words into an FTS5 expression made of quoted terms only, so that no sign in them has a meaning of its own, and
the ranked rows into hits with the found words marked. It raises for no text whatever.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

from markupsafe import Markup, escape

from factbook.record import Reference

PAGE = 20
_MOST_TERMS = 24
_LONGEST_TERM = 60
_START, _END = "\x02", "\x03"

# A word in a label weighs more than one in a quote: label, names, words, quotes, sources.
_HITS = """
select facts.id, facts.kind, facts.label, snippet(facts_fts, -1, char(2), char(3), '…', 24),
  highlight(facts_fts, 0, char(2), char(3))
from facts_fts join facts on facts.rowid = facts_fts.rowid
where facts_fts match :match and (:kind = '' or facts.kind = :kind) and (:source = '' or exists (
  select 1 from citations where citations.fact = facts.id and citations.source = :source))
order by bm25(facts_fts, 10, 8, 4, 2, 1), facts.label limit :limit offset :offset"""
_KINDS = """
select facts.kind, count(*) from facts_fts join facts on facts.rowid = facts_fts.rowid
where facts_fts match :match and (:source = '' or exists (
  select 1 from citations where citations.fact = facts.id and citations.source = :source))
group by facts.kind order by 2 desc, 1"""
_ARTICLES = "select id, coalesce(title, publisher) from sources order by 2"


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: `text` as typed, kind and source ('' for any), page from 1."""

    text: str
    kind: str = ""
    source: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A found fact: its label and a line of its context, the found words marked."""

    record: Reference
    title: Markup
    context: Markup


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: hits of this page, kinds with their counts, `some` where no fact has all the words."""

    hits: tuple[Hit, ...]
    kinds: tuple[tuple[str, int], ...]
    total: int
    some: bool
    cut: bool


def terms(text: str) -> list[str]:
    """The words of a text, whatever stands between them; at most so many, and none endless."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text))
    return [word[:_LONGEST_TERM] for word in words[:_MOST_TERMS]]


def match_expression(text: str, every: bool = True) -> str | None:
    """An FTS5 expression for facts with every (or any) of the words, the last as a beginning; None without words."""
    quoted = [f'"{term}"' for term in terms(text)]
    if not quoted:
        return None
    return (" AND " if every else " OR ").join([*quoted[:-1], f"{quoted[-1]} *"])


def search(conn: sqlite3.Connection, query: Query) -> Found:
    """What is found: facts with all the words or, where there is none, with some of them."""
    all_words, any_word = match_expression(query.text), match_expression(query.text, every=False)
    cut = len(re.findall(r"\w+", query.text)) > _MOST_TERMS
    if all_words is None or any_word is None:
        return Found((), (), 0, some=False, cut=False)
    kinds = _kinds(conn, all_words, query)
    some = not kinds and any_word != all_words
    expression = any_word if some else all_words
    kinds = _kinds(conn, expression, query) if some else kinds
    total = sum(count for kind, count in kinds if query.kind in ("", kind))
    return Found(_hits(conn, expression, query), kinds, total, some and bool(kinds), cut)


def load_articles(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """The articles to choose from: id and title."""
    return [(row[0], row[1]) for row in conn.execute(_ARTICLES)]


def _kinds(conn: sqlite3.Connection, expression: str, query: Query) -> tuple[tuple[str, int], ...]:
    rows = conn.execute(_KINDS, {"match": expression, "source": query.source})
    return tuple((row[0], row[1]) for row in rows)


def _hits(conn: sqlite3.Connection, expression: str, query: Query) -> tuple[Hit, ...]:
    asked = {"match": expression, "kind": query.kind, "source": query.source}
    rows = conn.execute(_HITS, {**asked, "limit": PAGE, "offset": (query.page - 1) * PAGE})
    return tuple(Hit(Reference(row[0], row[1], row[2]), _marked(row[4]), _marked(row[3])) for row in rows)


def _marked(text: str) -> Markup:
    """The text with its found words in <mark>, everything else escaped."""
    safe = str(escape(" ".join(text.split())))
    return Markup(safe.replace(_START, "<mark>").replace(_END, "</mark>"))  # noqa: S704 - escaped above
