"""What runs in the reader's browser: SQL over the database of the edition, by SQLite's own WebAssembly build.

Gives the page, its script, and the files of SQLite as they are published (see browser/ORIGIN).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from datasette.app import Datasette
from datasette.utils.asgi import Request

from factbook.locale import _, at_home, is_home, language, speaking
from factbook.record import DATABASE
from factbook.record.editions import translation_steps
from factbook.record.search import search_setting
from factbook.site.freezing.addresses import HERE, SEARCH, SQL, file_of
from factbook.site.freezing.filter_setting import filter_setting
from factbook.site.languages import language_path
from factbook.site.pages.shared import names_of

_FILES = Path(__file__).parent / "browser"
#: The folder of what is the edition's own.
OWN_FILES = "static/frozen"
#: Address, template and scripts of each page that runs in the browser.
_PAGES = (
    (SQL, "frozen_sql.html", ("planner.js", "filters.js", "sql.js")),
    (SEARCH, "frozen_search.html", ("planner.js", "search.js")),
)


async def browser_files(site: Datasette, finish: Callable[[str, str, str], str]) -> dict[str, bytes]:
    """The files by path: pages of SQL and of search, made whole by `finish(html, address, file)`, and what they load.

    Pages, and what scripts must know, are there in each language of the site.
    """
    files = {f"{OWN_FILES}/{path.name}": path.read_bytes() for path in sorted(_FILES.iterdir())}
    for tag in (site.home, *site.languages):
        with at_home(site.home), speaking(tag, site.root):
            files[f"{OWN_FILES}/setting.{tag}.json"] = _setting(site).encode()
            files |= {file: finish(html, address, file).encode() async for file, address, html in _pages(site)}
    return files


async def _pages(site: Datasette) -> AsyncIterator[tuple[str, str, str]]:
    """File, address and HTML of each page that runs in the browser, in the language that is spoken."""
    for plain, template, own in _PAGES:
        address = language_path() + plain
        shown = {"scripts": ["sqlite3.js", "frozen.js", *own]}
        html = await site.render_template(template, shown, request=_request(plain))
        yield file_of(address, is_page=True), address, html


def _request(path: str) -> Request:
    """A request for the page, as Datasette wants one to render it."""
    request = Request.fake(path)
    scheme, _, host = HERE.partition("://")
    request.scope |= {"csrftoken": str, "scheme": scheme, "headers": [(b"host", host.encode())]}
    return request


def _words() -> dict[str, str]:
    """What the script says, in the language of the page."""
    return {
        "loading": _("The database is being loaded …"),
        "rows": _("Rows: {count}"),
        "most": _("The first {count} rows; there are more."),
        "undated": _("Not shown: {count} without a value for {column}."),
        "left_out": _("Not applied here: {names}"),
        "unknown": _("There is no table or query called {name}."),
        "missing": _("The database cannot be loaded: status {status}."),
        "table": _("Rows"),
        "found": _("Facts found: {count}; with every word: {whole}"),
        "nothing": _("No results; try fewer words."),
        "read_as": _("“{one}” was read as “{other}”."),
    }


def _setting(site: Datasette) -> str:
    """What scripts must know, as JSON: what they say, the questions by name, the search, the tables of facts."""
    words = names_of(site)
    queries = site.metadata("queries", database=DATABASE, fallback=False) or {}
    said = {
        "home": language_path().strip("/"),
        "database": DATABASE,
        "questions": {name: query["sql"] for name, query in queries.items()},
        "words": _words(),
        "search": search_setting(),
        "kinds": {kind: words.singular(kind) for kind in words.kinds()},
        # None where the facts are as they were written.
        "in_language": list(translation_steps(words.schema, language())) if not is_home() else [],
        **filter_setting(words, site.setting("default_page_size")),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1)
