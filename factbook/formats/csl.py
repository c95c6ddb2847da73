"""CSL-JSON, which Zotero, pandoc and citeproc read: an article-newspaper an article, once, then a dataset a record.

A name of which it is not known which part is the family name is literal. Quotes and paragraphs are in the record's
`note`, and by themselves in its `custom`. What is not printed is left out: each style has its own way to say "no date".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factbook.formats.entry import CitedArticle, CitedPassage, Entry, works_of
from factbook.text.dates import days_of


def to_csl(entries: Sequence[Entry]) -> str:
    """A JSON array of items: each article once, then the records."""
    items = [*map(_article, works_of(entries)), *map(_dataset, entries)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _article(article: CitedArticle) -> dict[str, Any]:
    item = {
        "id": article.key,
        "type": "article-newspaper",
        "title": article.title,
        "author": [_name(article)] if article.author else None,
        "container-title": article.publisher,
        "issued": _date(article.published) if article.published else None,
        "language": article.language,
        "URL": article.url,
        "accessed": _date(article.accessed) if article.accessed else None,
        "archive_location": article.archive_url,
    }
    return {name: value for name, value in item.items() if value}


def _name(article: CitedArticle) -> dict[str, str]:
    if article.family and article.given:
        return {"family": article.family, "given": article.given}
    return {"literal": article.author or ""}


def _passage(article: CitedArticle, passage: CitedPassage) -> dict[str, Any]:
    parts = {"article": article.key, "paragraph": passage.paragraph, "quote": passage.quote, "speaker": passage.speaker}
    return {name: value for name, value in parts.items() if value}


def _dataset(entry: Entry) -> dict[str, Any]:
    record = entry.record
    passages = [_passage(article, passage) for article in entry.articles for passage in article.passages]
    item = {
        "id": record.key,
        "type": "dataset",
        "title": record.title,
        "author": [{"literal": record.edition.author}],
        "publisher": record.edition.title,
        "issued": _date(record.date) if record.date else None,
        "version": record.edition.release.version,
        "language": record.language,
        "URL": record.url,
        "note": "; ".join(entry.notes),
        "custom": {"passages": passages} if passages else None,
    }
    return {name: value for name, value in item.items() if value}


def _date(edtf: str) -> dict[str, Any]:
    parts = [[part for part in day if part is not None] for day in days_of(edtf)]
    date: dict[str, Any] = {"date-parts": parts}
    if any(mark in edtf for mark in "~?%"):
        date["circa"] = True
    return date
