"""The description by which a browser searches the site from its own address bar: OpenSearch 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/opensearchdescription+xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
#: The longest name and description that the format allows, in characters.
_LONGEST_NAME, _LONGEST_DESCRIPTION = 16, 1024


def to_opensearch(title: str, description: str, base_url: str, languages: Sequence[str] = (), below: str = "") -> str:
    """The description of a site's search; `base_url` has no slash at its end, `languages` are BCP 47 tags.

    `below` is the path below which the site speaks its language: "/es"; "" for its own.
    """
    asked = {
        "text/html": f"{base_url}{below}/search?q={{searchTerms}}",
        "application/json": f"{base_url}{below}/search.json?q={{searchTerms}}&page={{startPage?}}",
    }
    urls = [f"<Url type={quoteattr(kind)} template={quoteattr(template)}/>" for kind, template in asked.items()]
    lines = [
        f"<ShortName>{escape(short_name(title))}</ShortName>",
        f"<Description>{escape(description[:_LONGEST_DESCRIPTION])}</Description>",
        *urls,
        f"<Image width={quoteattr('16')} height={quoteattr('16')} type={quoteattr('image/svg+xml')}>"
        f"{escape(base_url)}/static/icon.svg</Image>",
        *(f"<Language>{escape(language)}</Language>" for language in languages),
        "<InputEncoding>UTF-8</InputEncoding>",
    ]
    head = f'<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="{_NAMESPACE}">'
    return "\n".join([head, *lines, "</OpenSearchDescription>", ""])


def short_name(title: str) -> str:
    """As many words of a title, from its end, as fit into a short name: what a site is stands last in its name."""
    kept = ""
    for word in reversed(title.split()):
        if len(f"{word} {kept}".strip()) > _LONGEST_NAME:
            break
        kept = f"{word} {kept}".strip()
    return kept or title[:_LONGEST_NAME]
