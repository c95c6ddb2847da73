"""What the site says to programs: robots.txt, the sitemap, the JSON-LD of the whole.

Pure functions of a connection, the edition and the names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from factbook.formats.crawlers import MOST_PAGES, Page, to_sitemap, to_sitemap_index
from factbook.formats.dataset import Distribution, Scope, to_dataset
from factbook.formats.entry import Edition
from factbook.record import DATABASE
from factbook.site.downloads import Downloads
from factbook.site.words import Words

#: Pages that are no record's and worth a visit.
PAGES = ("/", "/about", "/timeline", "/charts", "/dictionary", "/downloads", f"/{DATABASE}")
_RECORDS = """
select kind, id, checked from facts
union all select 'sources', id, null from sources
order by 1, 2 limit ? offset ?"""
_COUNT = "select (select count(*) from facts) + (select count(*) from sources)"
_YEARS = "select min(year), max(year) from timeline"
_COUNTRIES = "select name from places where kind = 'country' order by name"
_MEASURES = "select distinct indicator from figures order by indicator"
_ARTICLES = "select url from sources order by url"
_CHECKED = "select max(checked) from facts"


def sitemap(
    conn: sqlite3.Connection, edition: Edition, number: int | None = None, most: int = MOST_PAGES - len(PAGES)
) -> str | None:
    """Sitemap `number` (from 1); without a number, the only one, or the index where one cannot hold every page.

    A sitemap has at most `most` records.
    """
    records = int(conn.execute(_COUNT).fetchone()[0])
    last = max(1, -(-records // most))
    if number is None and last > 1:
        # The pages that are no record's make a sitemap of their own, the one after the last.
        return to_sitemap_index(f"{edition.base_url}/sitemap-{at}.xml" for at in range(1, last + 2))
    if number is None:
        return to_sitemap([*_site_pages(edition), *_record_pages(conn, edition, 1, most)])
    if not 1 <= number <= last + 1:
        return None
    return to_sitemap(_record_pages(conn, edition, number, most) if number <= last else _site_pages(edition))


def _site_pages(edition: Edition) -> list[Page]:
    return [Page(edition.base_url + path, None) for path in PAGES]


def _record_pages(conn: sqlite3.Connection, edition: Edition, number: int, most: int) -> list[Page]:
    rows = conn.execute(_RECORDS, [most, (number - 1) * most])
    return [Page(f"{edition.base_url}/{DATABASE}/{kind}/{id}", checked) for kind, id, checked in rows]


def dataset(
    conn: sqlite3.Connection,
    edition: Edition,
    words: Words,
    metadata: Mapping[str, Any],
    downloads: Sequence[Distribution] = (),
) -> str:
    """The JSON-LD of the whole for a <script> element; `downloads` are files beside what the site itself serves."""
    first, last = conn.execute(_YEARS).fetchone()
    scope = Scope(
        description=" ".join(str(metadata.get("description") or edition.title).split()),
        keywords=[words.title(kind).lower() for kind in words.kinds()],
        years=(first, last) if first else None,
        places=_column(conn, _COUNTRIES),
        measures=_column(conn, _MEASURES),
        articles=_column(conn, _ARTICLES),
        checked=conn.execute(_CHECKED).fetchone()[0],
    )
    return to_dataset(edition, scope, [*downloads, *served(words)])


def exported(downloads: Downloads | None) -> list[Distribution]:
    """The files of the export that the site offers, if it has one, as distributions with size and digest."""
    files = downloads.files if downloads else ()
    return [
        Distribution(file.title, f"/downloads/{quote(file.path)}", file.media_type, file.bytes, file.sha256)
        for file in files
    ]


def served(words: Words) -> list[Distribution]:
    """What the site itself serves of the data: the database, and each table of facts whole as CSV, and as JSON."""
    tables = [*words.kinds(), "sources", "fact_citations"]
    return [
        Distribution("The whole factbook as one SQLite file", f"/{DATABASE}.db", "application/vnd.sqlite3"),
        *(Distribution(f"{words.title(name)} as CSV", f"/{DATABASE}/{name}.csv", "text/csv") for name in tables),
        *(
            Distribution(f"{words.title(name)} as JSON", f"/{DATABASE}/{name}.json?_shape=array", "application/json")
            for name in tables
        ),
    ]


def _column(conn: sqlite3.Connection, query: str) -> list[str]:
    return [row[0] for row in conn.execute(query)]
