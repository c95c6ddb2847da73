"""What a page tells other sites about itself: its one address, its picture, and how it is shown inside another page.

Open Graph (ogp.me), Twitter's cards, oEmbed 1.0 (oembed.com). Pure functions of a path and of the pictures there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from factbook.locale import language
from factbook.pictures.folder import Pictures
from factbook.record import DATABASE
from factbook.site.languages import language_path

#: Pixels of a card, and of the frame around an embedded record.
CARD = (1200, 630)
FRAME = (600, 320)
#: The longest address that is taken apart.
_LONGEST = 2_000
_RECORD = re.compile(rf"/{DATABASE}/(?P<table>\w+)/(?P<id>[a-z0-9-]+)")
_CHART = re.compile(r"/charts/(?P<id>[\w-]+)")


@dataclass(frozen=True, slots=True)
class Share:
    """A page as others show it: its address, that of its picture (None: it has none), of its frame and its oEmbed."""

    url: str
    image: str | None
    embed: str | None
    oembed: str | None


def share_of(path: str, query: str, root: str, pictures: Pictures, queries: Collection[str]) -> Share:
    """The page at a path of the site, asked with a query string, in the language of the request.

    `root` is the site's address without a slash at its end.
    """
    card = card_path(path, pictures, queries)
    embed = embed_path(path)
    here = root + language_path()
    return Share(
        url=f"{here}{quote(path)}{_kept(query)}",
        image=f"{root}/{card}?v={pictures.files[card][:12]}" if card else None,
        embed=f"{here}{embed}" if embed else None,
        oembed=f"{here}/oembed?{urlencode({'url': here + path})}" if embed else None,
    )


def _kept(query: str) -> str:
    """The arguments that decide what a page is of; those of how it is shown, which begin with _, are not."""
    if len(query) > _LONGEST:
        return ""
    kept = [(name, value) for name, value in parse_qsl(query) if not name.startswith("_")]
    return f"?{urlencode(kept)}" if kept else ""


def card_path(path: str, pictures: Pictures, queries: Collection[str]) -> str | None:
    """The card of a page in the language of the request: its own, else that of its table, else the site's.

    A path in the folder of pictures, and on the site.
    """
    parts = path.strip("/").split("/")
    names = []
    if parts[0] == DATABASE and len(parts) > 1:
        names = [f"cards/{parts[1]}/{parts[-1]}.png"] if len(parts) == 3 else []
        names.append(f"cards/{'queries' if parts[1] in queries else 'tables'}/{parts[1]}.png")
    elif parts[0] == "charts" and len(parts) == 2:
        names = [f"cards/charts/{parts[1]}.png"]
    found = (pictures.named(name, language()) for name in (*names, "cards/site.png"))
    return next((name for name in found if name), None)


def embed_path(path: str) -> str | None:
    """Where a record or a chart is shown for other sites to frame; None of other pages."""
    if found := _CHART.fullmatch(path):
        return f"/embed/charts/{found['id']}"
    found = _RECORD.fullmatch(path)
    return f"/embed/{found['table']}/{found['id']}" if found and found["table"] != "sources" else None


def path_of(url: str, root: str) -> str | None:
    """The path of a page of this site, of its address in whatever scheme; None of an address elsewhere."""
    if len(url) > _LONGEST:
        return None
    try:
        asked, own = urlsplit(url), urlsplit(root)
    except ValueError:
        return None
    if asked.scheme not in ("http", "https") or asked.netloc.lower() != own.netloc.lower():
        return None
    return asked.path.removeprefix(own.path).rstrip("/") if asked.path.startswith(own.path) else None


def frame_code(src: str, title: str, width: int, height: int) -> str:
    """HTML that shows an embedded page inside another page."""
    return (
        f'<iframe src="{escape(src)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" '
        f'style="border:1px solid #ccc;max-width:100%"></iframe>'
    )


def to_oembed(share: Share, title: str, site: str, root: str, size: tuple[int, int]) -> Mapping[str, Any]:
    """The answer of oEmbed 1.0: a `rich` one, a frame of that width and height with the page's card as thumbnail."""
    assert share.embed, "only what can be framed is asked for"
    width, height = size
    thumbnail = {
        "thumbnail_url": share.image, "thumbnail_width": CARD[0], "thumbnail_height": CARD[1],
    }  # fmt: skip
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": site,
        "provider_url": f"{root}/",
        "cache_age": 86_400,
        "html": frame_code(share.embed, title, width, height),
        "width": width,
        "height": height,
        **(thumbnail if share.image else {}),
    }


def fitted(size: tuple[int, int], most_width: str, most_height: str) -> tuple[int, int]:
    """The size within the bounds that a reader asks for (`maxwidth`, `maxheight`); what is no number bounds nothing."""
    return min(size[0], _bound(most_width)), min(size[1], _bound(most_height))


def _bound(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 99_999
