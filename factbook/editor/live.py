"""The articles as they are on the web now: whether each still stands, and still says what is quoted from it.

Asks each address once and holds its text against the quotes and, where the archive is, against the captured paragraphs.
It is an editor's tool: no build does this, and no value follows from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import httpx
from markupsafe import Markup

from factbook.evidence.archive import Archive
from factbook.text.normalise import normalise
from factbook.text.quotes import occurrences

State = Literal["same", "quotes still there", "quotes gone", "unreachable"]
#: Seconds to wait for an address, and bytes of an answer that are read.
TIMEOUT, MOST_BYTES = 20, 5_000_000
_AGENT = {"user-agent": "factbook (checks whether quoted articles still stand)"}
_QUOTES = "select distinct quote from citations where source = ? order by paragraph, start"


@dataclass(frozen=True, slots=True)
class LiveArticle:
    """An article at its address: its state, the quotes that are gone, and why it cannot be reached ("" if it can)."""

    source: str
    url: str
    state: State
    quotes: int
    gone: tuple[str, ...] = ()
    why: str = ""


def check_live(conn: sqlite3.Connection, archive: Archive | None, wanted: Sequence[str] = ()) -> list[LiveArticle]:
    """The articles of a compiled factbook (those in `wanted`, or all), by id, each as it is at its address now."""
    rows = conn.execute("select id, url from sources order by id").fetchall()
    chosen = [(id, url) for id, url in rows if not wanted or id in wanted]
    with httpx.Client(timeout=TIMEOUT, follow_redirects=True, headers=_AGENT) as client:
        return [_live(conn, archive, client, id, url) for id, url in chosen]


def _live(conn: sqlite3.Connection, archive: Archive | None, client: httpx.Client, id: str, url: str) -> LiveArticle:
    quotes = [row[0] for row in conn.execute(_QUOTES, [id])]
    try:
        text = _text_at(client, url)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return LiveArticle(id, url, "unreachable", len(quotes), why=str(error) or type(error).__name__)
    gone = tuple(quote for quote in quotes if not occurrences(text, normalise(quote)))
    if gone:
        return LiveArticle(id, url, "quotes gone", len(quotes), gone)
    captured = archive.article(id) if archive else None
    is_same = captured is not None and _has_all(text, captured.paragraphs)
    return LiveArticle(id, url, "same" if is_same else "quotes still there", len(quotes))


def _text_at(client: httpx.Client, url: str) -> str:
    """What is printed at an address, normalised; raises HTTPError for any status but a good one."""
    data = b""
    with client.stream("GET", url) as answer:
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            data += piece
            if len(data) > MOST_BYTES:
                break
        text = data[:MOST_BYTES].decode(answer.encoding or "utf-8", "replace")
    return normalise(Markup(text).striptags())  # noqa: S704 - its tags are taken out, and it is printed nowhere


def _has_all(text: str, paragraphs: Iterable[str]) -> bool:
    return all(normalise(paragraph) in text for paragraph in paragraphs)
