"""CSL-JSON, which Zotero, pandoc and citeproc read: an article-newspaper an article, then a dataset for the record.

Names are literal, since a byline does not say which part is the family name. Quotes and paragraphs stand in `note`, and
by themselves in `custom`. What is not printed is left out: each style has its own way to say "no date".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factbook.formats.entry import CitedArticle, Entry, Passage, Record
from factbook.text.dates import days_of


def to_csl(entries: Sequence[Entry]) -> str:
    """A JSON array of items; each record follows the articles it rests on."""
    items = [item for entry in entries for item in (*map(_article, entry.articles), _dataset(entry.record))]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _article(article: CitedArticle) -> dict[str, Any]:
    item = {
        "id": article.key,
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": article.author}] if article.author else None,
        "container-title": article.publisher,
        "issued": _date(article.published) if article.published else None,
        "language": article.language,
        "URL": article.url,
        "note": "; ".join(article.notes),
        "custom": {"passages": [_passage(passage) for passage in article.passages]} if article.passages else None,
    }
    return {name: value for name, value in item.items() if value}


def _passage(passage: Passage) -> dict[str, Any]:
    parts = {"paragraph": passage.paragraph, "quote": passage.quote, "speaker": passage.speaker}
    return {name: value for name, value in parts.items() if value}


def _dataset(record: Record) -> dict[str, Any]:
    return {
        "id": record.key,
        "type": "dataset",
        "title": record.title,
        "container-title": record.edition.title,
        "version": record.edition.release.version,
        "URL": record.url,
        "note": record.state,
    }


def _date(edtf: str) -> dict[str, Any]:
    parts = [[part for part in day if part is not None] for day in days_of(edtf)]
    date: dict[str, Any] = {"date-parts": parts}
    if any(mark in edtf for mark in "~?%"):
        date["circa"] = True
    return date
