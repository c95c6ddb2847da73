"""The whole factbook as a schema.org Dataset in JSON-LD, with the ways to take it as distributions.

What search engines for data sets read on the front page. Its `@id` is the one that each fact's JSON-LD names as the
Dataset it is part of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factbook.formats.entry import Edition
from factbook.formats.jsonld import dataset_node, dump_node, given
from factbook.formats.urls import clean_url


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file of the data: its path from the root of the site; size in bytes and SHA-256, where they are known."""

    name: str
    path: str
    media_type: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What the data is about: the years that its facts span, countries, what is measured, articles that it rests on."""

    keywords: Sequence[str]
    years: tuple[int, int] | None
    places: Sequence[str]
    measures: Sequence[str]
    articles: Sequence[str]
    checked: str | None


def to_dataset(edition: Edition, scope: Scope, distributions: Sequence[Distribution]) -> str:
    """The JSON-LD document, which can be put into a <script> element as it is."""
    node = {
        **dataset_node(edition),
        "isAccessibleForFree": True,
        "inLanguage": edition.language,
        "dateModified": max(filter(None, (scope.checked, edition.released)), default=None),
        "keywords": list(scope.keywords),
        "temporalCoverage": "/".join(f"{year:04}" for year in scope.years) if scope.years else None,
        "spatialCoverage": [{"@type": "Place", "name": name} for name in scope.places],
        "variableMeasured": list(scope.measures),
        "isBasedOn": [clean_url(article) for article in scope.articles],
        "distribution": [_download(each, edition) for each in distributions],
    }
    return dump_node(given(node))


def _download(distribution: Distribution, edition: Edition) -> dict[str, Any]:
    node = {
        "@type": "DataDownload",
        "name": distribution.name,
        "contentUrl": clean_url(edition.base_url + distribution.path),
        "encodingFormat": distribution.media_type.partition(";")[0],
        "contentSize": f"{distribution.size} B" if distribution.size is not None else None,
        "sha256": distribution.sha256,
    }
    return given(node)
