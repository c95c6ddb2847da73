"""Search over every fact: hits as readers see them, with what each says, where it was read, and why it was found.

Turns what `record.search` finds into lines with the found words marked. It raises for no text whatever.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factbook.record.search import Filters, Found, Hit, Way, bare, find
from factbook.site.names import Names
from factbook.site.pages.found_by import Why, load_whys, marked_title
from factbook.site.pages.lines import Line, ReadIn, load_articles_of, load_lines

PAGE = 20
#: Letters in which forms of one word are alike.
_ALIKE = 5
#: Articles that a list to choose from may have; synonyms that are named of a word; words that are offered one by one.
_MOST_ARTICLES, _MOST_SYNONYMS, _MOST_OFFERED = 300, 5, 6
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
class Shown:
    """A found fact: its line, the articles it was read in, why it was found, and whether it has every word."""

    hit: Hit
    line: Line
    read_in: tuple[ReadIn, ...]
    why: tuple[Why, ...]
    is_whole: bool

    @property
    def title(self) -> str:
        """Its label, the found words marked."""
        return marked_title(self.line.record.label, self.why)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found: hits of this page, kinds with their counts if known, and how the words were read.

    `whole` of the `total` have every word; `synonyms` are other words that were looked for, by the typed one;
    `corrected` are words read as others; `offered` are words that find something alone, with how much, where all
    together find nothing; `many` says that there are more than `total`, which are those that were looked at.
    """

    hits: tuple[Shown, ...] = ()
    kinds: tuple[tuple[str, int | None], ...] = ()
    total: int = 0
    whole: int = 0
    synonyms: tuple[tuple[str, tuple[Way, ...]], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    offered: tuple[tuple[str, int], ...] = ()
    cut: bool = False
    many: bool = False


def search(conn: sqlite3.Connection, query: Query, words: Names) -> Answer:
    """What is found: facts with all the words first, then those with at least half of them."""
    found = find(conn, query.text, Filters(source=query.source))
    of_kind = [hit for hit in found.hits if query.kind in ("", hit.record.kind)]
    counts = Counter(hit.record.kind for hit in found.hits)
    return Answer(
        hits=_shown(conn, found, of_kind[(query.page - 1) * PAGE : query.page * PAGE], words),
        kinds=tuple((kind, None if found.many else count) for kind, count in counts.most_common()),
        total=len(of_kind),
        whole=sum(hit.met == len(found.read.words) for hit in of_kind),
        synonyms=_synonyms(found),
        corrected=found.read.corrected,
        offered=() if found.hits else _offered(conn, found),
        cut=found.read.cut,
        many=found.many,
    )


def _shown(conn: sqlite3.Connection, found: Found, hits: list[Hit], words: Names) -> tuple[Shown, ...]:
    ids = [hit.record.id for hit in hits]
    lines = dict(zip(ids, load_lines(conn, ids, words), strict=True))
    read = load_articles_of(conn, ids, words)
    whys = load_whys(conn, found, [hit.row for hit in hits], words.remembered)
    every = len(found.read.words)
    return tuple(
        Shown(hit, lines[id], read[id], whys.get(hit.row, ()), hit.met == every)
        for id, hit in zip(ids, hits, strict=True)
    )


def _synonyms(found: Found) -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """For each word that was typed, others that were found for it, the strongest first."""
    named = []
    for word, ways in zip(found.read.words, found.ways, strict=False):
        others = dict[str, Way]()
        for way in ways:
            others.setdefault(bare(way.text)[:_ALIKE], way)
        others.pop(bare(word.typed)[:_ALIKE], None)
        if word.meanings and others:
            named.append((word.typed, tuple(others.values())[:_MOST_SYNONYMS]))
    return tuple(named)


def _offered(conn: sqlite3.Connection, found: Found) -> tuple[tuple[str, int], ...]:
    """Words of a query that found nothing, each that finds something alone."""
    if len(found.read.words) < 2:
        return ()
    alone = ((word.typed, len(find(conn, word.typed).hits)) for word in found.read.words[:_MOST_OFFERED])
    return tuple((word, count) for word, count in alone if count)


def load_articles(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """The articles to choose from, id and title; none where they are too many for a list."""
    rows = conn.execute(_ARTICLES, [_MOST_ARTICLES + 1]).fetchall()
    return [(row[0], row[1]) for row in rows] if len(rows) <= _MOST_ARTICLES else []


def is_article(conn: sqlite3.Connection, id: str) -> bool:
    """Whether there is an article with this id."""
    return bool(conn.execute(_ARTICLE, [id]).fetchone()[0])


def as_json(query: Query, answer: Answer, root: str) -> Mapping[str, Any]:
    """The same answer for programs, as docs/api.md describes it; `root` is the site's address without a slash."""
    return {
        "query": query.text,
        "kind": query.kind or None,
        "source": query.source or None,
        "page": query.page,
        "total": answer.total,
        "total_with_every_word": answer.whole,
        "more_than_total": answer.many,
        "kinds": dict(answer.kinds),
        "synonyms": {typed: [way.text for way in others] for typed, others in answer.synonyms},
        "corrected": dict(answer.corrected),
        "hits": [_hit_as_json(shown, root) for shown in answer.hits],
    }


def _hit_as_json(shown: Shown, root: str) -> Mapping[str, Any]:
    line = shown.line
    return {
        "id": line.record.id,
        "kind": line.record.kind,
        "label": line.record.label,
        "url": f"{root}{line.record.path}",
        "has_every_word": shown.is_whole,
        "score": round(shown.hit.score, 3),
        "amount": line.amount or None,
        "dates": [{"what": dated.what, "date": dated.date} for dated in line.dates],
        "articles": [{"id": read.id, "publisher": read.publisher} for read in shown.read_in],
        "differs_elsewhere": list(line.differing),
        "found_in": [{"field": why.field, "text": why.plain} for why in shown.why],
    }
