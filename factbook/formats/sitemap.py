"""For crawlers: robots.txt (RFC 9309) and sitemaps (sitemaps.org, protocol 0.9).

A record's page is worth a visit, and so are the pages about the whole. Filters, sorts and SQL have no end, and a
release's own addresses are the same pages again: crawlers are asked to leave them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_CLOSED = ("*?", "-/", "release/")


class SitemapUrl(NamedTuple):
    """A page: its whole address, and the day (ISO 8601) on which it was last checked, where that is known."""

    url: str
    checked: str | None


def to_robots(root_path: str, sitemap: str) -> str:
    """The robots.txt of a site under `root_path`, which starts and ends with a slash."""
    closed = "".join(f"Disallow: {root_path}{rest}\n" for rest in _CLOSED)
    return f"User-agent: *\n{closed}\nSitemap: {sitemap}\n"


def to_sitemap(pages: Iterable[SitemapUrl]) -> str:
    """A sitemap of the pages, in their order; at most MAX_URLS of them."""
    return _listed("urlset", "url", pages)


def to_sitemap_index(sitemaps: Iterable[str]) -> str:
    """An index of sitemaps, for a site with more pages than one of them holds."""
    return _listed("sitemapindex", "sitemap", (SitemapUrl(url, None) for url in sitemaps))


def _listed(root: str, name: str, pages: Iterable[SitemapUrl]) -> str:
    # As text, since a tree of this size takes longer to make than all else; `escape` is what an element's text needs.
    items = "\n".join(f"<{name}>\n<loc>{escape(page.url)}</loc>\n{_modified(page)}</{name}>" for page in pages)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_SITEMAPS}">\n{items}\n</{root}>\n'


def _modified(page: SitemapUrl) -> str:
    return f"<lastmod>{escape(page.checked)}</lastmod>\n" if page.checked else ""
