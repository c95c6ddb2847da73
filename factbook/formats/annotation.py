"""Passages as Web Annotations (W3C Recommendation, 23 February 2017): a quote in an article, and the record it proves.

A quote that leaves words out has a target for each of its parts, since a text quote selector is of words as they stand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factbook.formats.entry import Edition
from factbook.formats.urls import clean_url
from factbook.record import DATABASE, Citation
from factbook.text.quotes import ELLIPSIS

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
#: How the address of annotations ends.
ENDING = ".anno.jsonld"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def to_annotation(citation: Citation, checked: str | None, edition: Edition) -> str:
    """One annotation as a document; `checked` is the day (ISO 8601) on which its record was last checked."""
    return _document(_annotation(citation, checked, edition))


def to_collection(path: str, label: str, citations: Sequence[Citation], checked: str | None, edition: Edition) -> str:
    """The annotations of a record or an article, whose page has the path, in their order: a collection of one page."""
    url = clean_url(edition.base_url + path + ENDING)
    items = [_annotation(citation, checked, edition) for citation in citations]
    page = {"id": f"{url}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {"id": url, "type": "AnnotationCollection", "label": label, "total": len(items)}
    return _document({**collection, "first": page} if items else collection)


def _document(node: dict[str, Any]) -> str:
    return json.dumps({"@context": _CONTEXT, **node}, ensure_ascii=False, indent=2) + "\n"


def _annotation(citation: Citation, checked: str | None, edition: Edition) -> dict[str, Any]:
    annotation = {
        "id": clean_url(f"{edition.base_url}/{DATABASE}/citations/{citation.id}{ENDING}"),
        "type": "Annotation",
        "motivation": "linking",
        "creator": {"type": "Organization", "name": edition.author},
        "created": f"{checked}T00:00:00Z" if checked else None,
        "rights": edition.license_url,
        "body": _bodies(citation, edition),
        "target": [_target(citation, part) for part in citation.quote.split(ELLIPSIS)],
    }
    return {name: value for name, value in annotation.items() if value}


def _bodies(citation: Citation, edition: Edition) -> list[dict[str, Any]]:
    """The page of the record, what it is called, and the fields that the passage proves."""
    page = {"id": clean_url(edition.base_url + citation.fact.path), "type": "Text", "format": "text/html"}
    said = {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": citation.fact.label}
    fields = [{"type": "TextualBody", "purpose": "tagging", "value": field} for field in citation.fields]
    return [page, said, *fields]


def _target(citation: Citation, words: str) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", "exact": words}
    return {"source": clean_url(citation.source.url), "selector": selector}
