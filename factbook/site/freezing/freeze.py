"""Walks the application from its front page and gives every answer as a file.

What the walk cannot meet by links is added: the register, retired ids, releases that are kept, robots.txt, the page of
a wrong address. A redirect becomes a page that leads on.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx
import yaml
from datasette.app import Datasette

from factbook.problems import ProjectError
from factbook.record import DATABASE, load_release
from factbook.site.freezing.addresses import HERE, Addresses, file_of, is_file, relative
from factbook.site.freezing.browser import OWN_FILES, browser_files
from factbook.site.freezing.forms import record_forms
from factbook.site.freezing.rewrite import links, rewrite_css, rewrite_html
from factbook.site.pages.kept import kept_releases
from factbook.site.pages.shared import names_of
from factbook.site.pictures import use_pictures_of
from factbook.site.server import open_site

#: The file by which a folder is known to hold a frozen edition, and no other things.
MARKER = "frozen.txt"
_NOT_TEXT = (".db", ".png", ".parquet", ".zip", ".gz", ".wasm", ".woff2")
#: Nobody waits for an answer: on a busy machine it takes as long as it takes, and the files are the same.
_PATIENT = {"sql_time_limit_ms": 120_000, "facet_time_limit_ms": 120_000}
_NOWHERE = "/no-such-page"
_LEADS = (301, 302, 303, 307, 308)
_HTML = "text/html"
#: The pages that answer questions: the language, and the rest.
_ASKED = re.compile(rf"(/[a-z-]+)?(/{DATABASE}(?:/[a-z0-9_]+)?)")


@dataclass
class _Walk:
    """What is still to be asked for, and what has been; `served` is the address of the release that is served."""

    served: str
    addresses: Addresses
    waiting: deque[str] = field(default_factory=deque)
    met: set[str] = field(default_factory=set)

    def add(self, address: str) -> None:
        """Ask for it once, where a file can answer it."""
        if "?_next=" in address or "?after=" in address:
            self.addresses.number_page(address)
        asked = self.addresses.to_fetch(address)
        if asked and asked not in self.met and not asked.startswith(f"/{OWN_FILES}/"):
            self.met.add(asked)
            self.waiting.append(asked)

    def own(self, location: str) -> str:
        """Where a redirect leads, as an address of the site."""
        return location.removeprefix(HERE) or "/"

    def way(self, link: str, file: str) -> str:
        """The relative link from a file to where a link of the site leads in the edition."""
        path, _, fragment = link.partition("#")
        return relative(self.addresses.target(path) + (f"#{fragment}" if fragment else ""), file)

    def finish(self, html: str, address: str, file: str) -> str:
        """The page of an address, as the file that it becomes: its links made relative."""
        return rewrite_html(html, address, HERE, lambda link: self.way(link, file), self.addresses.tables)


def freeze_site(root: Path, database: Path, url: str, **changes: Any) -> Iterator[tuple[str, bytes]]:
    """Every file of the frozen edition by its path, in the order in which they are met.

    `url` is where it will stand, without a slash at its end: citations and canonical links begin with it. `changes` are
    keys of metadata.yml with other values. Raises ProjectError where a page that is linked to cannot be had.
    """
    with asyncio.Runner() as runner:
        files = _freeze(root, database, url, changes)
        while (file := runner.run(_next(files))) is not None:
            yield file[0], _at(url, file[0], file[1])


def _at(url: str, path: str, data: bytes) -> bytes:
    """What a file says, with the address at which the edition will stand wherever it says its own."""
    if path.endswith(_NOT_TEXT):
        return data
    there = data.replace(HERE.encode(), url.encode())
    return there.replace(quote(HERE, safe="").encode(), quote(url, safe="").encode())


async def _next(files: AsyncIterator[tuple[str, bytes]]) -> tuple[str, bytes] | None:
    return await anext(files, None)


def _metadata(root: Path) -> Mapping[str, Any]:
    path = root / "metadata.yml"
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.is_file() else {}


async def _freeze(root: Path, database: Path, url: str, changes: Mapping[str, Any]) -> AsyncIterator[tuple[str, bytes]]:
    metadata = {**_metadata(root), "site_url": HERE, **changes}
    site = open_site(root, database, metadata=metadata, settings=_PATIENT)
    site.jinja_env.globals["frozen"] = True  # templates leave out what only a server can do
    await site.invoke_startup()
    await use_pictures_of(site, {**site.metadata(), "site_url": _metadata(root).get("site_url") or ""})
    facts = site.get_database(DATABASE)
    release = await facts.execute_fn(load_release)
    tables = frozenset(names_of(site).kinds())
    walk = _Walk(f"/release/{release.version}", Addresses(tables, site.languages))
    transport = httpx.ASGITransport(app=site.app(), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HERE, timeout=None) as client:  # noqa: S113
        for address, text in await record_forms(site, release.version):
            walk.met.add(address)
            yield unquote(address).strip("/"), text.encode()
        for address in ["/", *await facts.execute_fn(_records), *_others(site, walk.served)]:
            walk.add(address)
        while walk.waiting:
            async for file in _files(client, walk, walk.waiting.popleft()):
                yield file
        for file in _cited_questions(walk):
            yield file
        yield await _not_found(client, walk, urlsplit(url).path)
    for path, data in (await browser_files(site, walk.finish)).items():
        yield path, data
    yield MARKER, f"{HERE}\n".encode()


def _records(conn: sqlite3.Connection) -> list[str]:
    """The addresses of every record, as JSON, by the register, in its release; and of those that are no more."""
    facts = [(row[0], row[1]) for row in conn.execute("select kind, id from facts order by 1, 2")]
    articles = [("sources", row[0]) for row in conn.execute("select id from sources order by 1")]
    ended = [(row[0], row[1]) for row in conn.execute("select kind, id from retired order by 1, 2")]
    (version,) = conn.execute("select version from release").fetchone()
    plain = [f"/{DATABASE}/{kind}/{id}" for kind, id in (*facts, *articles, *ended)]
    register = [f"/{DATABASE}/facts/{id}" for _, id in facts]
    lasting = [f"/release/{version}/{DATABASE}/{kind}/{id}" for kind, id in (*facts, *articles)]
    forms = [f"/{DATABASE}/{kind}/{id}.json" for kind, id in (*facts, *articles)]
    return [*plain, *register, *forms, f"/release/{version}/", *lasting]


def _others(site: Datasette, served: str) -> list[str]:
    """Addresses for programs, and of the releases that are kept."""
    kept = [f"/release/{version}/" for version in kept_releases(site.root) if f"/release/{version}" != served]
    return [*kept, "/robots.txt", "/sitemap.xml", f"/{DATABASE}.db"]


def _cited_questions(walk: _Walk) -> Iterator[tuple[str, bytes]]:
    """Where a citation of a question leads, in each language: on to the page that is asked, with what it asks."""
    for address in sorted(walk.met):
        if asked := _ASKED.fullmatch(address):
            language, page = asked.groups(default="")
            yield _leading(walk, f"{language}{walk.served}{page}", address)


async def _not_found(client: httpx.AsyncClient, walk: _Walk, base: str) -> tuple[str, bytes]:
    """The page of a wrong address; hosts show it anywhere, so that its links are from the root of the edition.

    In another language it is that language's front page: files cannot know what was asked for.
    """
    answer = await client.get(_NOWHERE)
    there = walk.addresses
    html = rewrite_html(answer.text, _NOWHERE, HERE, lambda link: base + there.target(_there_is(link)), there.tables)
    return "404.html", html.encode()


def _there_is(link: str) -> str:
    return f"{link.removesuffix(_NOWHERE)}/" if link.endswith(_NOWHERE) else link


async def _files(client: httpx.AsyncClient, walk: _Walk, address: str) -> AsyncIterator[tuple[str, bytes]]:
    """The file of an address; what it links to is put in the queue."""
    target = walk.addresses.target(address)
    plain = address.removeprefix(walk.served)
    if plain != address and not is_file(plain):
        walk.add(plain)
        yield _leading(walk, target, plain)
        return
    answer = await client.get(address)
    if answer.status_code in _LEADS:
        to = walk.own(answer.headers["location"])
        walk.add(to)
        yield _leading(walk, target, to)
        return
    if answer.status_code not in (200, 410):
        raise ProjectError(f"{address}: status {answer.status_code}, where a page of the site leads to it")
    kind = answer.headers.get("content-type", "").partition(";")[0]
    file = file_of(target, kind == _HTML)
    yield file, _content(answer, kind, walk, address, file)


def _content(answer: httpx.Response, kind: str, walk: _Walk, address: str, file: str) -> bytes:
    if kind == "text/css":
        return rewrite_css(answer.text, lambda link: walk.way(link, file)).encode()
    if kind != _HTML:
        return answer.content
    for link in links(answer.text, address, HERE):
        walk.add(link)
    return walk.finish(answer.text, address, file).encode()


def _leading(walk: _Walk, target: str, to: str) -> tuple[str, bytes]:
    """A page that leads on to another address with what it is asked, for hosts that know no redirects."""
    file = file_of(target, is_page=True)
    way = escape(walk.way(to, file))
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
        f'<script>location.search && location.replace("{way}" + location.search)</script>'
        f'<meta http-equiv="refresh" content="0; url={way}"><link rel="canonical" href="{HERE}{escape(to)}">'
        f'</head><body><p><a href="{way}">The page is here.</a></p></body></html>\n'
    )
    return file, page.encode()
