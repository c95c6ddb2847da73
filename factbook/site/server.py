"""The site of a project: Datasette over the compiled database, read-only and immutable, with our plugins in order.

Turns a project's folder into a running server. What is shown is in metadata.yml and the templates; what is set, in
settings.json. Templates, static files and settings are the package's, and the project's own of the same name win.
"""

from __future__ import annotations

import asyncio
import gc
import re
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import uvicorn
from datasette import app as datasette_app
from datasette.app import Datasette
from datasette.cli import check_databases
from datasette.plugins import pm
from jinja2 import ChoiceLoader, DictLoader, Template

from factbook.locale import at_home, home, language, speaking
from factbook.locale.catalogue import SOURCE, languages_of
from factbook.schema.settings import load_settings, settings_of
from factbook.site.assets import TEMPLATES, read_files
from factbook.site.languages import LanguageUrls
from factbook.site.names import metadata_in_language, site_schema
from factbook.site.plugins import PLUGINS
from factbook.site.plugins.connections import renew_threads
from factbook.site.plugins.tables import with_fact_rows
from factbook.site.serving.confine import bound_memory
from factbook.site.serving.dear_process import DearProcess
from factbook.site.serving.port import release_after
from factbook.site.serving.request_checks import without_tokens
from factbook.site.settings import read_settings
from factbook.site.totals import totals_of

#: Seconds that answers under way have to end in, once the server is told to end.
GRACE = 5
#: Seconds that a thread has Python to itself while others wait: pages wait for those that take long to be made.
_TURN = 0.001
#: Objects that are made and not let go before the collector of garbage looks for those that hold one another: a page
#: makes some thousands that hold none, which go by themselves.
_UNCOLLECTED = 20_000
#: A path that a relative link would be joined with as it stands.
_FROM_ROOT = re.compile(r"/(?!/)(?!.*/\.)")
#: Words of the metadata, and choices of a template, that are kept at hand.
_LOOKED_UP = 2_000
#: Seconds that the rows of all tables may take to be counted, once, before the site is served.
_SECONDS_TO_COUNT = 3600


class FactbookSite(Datasette):  # type: ignore[misc]  # Datasette ships no types
    """Datasette, knowing the folder of the project that it serves, its languages, and the process for dear requests."""

    def __init__(self, root: Path, **settings: Any) -> None:
        # Datasette asks the plugins for their routes while it is made.
        self.root = root
        self.home = str((settings.get("metadata") or {}).get("language") or SOURCE)
        self.languages = languages_of(root, self.home)
        self.dear = DearProcess()
        self._said: dict[str, Any] = {}
        self._looked_up: dict[tuple[Any, ...], Any] = {}
        self._templates: dict[tuple[str, ...], Template] = {}
        super().__init__(**settings)

    @property
    def urls(self) -> LanguageUrls:
        """The builder of addresses, which are in the language of the request."""
        return LanguageUrls(self)

    def metadata(
        self, key: str | None = None, database: str | None = None, table: str | None = None, fallback: bool = True
    ) -> Any:
        """What the metadata says in the language of the request, looked up once: it stands still while it is served."""
        asked = (home(), language(), key, database, table, fallback)
        if asked in self._looked_up:
            return self._looked_up[asked]
        found = super().metadata(key, database, table, fallback)
        # Of tables there are few, but people ask for others.
        if self._startup_invoked and len(self._looked_up) < _LOOKED_UP:
            self._looked_up[asked] = found
        return found

    def _metadata_sources(self, key: str | None, database: str | None, table: str | None) -> Any:
        """The metadata, its words in the language of the request: made once for each."""
        tag = language()
        # As it is written, too, for whoever asks before the site speaks a language.
        if home() != self.home or tag == SOURCE == self.home:
            return super()._metadata_sources(key, database, table)
        if tag not in self._said:
            self._said[tag] = metadata_in_language(self._metadata_local, site_schema(self.root))
        return iter([self._said[tag]])

    async def render_template(
        self, templates: Any, context: Any = None, request: Any = None, view_name: str | None = None
    ) -> str:
        """The page; what its template cannot wait for is looked up before."""
        found = await with_fact_rows(self, context or {})
        template = self._template(tuple(templates)) if isinstance(templates, list) else templates
        return str(await super().render_template(template, found, request=request, view_name=view_name))

    def _template(self, names: tuple[str, ...]) -> Template:
        """The first template that there is of these: they stand still while they are served."""
        if names in self._templates:
            return self._templates[names]
        found: Template = self.jinja_env.select_template(names)
        if len(self._templates) < _LOOKED_UP:
            self._templates[names] = found
        return found

    def absolute_url(self, request: Any, path: str) -> str:
        """The whole address of a path: what begins at the root has nothing of the page's own in it."""
        if not _FROM_ROOT.match(path):
            return str(super().absolute_url(request, path))
        scheme = "https" if self.setting("force_https_urls") else request.scheme
        return f"{scheme}://{request.host}{path}"


