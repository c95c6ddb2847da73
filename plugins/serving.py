"""The outermost layers of the site: its address, validators and cache, security headers, the gate for people's SQL."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.serving.asgi import Application
from factbook.serving.cache import cached
from factbook.serving.csv_errors import told_in_csv
from factbook.serving.dress import dressed
from factbook.serving.fingerprint import fingerprint
from factbook.serving.gate import Gate
from factbook.serving.headers import bound
from factbook.serving.lasting import lasting
from factbook.serving.origin import configured, placed
from factbook.serving.quiet import quieted
from factbook.serving.results import measured
from factbook.site.assets import asset_digests
from factbook.site.error_page import dressed_response

_ROOT = Path(__file__).resolve().parent.parent
_CACHE_BYTES = 64_000_000


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """The site behind its gate, its headers and its cache; the cache only over a database that cannot change."""
    always, published = configured(os.environ), str(datasette.metadata("site_url") or "")
    questions = datasette.metadata("queries", database=DATABASE, fallback=False) or {}

    def wrap(app: Application) -> Application:
        app = bound(dressed(Gate(measured(told_in_csv(app), questions)), partial(dressed_response, datasette)))
        database = datasette.databases.get(DATABASE)
        if database and not database.is_mutable and database.path:
            app = cached(app, fingerprint(_ROOT, Path(database.path)), _CACHE_BYTES)
        root_path = datasette.setting("base_url").rstrip("/")
        app = placed(lasting(app, root_path, asset_digests(_ROOT / "static")), always, published)
        return quieted(app, os.environ)

    return wrap
