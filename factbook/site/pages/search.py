"""Search over every fact: any text a person types becomes a question that full-text search can answer.

Turns words into an FTS5 expression made of quoted terms only, so that no sign in them has a meaning of its own, and
the ranked rows into hits with the found words marked. It raises for no text whatever.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from factbook.record import Reference

PAGE = 20
_MOST_TERMS = 24
_LONGEST_TERM = 60
_START, _END = "\x02", "\x03"

#: Matches that are counted and ranked, at most: the first ones by row number and, where there are more, as many of
#: those with the words in a label or name, which weigh most.
MOST = 5_000
#: Articles that a list to choose from may have.
_MOST_ARTICLES = 300

_MATCHING = """
from facts_fts where facts_fts match :match
and (:kind = '' or (select kind from facts where facts.rowid = facts_fts.rowid) = :kind)
and (:source = '' or +facts_fts.rowid in (
  select facts.rowid from citations join facts on facts.id = citations.fact where citations.source = :source))
limit :most"""
_FOUND = f"select rowid {_MATCHING}"
# A word in a label weighs more than one in a quote: label, names, words, quotes, sources.
_RANKED = f"select rowid, bm25(facts_fts, 10, 8, 4, 2, 1) {_MATCHING}"
_KINDS = """
select kind, count(*) from facts where rowid in (select value from json_each(:rows)) group by kind order by 2 desc, 1"""
# A walk over the matches, since to look one of them up by its number costs as much as many steps of the walk.
_HITS = """
select facts.rowid, facts.id, facts.kind, facts.label, snippet(facts_fts, -1, char(2), char(3), '…', 24),
  highlight(facts_fts, 0, char(2), char(3))
from facts_fts join facts on facts.rowid = facts_fts.rowid
where facts_fts match :match and +facts_fts.rowid in (select value from json_each(:rows)) limit :count"""
_ARTICLES = "select id, coalesce(title, publisher) from sources order by 2 limit ?"
_ARTICLE = "select count(*) from sources where id = ?"


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
    """The answer: hits of this page, kinds with their counts if known, `some` where no fact has all the words.

    `many` says that there are more than `total`, which are those that were looked at.
    """

    hits: tuple[Hit, ...]
    kinds: tuple[tuple[str, int | None], ...]
    total: int
    some: bool
    cut: bool
    many: bool


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
    if all_words is None or any_word is None:
        return Found((), (), 0, some=False, cut=False, many=False)
    cut = len(re.findall(r"\w+", query.text)) > _MOST_TERMS
    everywhere = replace(query, kind="")
    found = _rows(conn, all_words, everywhere)
    some = not found and any_word != all_words
    expression = any_word if some else all_words
    found = _rows(conn, expression, everywhere) if some else found
    is_whole = len(found) <= MOST
    kinds = tuple((row[0], row[1] if is_whole else None) for row in conn.execute(_KINDS, {"rows": json.dumps(found)}))
    of_kind = _rows(conn, expression, query) if query.kind else found
    many = len(of_kind) > MOST
    hits = _hits(conn, expression, _ranked(conn, expression, query, many))
    return Found(hits, kinds, min(len(of_kind), MOST), some and bool(found), cut, many)


def load_articles(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """The articles to choose from, id and title; none where they are too many for a list."""
    rows = conn.execute(_ARTICLES, [_MOST_ARTICLES + 1]).fetchall()
    return [(row[0], row[1]) for row in rows] if len(rows) <= _MOST_ARTICLES else []


def is_article(conn: sqlite3.Connection, id: str) -> bool:
    """Whether there is an article with this id."""
    return bool(conn.execute(_ARTICLE, [id]).fetchone()[0])


def _asked(expression: str, query: Query, most: int) -> dict[str, str | int]:
    return {"match": expression, "kind": query.kind, "source": query.source, "most": most}


def _rows(conn: sqlite3.Connection, expression: str, query: Query) -> list[int]:
    """Row numbers of matching facts, and one more than are looked at where there are more."""
    return [row[0] for row in conn.execute(_FOUND, _asked(expression, query, MOST + 1))]


def _ranked(conn: sqlite3.Connection, expression: str, query: Query, many: bool) -> list[int]:
    """Row numbers of the hits of the page, the best first."""
    scores: dict[int, float] = {}
    # Of a fact that stands in both, the second score knows more.
    for words in (f"{{label names}} : ({expression})", expression) if many else (expression,):
        scores.update((row[0], row[1]) for row in conn.execute(_RANKED, _asked(words, query, MOST)))
    best = sorted(scores, key=lambda row: (scores[row], row))
    return best[(query.page - 1) * PAGE : query.page * PAGE]


def _hits(conn: sqlite3.Connection, expression: str, rows: list[int]) -> tuple[Hit, ...]:
    found = conn.execute(_HITS, {"match": expression, "rows": json.dumps(rows), "count": len(rows)})
    hits = {row[0]: Hit(Reference(row[1], row[2], row[3]), _marked(row[5]), _marked(row[4])) for row in found}
    return tuple(hits[row] for row in rows)


def _marked(text: str) -> Markup:
    """The text with its found words in <mark>, everything else escaped."""
    safe = str(escape(" ".join(text.split())))
    return Markup(safe.replace(_START, "<mark>").replace(_END, "</mark>"))  # noqa: S704 - escaped above
