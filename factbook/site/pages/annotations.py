"""Passages as Web Annotations: of a record, of an article, or one alone; text, or None where there is no such thing."""

from __future__ import annotations

import sqlite3

from factbook.formats import Edition
from factbook.formats.annotation import to_annotation, to_collection
from factbook.record import Fact, load_article, load_fact


def annotations_at(conn: sqlite3.Connection, table: str, id: str, edition: Edition) -> str | None:
    """The annotations of the record, article or passage of this table and id."""
    if table == "sources":
        return annotated_article(conn, id, edition)
    if table == "citations":
        return _alone(conn, id, edition)
    fact = load_fact(conn, id)
    return annotated_fact(fact, edition) if fact and fact.kind == table else None


def annotated_fact(fact: Fact, edition: Edition) -> str:
    """The passages that prove the fact."""
    return to_collection(fact.path, fact.label, fact.citations, fact.checked, edition)


def annotated_article(conn: sqlite3.Connection, id: str, edition: Edition) -> str | None:
    """The passages that are cited from the article."""
    article = load_article(conn, id)
    if article is None:
        return None
    source = article.source
    return to_collection(source.path, source.title or source.publisher, article.citations, None, edition)


def _alone(conn: sqlite3.Connection, id: str, edition: Edition) -> str | None:
    """The passage whose id is its fact's, a hyphen and its number."""
    fact = load_fact(conn, id.rpartition("-")[0])
    citation = next((each for each in fact.citations if each.id == id), None) if fact else None
    return to_annotation(citation, fact.checked, edition) if fact and citation else None
