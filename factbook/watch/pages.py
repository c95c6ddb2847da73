"""The layer around a watched site: every page gets the script that reloads it, and the problems have a page.

Turns an ASGI application into one (specification: ASGI HTTP 2.3). Nothing that it sends is kept by a browser.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

from factbook.problems import KINDS, Problem
from factbook.serving.asgi import Application, Message, Receive, Scope, Send, header, send_response, without
from factbook.watch.status import Status, read_status

PATH = "/-/watch"
_LONGEST_WAIT = 20.0
_LOOK = 0.05
_NOT_KEPT = (b"cache-control", b"no-store")
# The next request is to find whichever generation serves then.
_CLOSED = (b"connection", b"close")
_SCRIPT = (Path(__file__).parent / "reload.js").read_bytes()
_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
code,pre{{font-family:ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}}
li{{margin:0 0 1.2rem}}small{{opacity:.75}}</style></head>
<body><main><h1>{title}</h1><p>{lead}</p>{found}</main></body></html>
"""


class Watched:
    """The site, or in its place the page of problems where there is no site; `stopping` tells when to let go."""

    def __init__(
        self, site: Application | None, status: Path, generation: int, base: str, stopping: Callable[[], bool]
    ) -> None:
        """`base` is the path under which the site lies, "/" or with a slash at its end."""
        self._site, self._status, self._generation, self._stopping = site, status, generation, stopping
        self._path = f"{base.rstrip('/')}{PATH}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request: one of ours, or the site's with the script put in."""
        if scope["type"] != "http":
            await self._other(scope, receive, send)
        elif scope["path"] == f"{self._path}.js":
            await send_response(send, 200, [(b"content-type", b"text/javascript"), _NOT_KEPT], _SCRIPT)
        elif scope["path"] == f"{self._path}.json":
            await self._news(scope, send)
        elif self._stopping():
            await _elsewhere(scope, send)
        elif scope["path"] == self._path or self._site is None:
            await self._problems(send)
        else:
            await self._site(_fresh(scope), receive, _Injector(send, self._tag("")))

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._site is not None:
            await self._site(scope, receive, send)
            return
        while scope["type"] == "lifespan":
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return

    async def _news(self, scope: Scope, send: Send) -> None:
        """The status, as soon as it is another than the one that the page knows; within 20 seconds in any case."""
        known = parse_qs(scope["query_string"].decode("latin-1")).get("stamp", [""])[0]
        end = asyncio.get_running_loop().time() + _LONGEST_WAIT
        while str((status := read_status(self._status)).stamp) == known and not self._stopping():
            await asyncio.sleep(_LOOK)
            known = known if asyncio.get_running_loop().time() < end else ""
        news = {"stamp": status.stamp, "generation": status.generation, "problems": len(status.problems)}
        body = json.dumps({**news, "error": bool(status.error)}).encode()
        await send_response(send, 200, [(b"content-type", b"application/json"), _NOT_KEPT, _CLOSED], body)

    async def _problems(self, send: Send) -> None:
        status = read_status(self._status)
        page = problems_page(status, has_site=self._site is not None).encode()
        code = 200 if self._site is not None else 503
        send = _Injector(send, self._tag(f' data-report="{status.stamp}"'))
        await send_response(send, code, [(b"content-type", b"text/html; charset=utf-8")], page)

    def _tag(self, more: str) -> bytes:
        return f'<script src="{self._path}.js" data-generation="{self._generation}"{more} defer></script>'.encode()


class _Injector:
    """A `send` that puts a tag before the end of an HTML page's body, and lets no response be kept."""

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


async def _elsewhere(scope: Scope, send: Send) -> None:
    """Send the browser to the same address once more, over a connection that the next generation takes."""
    await asyncio.sleep(_LOOK)
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    target = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0] + query
    await send_response(send, 307, [(b"location", target), (b"content-length", b"0"), _NOT_KEPT, _CLOSED])


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
