"""The site in its languages: `/es/...` is the page `/...` in Spanish, and links on it stay in Spanish.

Two layers. The outer one takes the language off the path and sets it for all below, so that these see plain paths; it
puts it back onto an address that a redirect leads to. The inner one, below the cache, puts the language before the
links of a page that templates have not put there themselves, and has lines break around a date where the language has
no spaces. No reader is ever led to another language than asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache, partial
from pathlib import Path

from factbook.locale import at_home, language, speaking
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, without
from factbook.site.serving.whole_page import WholePage


def with_languages(app: Application, root_path: str, tags: Collection[str], root: Path, home: str) -> Application:
    """The application under the addresses of the languages too, at its own in the language that it is written in.

    `root` is the project's folder, with its catalogues.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        tag = _asked(scope, root_path) if tags and scope["type"] == "http" else ""
        with at_home(home, root):
            if tag not in tags:
                await app(scope, receive, send)
                return
            with speaking(tag, root):
                await app(_without_language(scope, root_path, tag), receive, _Redirects(send, root_path, tag))

    return answer


def _asked(scope: Scope, root_path: str) -> str:
    """The first part of the path."""
    path: str = scope["path"].removeprefix(root_path)
    return path.removeprefix("/").partition("/")[0]


def _without_language(scope: Scope, root_path: str, tag: str) -> Scope:
    raw = (scope.get("raw_path") or scope["path"].encode()).decode("ascii", "replace")
    head = f"{root_path}/{tag}"
    path = f"{root_path}{scope['path'].removeprefix(head) or '/'}"
    return {**scope, "path": path, "raw_path": f"{root_path}{raw.removeprefix(head) or '/'}".encode()}


class _Redirects:
    """A `send` that keeps a redirect within the language."""

    def __init__(self, send: Send, root_path: str, tag: str) -> None:
        self._send, self._root, self._own = send, f"{root_path}/".encode(), f"{root_path}/{tag}/".encode()

    async def __call__(self, message: Message) -> None:
        """Send a message, with another address where it leads to one of ours (ASGI)."""
        if message["type"] == "http.response.start" and 300 <= message["status"] < 400:
            to = header(message["headers"], b"location")
            if to.startswith(self._root) and not to.startswith((self._own, b"//")):
                there = self._own + to.removeprefix(self._root)
                message = {**message, "headers": [*without(message["headers"], b"location"), (b"location", there)]}
        await self._send(message)


# ── pages ──

#: What stands behind the first digits of a date or a large number, and these, where lines may break between any two
#: characters.
_SIGNS = {"ja": "年|月|億|万"}
_DATE = r"年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?+)?+|月(?:[0-9]{1,2}日)?+"
_WHOLE = {"ja": rf"[0-9]{{1,4}}(?:{_DATE}|億(?:[0-9]{{1,4}}万)?+[0-9]{{0,4}}+|万[0-9]{{0,4}}+)"}
#: It is a text of the page: no attribute, and in nothing that takes no element.
_IN_TEXT = r"(?=[^<>]{0,2000}+<(?!/(?:script|style|title|option|textarea|text|tspan|desc)\b))"


def with_pages_in_language(app: Application, root_path: str, tags: Collection[str]) -> Application:
    """The application whose pages, in another language, lead to pages in it and break no date or number."""
    kept = "|".join([*(f"{tag}/" for tag in tags), "static/", "-/", "/"])
    links = re.compile(rf'((?:href|action)=")({re.escape(root_path)}/)(?!{kept})'.encode())

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        spoken = language()
        put_before = partial(links.sub, rb"\1\2" + spoken.encode() + b"/") if spoken in tags else None
        if scope["type"] != "http" or not (put_before or breaks_within(spoken)):
            await app(scope, receive, send)
        else:
            finish = partial(_finished, put_before=put_before, tag=spoken)
            await app(scope, receive, WholePage(send, finish))

    return answer


def _finished(page: bytes, put_before: Callable[[bytes], bytes] | None, tag: str) -> bytes:
    return keep_whole(put_before(page) if put_before else page, tag)


def breaks_within(tag: str) -> bool:
    """Whether lines of the language may break within a date or a number."""
    return tag.partition("-")[0] in _WHOLE


def keep_whole(page: bytes, tag: str) -> bytes:
    """The page, each date and large number of its texts in a `span` that no line breaks.

    The page itself in a language with spaces.
    """
    if not breaks_within(tag):
        return page
    spoken = tag.partition("-")[0]
    made, at = [], 0
    # From the sign back to the number: signs are few, and quickly found.
    for sign in _compiled(_SIGNS[spoken]).finditer(page):
        before = page[max(at, sign.start() - 4) : sign.start()]
        start = sign.start() - len(before) + len(before.rstrip(b"0123456789"))
        if found := _compiled(_WHOLE[spoken] + _IN_TEXT).match(page, start):
            made += [page[at:start], b'<span class="whole">', found[0], b"</span>"]
            at = found.end()
    return b"".join([*made, page[at:]])


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode())
