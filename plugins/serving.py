"""The outermost layers of the site: validators and cache, the gate for people's SQL, security headers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.serving.asgi import Application
from factbook.serving.cache import cached
from factbook.serving.fingerprint import fingerprint
from factbook.serving.gate import Gate
from factbook.serving.headers import bound

_ROOT = Path(__file__).resolve().parent.parent
_CACHE_BYTES = 64_000_000


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """The site behind its gate, its headers and its cache; the cache only over a database that cannot change."""

    def wrap(app: Application) -> Application:
        app = bound(Gate(app))
        database = datasette.databases.get(DATABASE)
        if database is None or database.is_mutable or not database.path:
            return app
        return cached(app, fingerprint(_ROOT, Path(database.path)), _CACHE_BYTES)

    return wrap
