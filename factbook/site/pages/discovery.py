"""What the site says to programs: robots.txt, the sitemap, the JSON-LD of the whole.

Pure functions of a connection, the edition and the names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from factbook.formats.dataset import Distribution, Scope, to_dataset
from factbook.formats.entry import Edition
from factbook.formats.sitemap import SitemapUrl, to_sitemap, to_sitemap_index
from factbook.locale import _
from factbook.record import DATABASE
from factbook.site.names import Names
from factbook.site.pages.downloads import Downloads
from factbook.site.totals import Totals

#: Pages that are no record's and worth a visit.
PAGES = (
    "/",
    "/about",
    "/timeline",
    "/charts",
    "/dictionary",
    "/downloads",
    "/accessibility",
    "/feeds",
    "/changes",
    f"/{DATABASE}",
)
_FACTS = "select kind, id, checked from facts order by rowid limit ? offset ?"
_SOURCES = "select 'sources', id, null from sources order by rowid limit ? offset ?"
_ARTICLES = "select url from sources order by id limit ?"
#: Measures and articles that the front page's JSON-LD names, of each the first ones.
_NAMED = 200
#: Records of a sitemap. The protocol allows 50,000 pages; a file of these is made as quickly as a page.
_RECORDS = 10_000


def sitemap(conn: sqlite3.Connection, edition: Edition, number: int | None = None, most: int = _RECORDS) -> str | None:
    """Sitemap `number` (from 1); without a number, the only one, or the index where one cannot hold every page.

    A sitemap has at most `most` records.
    """
    records = edition.release.facts + edition.release.sources
    last = max(1, -(-records // most))
    if number is None and last > 1:
        # The pages that are no record's make a sitemap of their own, the one after the last.
        return to_sitemap_index(f"{edition.base_url}/sitemap-{at}.xml" for at in range(1, last + 2))
    if number is None:
        return to_sitemap([*_site_pages(edition), *_record_pages(conn, edition, 1, most)])
    if not 1 <= number <= last + 1:
        return None
    return to_sitemap(_record_pages(conn, edition, number, most) if number <= last else _site_pages(edition))


def _site_pages(edition: Edition) -> list[SitemapUrl]:
    return [SitemapUrl(edition.base_url + path, None) for path in PAGES]


def _record_pages(conn: sqlite3.Connection, edition: Edition, number: int, most: int) -> list[SitemapUrl]:
    skipped, facts = (number - 1) * most, edition.release.facts
    rows = conn.execute(_FACTS, [most, skipped]).fetchall()
    if len(rows) < most:
        rows += conn.execute(_SOURCES, [most - len(rows), max(0, skipped - facts)])
    return [SitemapUrl(f"{edition.base_url}/{DATABASE}/{kind}/{id}", checked) for kind, id, checked in rows]


def dataset(
    conn: sqlite3.Connection,
    edition: Edition,
    words: Names,
    totals: Totals,
    metadata: Mapping[str, Any],
    downloads: Sequence[Distribution] = (),
) -> str:
    """The JSON-LD of the whole for a <script> element; `downloads` are files beside what the site itself serves."""
    years = list(totals.years())
    scope = Scope(
        keywords=[*(metadata.get("keywords") or ()), *(words.title(kind).lower() for kind in words.kinds())],
        years=(years[0], years[-1]) if years else None,
        places=list((metadata.get("scope") or {}).get("places") or ()),
        measures=_measures(conn, words),
        articles=_column(conn, _ARTICLES),
        checked=totals.checked,
    )
    return to_dataset(edition, scope, [*downloads, *served(words)])


def exported(downloads: Downloads | None) -> list[Distribution]:
    """The files of the export that the site offers, if it has one, as distributions with size and digest."""
    files = downloads.files if downloads else ()
    return [
        Distribution(file.title, f"/downloads/{quote(file.path)}", file.media_type, file.bytes, file.sha256)
        for file in files
    ]


def served(words: Names) -> list[Distribution]:
    """What the site itself serves of the data: the database, and each table of facts whole as CSV, and as JSON."""
    tables = [*words.kinds(), "sources", "fact_citations"]
    return [
        Distribution(_("The whole factbook as one SQLite file"), f"/{DATABASE}.db", "application/vnd.sqlite3"),
        *(
            Distribution(_("%(table)s as CSV", table=words.title(name)), f"/{DATABASE}/{name}.csv", "text/csv")
            for name in tables
        ),
        *(
            Distribution(
                _("%(table)s as JSON", table=words.title(name)),
                f"/{DATABASE}/{name}.json?_shape=array",
                "application/json",
            )
            for name in tables
        ),
    ]


def _measures(conn: sqlite3.Connection, words: Names) -> list[str]:
    """What the numbers measure, table by table, of each the first ones."""
    asked = (f'select distinct "{name}" from "{table}" order by 1 limit ?' for table, name in words.measures)  # noqa: S608 - the schema's own names
    return [measure for query in asked for measure in _column(conn, query)]


def _column(conn: sqlite3.Connection, query: str) -> list[str]:
    return [row[0] for row in conn.execute(query, [_NAMED])]
