"""What stands before Datasette: every layer, once, the outermost first. Nothing else of the site wraps it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

from factbook.site.serving.access_log import without_access_log
from factbook.site.serving.asgi import Application
from factbook.site.serving.base_path import with_base_path
from factbook.site.serving.budgets import is_quick
from factbook.site.serving.csv_form import with_csv_form
from factbook.site.serving.dear_process import DearProcess
from factbook.site.serving.error_pages import Dresser, with_error_pages
from factbook.site.serving.gate import dear_pages, sql_limiter
from factbook.site.serving.immutable_assets import with_immutable_assets
from factbook.site.serving.languages import with_languages, with_pages_in_language
from factbook.site.serving.negotiation import with_negotiation
from factbook.site.serving.page_bounds import with_page_bounds
from factbook.site.serving.page_size import with_page_size
from factbook.site.serving.page_time import with_page_time
from factbook.site.serving.request_checks import ErrorPage, with_request_checks
from factbook.site.serving.response_cache import with_response_cache
from factbook.site.serving.result_limits import with_result_limits
from factbook.site.serving.security_headers import with_security_headers
from factbook.site.serving.served_file import ServedFile, with_served_file
from factbook.site.serving.table_csv import Tables, with_whole_csv
from factbook.site.serving.trusted_host import Origin, with_trusted_host
from factbook.site.serving.versioned_paths import ServedVersion, with_versioned_paths

CACHE_BYTES = 64_000_000
Layer = Callable[[Application], Application]


@dataclass(frozen=True)
class Site:
    """What the layers know of the site: its address, its pages of errors, its files, its tables."""

    environ: Mapping[str, str]
    root: Path
    languages: Collection[str]
    home: str
    root_path: str
    origin: Origin | None
    published: str
    error_page: ErrorPage
    refusal_page: Dresser
    version: ServedVersion
    assets: Mapping[str, str]
    digest: str | None
    file: ServedFile | None
    queries: Mapping[str, Mapping[str, Any]]
    counts: Callable[[], Mapping[str, int]]
    views: Collection[str]
    sorted_tables: Collection[str]
    tables: Callable[[], Tables | None]
    forms: Mapping[str, str]
    dear: DearProcess


def layers(site: Site) -> dict[str, Layer]:
    """The layers by name, the outermost first."""
    root_path = site.root_path
    return {
        # A line for each request costs more than a page of the cache.
        "access log": lambda app: without_access_log(app, site.environ),
        # Links begin with the host; it is part of the cache's key.
        "trusted host": lambda app: with_trusted_host(app, site.origin, site.published),
        # All below see plain paths; what they say is in the language.
        "languages": lambda app: with_languages(app, root_path, site.languages, site.root, site.home),
        # On every answer, refusals and 304 too.
        "security headers": lambda app: with_security_headers(app, root_path),
        # Whatever is refused below is a page of ours.
        "error pages": lambda app: with_error_pages(app, site.refusal_page),
        # All below see plain paths: a page and the same page in its version are one entry of the cache.
        "versioned paths": lambda app: with_versioned_paths(app, root_path, site.version),
        # After that rewrite, and before all that answers.
        "request checks": lambda app: with_request_checks(app, root_path, site.error_page, site.queries),
        "immutable assets": lambda app: with_immutable_assets(app, root_path, site.assets),
        # Before the cache, whose pages are functions of their addresses.
        "negotiation": lambda app: with_negotiation(app, root_path, site.forms),
        # Only over a database that cannot change.
        "response cache": lambda app: with_response_cache(app, site.digest, CACHE_BYTES) if site.digest else app,
        # Below the cache: what is kept leads where it should.
        "pages in the language": lambda app: with_pages_in_language(app, root_path, site.languages),
        # Below the cache: what is kept is of the release, whatever has become of the file.
        "served file": lambda app: with_served_file(app, site.file),
        "SQL limiter": sql_limiter,
        "dear pages": dear_pages,
        # All below is in both processes.
        "dear process": lambda app: site.dear.before(app, lambda scope: is_quick(scope, site.counts())),
        "page time": with_page_time,
        "page size": with_page_size,
        "result limits": lambda app: with_result_limits(app, site.queries),
        # Rewrites the query of a table.
        "page bounds": lambda app: with_page_bounds(app, root_path, site.counts, site.views, site.sorted_tables),
        # Rewrites the query of a table's CSV, and answers for whole ones.
        "whole CSV": lambda app: with_whole_csv(app, root_path, site.tables),
        # Whatever CSV is written below is Datasette's.
        "CSV form": lambda app: with_csv_form(app, root_path),
        # Innermost: Datasette and its plugins see plain paths.
        "base path": lambda app: with_base_path(app, root_path),
    }


def wrap(app: Application, site: Site) -> Application:
    """The application behind all layers."""
    return reduce(lambda inner, layer: layer(inner), reversed(layers(site).values()), app)
