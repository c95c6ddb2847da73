"""The layer around a watched site: every page gets the script that reloads it, and the problems have a page.

Turns an ASGI application into one (specification: ASGI HTTP 2.3). No browser stores what it sends.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

from factbook.problems import KINDS, Problem
from factbook.site.serving.asgi import Application, Message, Receive, Scope, Send, header, send_response, without

PATH = "/-/watch"
_NOT_KEPT = (b"cache-control", b"no-store")
_SCRIPT = (Path(__file__).parent / "reload.js").read_bytes()
# How soon a browser asks the next worker once this one has ended, in milliseconds.
_RETRY = b"retry: 100\n"
_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
code,pre{{font-family:ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}}
li{{margin:0 0 1.2rem}}small{{opacity:.75}}</style></head>
<body><main><h1>{title}</h1><p>{lead}</p>{found}</main></body></html>
"""


@dataclass(frozen=True)
class Status:
    """Which build is served, and what is wrong with the files as they are now; `number` counts builds, good or not."""

    number: int = 0
    build: int = 0
    problems: tuple[Problem, ...] = ()
    error: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the site shows the files as they are."""
        return not self.problems and not self.error


class LiveReload:
    """The site, or in its place the page of problems where there is no site."""

    def __init__(self, site: Application | None, base: str, build: int) -> None:
        """`base` is the path under which the site lies, "/" or with a slash at its end."""
        self._site, self._build = site, build
        self._path = f"{base.rstrip('/')}{PATH}"
        self._status, self._changed, self._is_ending = Status(build, build), asyncio.Event(), False

    def show(self, status: Status) -> None:
        """From now on, pages show this status."""
        self._status = status
        self._changed.set()
        self._changed = asyncio.Event()

    def end(self, status: Status | None = None) -> None:
        """Let go of the browsers that listen, with the status of the build that follows: they find the next worker."""
        self._status, self._is_ending = status or self._status, True
        self._changed.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: one of ours, or the site's with the script put in."""
        if scope["type"] != "http":
            assert self._site, "without a site, uvicorn asks for no start and no end"
            await self._site(scope, receive, send)
        elif self._is_ending and self._status.build != self._build:
            await _ask_again(scope, send)
        elif scope["path"] == f"{self._path}.js":
            await send_response(send, 200, [(b"content-type", b"text/javascript"), _NOT_KEPT], _SCRIPT)
        elif scope["path"] == f"{self._path}.events":
            await self._events(send)
        elif scope["path"] == self._path or self._site is None:
            await self._problems(send)
        else:
            await self._site(_fresh(scope), receive, _ScriptInjector(send, self._tag("")))

    async def _events(self, send: Send) -> None:
        """The status now and whenever it changes, as server-sent events (HTML standard, 9.2)."""
        headers = [(b"content-type", b"text/event-stream"), _NOT_KEPT]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": _RETRY, "more_body": True})
        while True:
            changed = self._changed
            await send({"type": "http.response.body", "body": self._event(), "more_body": True})
            if self._is_ending:
                break
            await changed.wait()
        await send({"type": "http.response.body", "body": b""})

    def _event(self) -> bytes:
        status = self._status
        found = {"number": status.number, "build": status.build, "problems": len(status.problems)}
        return f"data: {json.dumps({**found, 'error': bool(status.error)})}\n\n".encode()

    async def _problems(self, send: Send) -> None:
        page = problems_page(self._status, has_site=self._site is not None).encode()
        code = 200 if self._site is not None else 503
        send = _ScriptInjector(send, self._tag(f' data-report="{self._status.number}"'))
        await send_response(send, code, [(b"content-type", b"text/html; charset=utf-8")], page)

    def _tag(self, more: str) -> bytes:
        return f'<script src="{self._path}.js" data-build="{self._build}"{more} defer></script>'.encode()


async def _ask_again(scope: Scope, send: Send) -> None:
    """The answer over a connection that was kept: the next worker is reached by a new one only."""
    where = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    await send_response(send, 307, [(b"location", where), (b"connection", b"close"), _NOT_KEPT], b"")


class _ScriptInjector:
    """A `send` that puts a tag before the end of an HTML page's body, and lets no browser store the response."""

    def __init__(self, send: Send, tag: bytes) -> None:
        self._send, self._tag = send, tag
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*without(message["headers"], b"cache-control", b"etag", b"last-modified"), _NOT_KEPT]
            message = {**message, "headers": headers}
            if header(headers, b"content-type").startswith(b"text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)
            return
        await self._send(message)

    async def _finish(self, start: Message) -> None:
        before, end, after = self._body.rpartition(b"</body>")
        body = before + self._tag + end + after if end else after + self._tag
        headers = [*without(start["headers"], b"content-length"), (b"content-length", b"%d" % len(body))]
        await send_response(self._send, start["status"], headers, body)


def _fresh(scope: Scope) -> Scope:
    """The request as one that asks for a page whole, as it is now."""
    asked = without(scope["headers"], b"if-none-match", b"if-modified-since", b"accept-encoding")
    return {**scope, "headers": asked}


def problems_page(status: Status, *, has_site: bool) -> str:
    """The page that says what is wrong now, in HTML."""
    if status.is_good:
        return _PAGE.format(title="No problems", lead="The site shows the files as they are.", found="")
    number = len(status.problems)
    title = f"{number} problem{'' if number == 1 else 's'}" if number else "The site cannot be built"
    stays = "The last good site stays up meanwhile." if has_site else "There is no good site yet."
    items = "".join(f"<li>{_item(problem)}</li>" for problem in status.problems)
    found = f"<pre>{escape(status.error)}</pre>" if status.error else ""
    return _PAGE.format(title=title, lead=f"{stays} This page reloads.", found=f"{found}<ol>{items}</ol>")


def _item(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
    where = f"<br>{escape(problem.where)}" if problem.where else ""
    hint = f"<br>{escape(problem.hint)}" if problem.hint else ""
    return (
        f"<code>{escape(place)}</code>{where}<br><strong>{escape(problem.message)}</strong>{hint}"
        f"<br><small>{escape(problem.kind)}: {escape(KINDS.get(problem.kind, ''))}</small>"
    )
