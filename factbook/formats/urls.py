"""Addresses that hold wherever they are pasted, and links that scroll to the words they cite.

A URL goes into TeX, wikitext, RIS and HTML: whatever one of them could misread is percent-encoded here, once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from factbook.text.quotes import ELLIPSIS

# The characters that RFC 3986 allows, but for those that wikitext, TeX or plain text could take for their own.
_SAFE = "!#$%&()*+,/:;=?@~"
#: Links that are kept: a page has each in its text and in what programs read of it.
_KEPT = 1_000
#: Behind these an article may have more than one space.
_GAP = re.compile(r"(?<=[.:;!?]) ")


def clean_url(url: str) -> str:
    """The URL with every character percent-encoded that is not clearly part of a URL; nothing is encoded twice."""
    return quote(url, safe=_SAFE)


@lru_cache(maxsize=_KEPT)
def text_fragment(url: str, text: str, *, end: str = "", prefix: str = "", suffix: str = "") -> str:
    """The URL of the page, scrolled to `text`: `url#:~:text=[prefix-,]text[,end][,-suffix]`.

    With `end`, the passage runs from `text` to `end`; so does a quote that leaves words out with an ellipsis. Prefix
    and suffix are words around it that tell it from others. Follows the WICG's URL Fragment Text Directives; a fragment
    that the URL has already stays. What an article may print otherwise than the quote is sought again, for to browsers
    those differ: with en dashes for hyphens, and in two parts where spaces that do not collapse are usual, behind a
    colon or a full stop.
    """
    if ELLIPSIS in text and not end:
        text, *_, end = text.split(ELLIPSIS)
    words = (prefix, text, end, suffix)
    spellings = [words, tuple(word.replace("-", "–") for word in words), *_parted(*words)]
    page = clean_url(url)
    joint = "&" if ":~:" in page else ":~:" if "#" in page else "#:~:"
    return page + joint + "&".join(dict.fromkeys(_directive(*spelling) for spelling in spellings))


def _parted(prefix: str, text: str, end: str, suffix: str) -> list[tuple[str, str, str, str]]:
    """The passage as a range over the first gap in which an article may have more than one space."""
    parts = _GAP.split(text, maxsplit=1)
    return [(prefix, parts[0], parts[1], suffix)] if len(parts) == 2 and not end else []


def _directive(prefix: str, text: str, end: str, suffix: str) -> str:
    parts = [f"{_encode(prefix)}-"] if prefix else []
    parts += [_encode(text), *([_encode(end)] if end else []), *([f"-{_encode(suffix)}"] if suffix else [])]
    return f"text={','.join(parts)}"


def _encode(text: str) -> str:
    """The text, percent-encoded; the hyphen too, which the directive reads as the mark of a prefix or suffix."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
