"""JSON-LD in the words of schema.org: what a record is of, and a Claim that cites Quotations out of articles.

A record of a table with a role is that thing: a Person, an Organization, a Place, an Event; what is claimed of it is
its `subjectOf`. Any other is a Claim. Each is part of a Dataset with its version. The text can be put into a <script>
element as it is: the signs that could end one are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from factbook.formats.entry import CitedArticle, CitedPassage, CitedRecord, CitedThing, Edition, Entry

_IN_HTML = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
_ENDING = re.compile("[<>&\u2028\u2029]")
_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
#: The types of schema.org by the role of a table.
TYPES = {"person": "Person", "speaker": "Organization", "place": "Place", "calendar": "Event"}


def to_jsonld(entries: Sequence[Entry], indent: int | None = 2) -> str:
    """One JSON object: of a single entry itself, of several a @graph of them in their order; None: on one line."""
    nodes = [_node(entry) for entry in entries]
    whole = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return dump_node(whole, indent)


def dump_node(node: dict[str, Any], indent: int | None = 2) -> str:
    """A node in the words of schema.org as a JSON-LD document for a <script> element as it is.

    With None for `indent` it is on one line, as pages have it.
    """
    text = json.dumps({"@context": "https://schema.org", **node}, ensure_ascii=False, indent=indent)
    return _ENDING.sub(lambda sign: _IN_HTML[sign.group()], text) + "\n"


def dataset_node(edition: Edition) -> dict[str, Any]:
    """What is said of the whole wherever it is named: what it is, who made it, which release it is."""
    maker = {"@type": "Organization", "name": edition.author}
    node = {
        "@type": "Dataset",
        "@id": f"{edition.base_url}/",
        "name": edition.title,
        "description": edition.description,
        "url": f"{edition.base_url}/",
        "version": edition.release.version,
        "identifier": f"sha256:{edition.release.digest}",
        "license": edition.license_url,
        "creator": maker,
        "publisher": maker,
        "datePublished": edition.released,
    }
    return given(node)


def given(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what has no value."""
    return {name: value for name, value in node.items() if value}


def _node(entry: Entry) -> dict[str, Any]:
    record = entry.record
    if record.answer:
        whole = dataset_node(record.edition)
        answer = {"@type": "Dataset", **_named(record), "description": f"{record.title}: {record.answer}."}
        shared: dict[str, Any] = {
            name: whole[name] for name in ("license", "creator", "publisher", "version") if name in whole
        }
        return {**answer, **shared, "isPartOf": whole}
    if record.claim is None:
        page = {"@type": "WebPage", **_named(record), "isPartOf": dataset_node(record.edition)}
        return {**page, "about": _article(entry.articles[0])}
    if record.role not in TYPES:
        return {"@type": "Claim", **_named(record), **_claim(entry), **_page(record)}
    claim = {"@type": "Claim", "@id": f"{record.url}#claim", "url": record.url, **_claim(entry)}
    return given({**_thing(record), **_page(record), "subjectOf": claim if entry.articles else None})


def _named(record: CitedRecord) -> dict[str, Any]:
    return {"@id": record.url, "url": record.url, "identifier": record.key, "name": record.title}


def _claim(entry: Entry) -> dict[str, Any]:
    claim = {
        "text": entry.record.claim,
        "inLanguage": entry.record.language,
        "isPartOf": dataset_node(entry.record.edition),
        "about": [_reference(thing) for thing in entry.record.about],
        "citation": [_quotation(article, passage) for article in entry.articles for passage in article.passages],
    }
    return given(claim)


def _page(record: CitedRecord) -> dict[str, Any]:
    page = {
        "@type": "WebPage",
        "@id": f"{record.url}#page",
        "url": record.url,
        "lastReviewed": record.checked,
        "isPartOf": {"@id": f"{record.edition.base_url}/"},
    }
    return {"mainEntityOfPage": given(page)}


def _thing(record: CitedRecord) -> dict[str, Any]:
    """The thing that the record is of; of an event its day, where the date is one of ISO 8601, and its place."""
    node = {"@type": TYPES[record.role], **_named(record), "alternateName": list(map(_name, record.names))}
    if record.role == "calendar":
        first, _, last = (record.when or "").partition("/")
        node["startDate"] = first if _ISO_DATE.fullmatch(first) else None
        node["endDate"] = last if _ISO_DATE.fullmatch(last) else None
        node["location"] = next((_reference(thing) for thing in record.about if thing.role == "place"), None)
    return node


def _name(name: tuple[str, str]) -> str | dict[str, str]:
    text, language = name
    return {"@value": text, "@language": language} if language else text


def _reference(thing: CitedThing) -> dict[str, Any]:
    return given({"@type": TYPES.get(thing.role, "Thing"), "@id": thing.url, "name": thing.name})


def _quotation(article: CitedArticle, passage: CitedPassage) -> dict[str, Any]:
    quotation = {
        "@type": "Quotation",
        "text": passage.quote,
        "url": passage.link,
        "position": f"paragraph {passage.paragraph}",
        "inLanguage": article.language,
        "spokenByCharacter": _reference(passage.by) if passage.by else None,
        "isPartOf": _article(article),
    }
    return given(quotation)


def _article(article: CitedArticle) -> dict[str, Any]:
    published = article.published or ""
    node = {
        "@type": "NewsArticle",
        "@id": article.url,
        "url": article.url,
        "headline": article.title,
        "author": _author(article),
        "datePublished": published if _ISO_DATE.fullmatch(published) else None,
        "publisher": {"@type": "Organization", "name": article.publisher},
        "inLanguage": article.language,
    }
    return given(node)


def _author(article: CitedArticle) -> dict[str, Any] | str | None:
    """A person where it is known which part of the name is which; else the byline as it is printed."""
    if article.family and article.given:
        return {
            "@type": "Person", "name": article.author, "familyName": article.family, "givenName": article.given
        }  # fmt: skip
    return article.author
