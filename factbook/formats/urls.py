"""Addresses that hold wherever they are pasted, and links that scroll to the words they cite.

A URL goes into TeX, wikitext, RIS and HTML: whatever one of them could misread is percent-encoded here, once.
"""

from __future__ import annotations

from urllib.parse import quote

# The characters that RFC 3986 allows, but for those that wikitext, TeX or plain text could take for their own.
_SAFE = "!#$%&()*+,/:;=?@~"


def clean_url(url: str) -> str:
    """The URL with every character percent-encoded that is not clearly part of a URL; nothing is encoded twice."""
    return quote(url, safe=_SAFE)


def text_fragment(url: str, text: str, *, end: str = "", prefix: str = "", suffix: str = "") -> str:
    """The URL of the page, scrolled to `text`: `url#:~:text=[prefix-,]text[,end][,-suffix]`.

    With `end`, the passage runs from `text` to `end`; prefix and suffix are words around it that tell it from
    others. Follows the WICG's URL Fragment Text Directives; a fragment that the URL has already stays. Quotes are
    stored with plain hyphens where an article may print dashes, and to browsers those differ: words with a hyphen are
    sought a second time, with en dashes.
    """
    words = (prefix, text, end, suffix)
    spellings = dict.fromkeys((words, tuple(word.replace("-", "–") for word in words)))
    page = clean_url(url)
    joint = "&" if ":~:" in page else ":~:" if "#" in page else "#:~:"
    return page + joint + "&".join(_directive(*spelling) for spelling in spellings)


def _directive(prefix: str, text: str, end: str, suffix: str) -> str:
    parts = [f"{_encode(prefix)}-"] if prefix else []
    parts += [_encode(text), *([_encode(end)] if end else []), *([f"-{_encode(suffix)}"] if suffix else [])]
    return f"text={','.join(parts)}"


def _encode(text: str) -> str:
    """The text, percent-encoded; the hyphen too, which the directive reads as the mark of a prefix or suffix."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
