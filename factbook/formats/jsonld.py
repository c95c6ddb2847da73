"""JSON-LD in the words of schema.org: a Claim that cites Quotations out of articles, in a Dataset with its version.

The text can be put into a <script> element as it is: the signs that could end one are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from factbook.formats.entry import CitedArticle, CitedPassage, CitedRecord, Edition, Entry

_IN_HTML = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"})
_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def to_jsonld(entries: Sequence[Entry]) -> str:
    """One JSON object: of a single entry itself, of several a @graph of them in their order."""
    nodes = [_node(entry) for entry in entries]
    whole = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return dump_node(whole)


def dump_node(node: dict[str, Any]) -> str:
    """A node in the words of schema.org as a JSON-LD document for a <script> element as it is."""
    text = json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False, indent=2)
    return text.translate(_IN_HTML) + "\n"


def _node(entry: Entry) -> dict[str, Any]:
    record = entry.record
    if record.claim is None:
        return {"@type": "WebPage", **_page(record), "about": _article(entry.articles[0])}
    claim = {
        "@type": "Claim",
        **_page(record),
        "text": record.claim,
        "about": [{"@type": "Thing", "@id": url, "name": label} for label, url in record.about],
        "citation": [_quotation(article, passage) for article in entry.articles for passage in article.passages],
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": f"{record.url}#page",
            "url": record.url,
            "lastReviewed": record.checked,
        },
    }
    return _given(claim)


def _page(record: CitedRecord) -> dict[str, Any]:
    return {
        "@id": record.url,
        "url": record.url,
        "identifier": record.key,
        "name": record.title,
        "isPartOf": _dataset(record.edition, record.digest),
    }


def _dataset(edition: Edition, digest: str) -> dict[str, Any]:
    return _given(
        {
            "@type": "Dataset",
            "@id": f"{edition.base_url}/",
            "name": edition.title,
            "url": f"{edition.base_url}/",
            "version": edition.release.version,
            "identifier": digest,
            "license": edition.license_url,
        }
    )


def _quotation(article: CitedArticle, passage: CitedPassage) -> dict[str, Any]:
    quotation = {
        "@type": "Quotation",
        "text": passage.quote,
        "url": passage.link,
        "position": f"paragraph {passage.paragraph}",
        "inLanguage": article.language,
        "spokenByCharacter": {"@type": "Person", "name": passage.speaker} if passage.speaker else None,
        "isPartOf": _article(article),
    }
    return _given(quotation)


def _article(article: CitedArticle) -> dict[str, Any]:
    published = article.published or ""
    node = {
        "@type": "NewsArticle",
        "@id": article.url,
        "url": article.url,
        "headline": article.title,
        "author": article.author,
        "datePublished": published if _ISO_DATE.fullmatch(published) else None,
        "publisher": {"@type": "Organization", "name": article.publisher},
        "inLanguage": article.language,
    }
    return _given(node)


def _given(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value}
