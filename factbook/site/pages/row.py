"""What a row page shows: a fact, an article, or a plain row of any other table.

Looks up the record that a URL names and gives the template all it prints. Unknown ids are Datasette's to refuse.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from factbook.formats import FORMATS, Edition, Entry, Format, edition_of, entry_of_fact, entry_of_source
from factbook.formats.coins import to_coins
from factbook.formats.jsonld import to_jsonld
from factbook.locale import say
from factbook.record import Article, load_article, load_fact, load_health, load_links, load_release
from factbook.site.names import Names
from factbook.site.pages.article import article_page
from factbook.site.pages.fact import FactPage, fact_page
from factbook.site.pages.overview import has_overview, load_overview, load_related
from factbook.site.pages.shared import report_url


@dataclass(frozen=True, slots=True)
class Cite:
    """A way to cite the record: the format's name, its text, and the path of the file that holds it."""

    name: str
    extension: str
    text: str
    path: str


def load_row(
    conn: sqlite3.Connection, table: str, id: str, words: Names, metadata: Mapping[str, Any], root: str
) -> dict[str, Any]:
    """The variables of a row page; empty for a table whose rows are neither facts nor articles."""
    release = load_release(conn)
    edition = edition_of(metadata, root, release)
    found = _read(conn, table, id, words, edition, metadata)
    return {**found, "release": release} if found else {}


def _read(
    conn: sqlite3.Connection, table: str, id: str, words: Names, edition: Edition, metadata: Mapping[str, Any]
) -> dict[str, Any]:
    if table == "sources":
        article = load_article(conn, id)
        return _of_article(article, edition, metadata) if article else {}
    if table not in words.kinds():
        return {}
    fact = load_fact(conn, id)
    if fact is None or fact.kind != table:
        return {}
    page = fact_page(fact, load_links(conn, id), words)
    shown = _of_fact(page, edition, metadata)
    shown["health"] = load_health(conn, id)
    shown["names"] = fact.names
    if has_overview(words.schema.tables[table]):
        return {**shown, "overview": load_overview(conn, fact.reference, words)}
    return {**shown, "related": load_related(conn, fact, words)}


def _of_article(article: Article, edition: Edition, metadata: Mapping[str, Any]) -> dict[str, Any]:
    entry = entry_of_source(article.source, edition)
    return {"article": article_page(article), **_shared(entry, article.source.path, metadata)}


def _of_fact(page: FactPage, edition: Edition, metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {"page": page, **_shared(entry_of_fact(page.fact, edition), page.fact.path, metadata)}


def _shared(entry: Entry, path: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """What facts and articles have alike: their address, ways to cite them, and where to report an error."""
    json_ld = to_jsonld([entry], indent=None)
    return {
        "permanent": entry.record.url,
        "cites": [_cite(each, entry, path) for name, each in FORMATS.items() if name != "jsonld"],
        "coins": partial(to_coins, entry),
        "json_ld": Markup(json_ld),  # noqa: S704 - to_jsonld escapes what could end a script
        "report": report_url(str(metadata.get("report_error") or ""), entry.record.key),
    }


def _cite(each: Format, entry: Entry, path: str) -> Cite:
    return Cite(say(each.title), each.extension, each.render([entry]).strip(), f"{path}.{each.extension}")