def serve_site(root: Path, database: Path, claimed: socket.socket) -> None:
    """Serve the project's database on the port that is claimed, until a signal ends it: SIGINT or SIGTERM."""
    sys.setswitchinterval(_TURN)
    bound_memory()
    site = open_site(root, database, asyncio.run(count_rows(root, database)))
    asyncio.run(_make_ready(site))
    # A process is forked from this one, and begins without its threads.
    renew_threads(site)
    # What is there now stays: the collector of garbage need not go through it again for every hundred pages.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_UNCOLLECTED)
    host, port = claimed.getsockname()[:2]
    click.echo(f"Serving on http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl-C ends it)")
    # uvicorn ends what is under way, then raises the signal again for whoever handled it before: nobody but we.
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    app = site.app()
    with site.dear.running(root, site.home):
        config = uvicorn.Config(app, lifespan="on", timeout_graceful_shutdown=GRACE)
        server = uvicorn.Server(config)
        release_after(claimed)
        server.run(sockets=[claimed])
    if not server.started:
        raise SystemExit(3)


def _end(*_: object) -> None:
    click.echo("Ended.")
    raise SystemExit(0)


async def _make_ready(site: Datasette) -> None:
    with at_home(site.home, site.root):
        await site.invoke_startup()
        await check_databases(site)
        # The database in a language takes as long to be made as a build takes to write it.
        for tag in site.languages:
            with speaking(tag, site.root):
                await totals_of(site)
    # Each takes as long to be compiled as a page to be made; the first reader need not wait for it.
    for name in read_templates(site.root):
        site.jinja_env.get_template(name)


async def count_rows(root: Path, database: Path) -> dict[str, Any]:
    """What `datasette inspect` says of the database: its hash, size, and rows by table."""
    site = FactbookSite(root, immutables=[str(database)])
    counted = site.databases[database.stem]
    rows = await counted.table_counts(limit=_SECONDS_TO_COUNT * 1000)
    site.executor.shutdown()
    tables = {name: {"count": count} for name, count in rows.items()}
    return {counted.name: {"hash": counted.hash, "size": counted.size, "file": counted.path, "tables": tables}}


def open_site(
    root: Path,
    database: Path,
    counts: Mapping[str, Any] | None = None,
    *,
    metadata: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Datasette:
    """The site of the project in `root` over a database, not yet served.

    `metadata` stands for what is in metadata.yml, `settings` are laid over those of settings.json. Raises ProjectError
    or metadata.yml cannot be read.
    """
    register_plugins()
    schema = site_schema(root)
    said = settings_of(metadata, schema) if metadata else load_settings(root / "metadata.yml", schema)[0]
    site = FactbookSite(
        root,
        immutables=[str(database)],
        inspect_data=counts,
        metadata=said.metadata,
        settings={**read_settings(root), **(settings or {})},
    )
    site.jinja_env.loader = ChoiceLoader([DictLoader(read_templates(root)), site.jinja_env.loader])
    return site


def register_plugins() -> None:
    """Give Datasette the site's plugins, in the order of their list, and take its guard of forms; once a process."""
    datasette_app.asgi_csrf = SimpleNamespace(asgi_csrf=without_tokens)
    for plugin in PLUGINS:
        if not pm.is_registered(plugin):
            pm.register(plugin)


def read_templates(root: Path) -> dict[str, str]:
    """The text of every template by its name, as it is now: what is served changes with a new start only."""
    return {name: data.decode("utf-8") for name, data in read_files(root, TEMPLATES).items()}
