"""The files that addresses become: an address of the site to the path of its file, a link to a relative one.

A page is the file index.html of its folder; whatever has an ending is a file of that name. Of the questions that an
address may carry, the pages of a table are files too. All others are answered in the reader's browser, by the page at
`SQL`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from factbook.schema.core import DATABASE

#: Where the site stands while it is walked: no address that a text could name.
HERE = "https://frozen.invalid"
#: The page that runs SQL over the database in the browser, and the one that searches it.
SQL, SEARCH = "/sql", "/search"
#: What only answers questions: no file stands there, and no page of the edition says that it does.
SERVICES = ("/unapi", "/oembed", "/mcp", "/reconcile")
#: What is the same in each language: no page, no picture, and no data, which say records in the words of theirs.
_COMMON = re.compile(rf"/(?:(?:release|downloads|static)/.+|{DATABASE}\.db|robots\.txt|sitemap\.xml)")
_WITH_PAGES = ("citations", "retired")
_FILE = re.compile(r"\.[a-z][a-z0-9]{0,7}\Z", re.I)
#: How a table's file is asked for whole.
_WHOLE = {".csv": "?_stream=on", ".json": "?_size=max"}
#: Arguments that ask nothing: the version of a file that never changes, and how much of a table is sent.
_NO_QUESTION = frozenset({"v", "_stream", "_size"})


#: Arguments of a further page of a table: it is in the order that metadata.yml gives, which Datasette repeats.
_OF_A_PAGE = frozenset({"_next", "_sort", "_sort_desc"})


@dataclass
class Addresses:
    """What has been met so far: the number of each further page of a table, by its address.

    `tables` are those of facts, whose pages answer questions themselves. `languages` are those whose tag may begin an
    address.
    """

    tables: frozenset[str]
    languages: Collection[str] = ()
    pages: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def records(self) -> frozenset[str]:
        """The tables whose rows have pages and formats; other rows are on their table's page only."""
        return self.tables | {"sources", "facts"}

    def number_page(self, address: str) -> None:
        """Number `/table?_next=...` (`?after=` in a kept release) as a page of its table; pages are met in order."""
        path = urlsplit(address).path
        if address not in self.pages:
            self.counts[path] = self.counts.get(path, 1) + 1
            self.pages[address] = self.counts[path]

    def to_fetch(self, address: str) -> str | None:
        """The address to ask the application for, None for one that no file can answer.

        A table's CSV is asked for whole, its JSON as far as Datasette gives it at once; what is the same in each
        language is asked for without one.
        """
        parts = urlsplit(address)
        tag, path = self._in_language(parts.path)
        names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        if self._is_only_a_row(path):
            return None
        if _is_a_page(names) and not is_file(path):
            return address
        if names - _NO_QUESTION or path in (SEARCH, *SERVICES):
            return None
        _, dot, ending = path.partition(".")
        return tag + path + (_WHOLE.get(dot + ending, "") if _is_table(path) else "")

    def target(self, address: str) -> str:
        """Where a link to the address leads in the frozen edition: an address there, its question dropped or turned."""
        parts = urlsplit(address)
        tag, path = self._in_language(parts.path)
        if self._is_only_a_row(path):
            return tag + path.rpartition("/")[0]
        if self.to_fetch(address) is None:
            return tag + self._in_browser(path, parts.query)
        return f"{parts.path.rstrip('/')}/-/{self.pages[address]}" if address in self.pages else tag + path

    def _in_browser(self, path: str, query: str) -> str:
        """The page that answers a question in the browser: of search, of SQL, of a query by name, of a table itself."""
        if path == SEARCH:
            return f"{SEARCH}?{query}" if query else SEARCH
        asked = parse_qsl(query, keep_blank_values=True)
        if path == f"/{DATABASE}":
            return f"{SQL}?{urlencode(asked)}"
        name = unquote(path).removeprefix(f"/{DATABASE}/")
        if name in self.tables:
            return f"{path}?{query}"
        return f"{SQL}?{urlencode([('from', name), *asked])}"

    def _in_language(self, path: str) -> tuple[str, str]:
        """The language as it begins the path, such as /es, "" for none; and the path without it."""
        tag, _, rest = path.removeprefix("/").partition("/")
        if tag not in self.languages:
            return "", path
        plain = f"/{rest}"
        return ("" if _COMMON.fullmatch(plain) else f"/{tag}"), plain

    def _is_only_a_row(self, path: str) -> bool:
        _, _, rest = path.partition(f"/{DATABASE}/")
        table, _, row = rest.partition("/")
        if not row or table in self.records or not path.startswith(f"/{DATABASE}/"):
            return False
        return table not in _WITH_PAGES or is_file(row)


def _is_a_page(names: Collection[str]) -> bool:
    """Whether the arguments are those of a further page of a table, or of one of a kept release."""
    return ("_next" in names and _OF_A_PAGE.issuperset(names)) or set(names) == {"after"}


def _is_table(path: str) -> bool:
    return path.startswith(f"/{DATABASE}/") and path.count("/") == 2


def is_file(path: str) -> bool:
    """Whether a path has the ending of a file, such as .csv; a version, 0.1.0, has none."""
    return bool(_FILE.search(path))


def file_of(address: str, is_page: bool) -> str:
    """The file of an address: index.html in its folder for a page, else the file of its name."""
    path = unquote(address).strip("/")
    return posixpath.join(path, "index.html") if is_page else path


def relative(link: str, file: str) -> str:
    """A link from the file to an address of the frozen edition, such as `../../figures/`."""
    parts = urlsplit(link)
    path = unquote(parts.path).strip("/")
    ends = "" if is_file(path) else "/"
    way = _way(path or ".", posixpath.dirname(file) or ".")
    tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return way + ("" if way == "." and not ends else ends) + tail


@lru_cache(maxsize=100_000)
def _way(to: str, folder: str) -> str:
    return quote(posixpath.relpath(to, folder))
