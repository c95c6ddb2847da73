"""What an error page says: which status a failure has, and what a person can do about it.

Turns an exception into a `Failure`. The database cannot be written and every page is made from its URL alone, so a
URL that SQLite or Datasette cannot read is the asker's mistake and says so, never a stack.
"""

from __future__ import annotations

import json
import re
import sqlite3
import traceback
from dataclasses import dataclass

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from factbook.locale import N_, _, say

# Parts of Datasette that do nothing but read a URL's arguments, or hand them to SQLite: what they cannot read is wrong
# in the URL.
_READERS = tuple(
    f"datasette/{name}.py" for name in ("database", "filters", "facets", "utils/__init__", "views/base")
) + tuple(f"datasette/views/{name}.py" for name in ("database", "row", "table"))
_TITLES = {
    400: N_("This request cannot be answered"),
    403: N_("This page is not public"),
    404: N_("Page not found"),
    405: N_("This site is read-only"),
    414: N_("This address is too long"),
    500: N_("Something went wrong here"),
    503: N_("This page is not available at the moment"),
}


#: What Datasette and Python's SQLite say of an address, in their words.
OF_DATASETTE = (
    N_("Statement must be a SELECT"), N_("_size must be a positive integer"), N_("_size must be >= 0"),
    N_("You can only execute one statement at a time"), N_("Cannot use _sort and _sort_desc at the same time"),
    N_("Invalid SQL"),
)  # fmt: skip
_TOO_SLOW = N_("The query took too long. Filter further, or download the whole factbook.")
# What SQLite says where the file is damaged, replaced or gone: no address is to blame.
_BROKEN = re.compile(r"image is malformed|malformed database|not a database|disk I/O error|unable to open database")


class PageTimeError(Exception):
    """A page takes more time than one may have."""

    def __init__(self, reason: str = "the page takes more time than one may have") -> None:
        super().__init__(reason)


_KNOWN: dict[type[Exception], tuple[int, str]] = {
    PageTimeError: (
        503,
        N_("The page took too long to make. Filter further, or download the whole factbook."),
    ),
    QueryInterrupted: (400, _TOO_SLOW),
    MemoryError: (400, N_("The query needs more memory than is allowed.")),
    RecursionError: (400, N_("The address cannot be read: it is nested too deeply.")),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An error page: its status, its heading, and what happened in a sentence."""

    status: int
    title: str
    message: str


def failure(status: int, message: str, title: str | None = None) -> Failure:
    """A failure with the heading that its status has."""
    return Failure(status, title or _(_TITLES.get(status, _TITLES[400 if status < 500 else 500])), message)


def failure_of(exception: Exception) -> Failure:
    """The failure that an exception is; what is nobody's mistake but ours is a 500 that gives nothing away."""
    if is_broken(exception):
        return failure(503, _("The database cannot be read."), _("The factbook is not available at the moment"))
    if isinstance(exception, DatasetteError):
        return _of_datasette(exception)
    if isinstance(exception, Base400):
        return _of_refusal(exception)
    if known := next((said for kind, said in _KNOWN.items() if isinstance(exception, kind)), None):
        return failure(known[0], _(known[1]))
    if _is_the_askers(exception):
        return failure(400, _("The address cannot be read: %(reason)s.", reason=say(_in_short(exception))))
    return failure(500, _("The page could not be made. The fault is ours, not yours."))


def is_broken(exception: Exception) -> bool:
    """Whether the database cannot be read, in SQLite's words or in Datasette's for them."""
    said = exception.message if isinstance(exception, DatasetteError) else exception
    is_of_sql = isinstance(exception, sqlite3.DatabaseError | DatasetteError)
    return is_of_sql and _BROKEN.search(str(said)) is not None


def _of_datasette(exception: DatasetteError) -> Failure:
    if exception.title == "SQL Interrupted":
        return failure(400, _(_TOO_SLOW))
    if "fts5:" in str(exception.message):
        return failure(400, _("The search cannot be read: remove quotation marks and other signs."))
    # Datasette gives 500 for two orders at once.
    status = 400 if exception.status == 500 else exception.status
    said = re.sub(r"<[^>]+>", " ", str(exception.message)).strip()
    return failure(status, say(said))


def _of_refusal(exception: Base400) -> Failure:
    said = str(exception.args[0]) if exception.args else ""
    if exception.status == 404 and (said in ("404", "") or said.endswith(" not found")):
        said = _("There is nothing at this address. Check the spelling, or search.")
    return failure(exception.status, say(said))


def _is_the_askers(exception: Exception) -> bool:
    if isinstance(exception, sqlite3.Error | json.JSONDecodeError | UnicodeError):
        return True
    frames = traceback.extract_tb(exception.__traceback__)
    unreadable = isinstance(exception, ValueError | KeyError | IndexError | AssertionError | TypeError | OverflowError)
    return unreadable and bool(frames) and frames[-1].filename.replace("\\", "/").endswith(_READERS)


def _in_short(exception: Exception) -> str:
    return (str(exception).strip().splitlines() or [type(exception).__name__])[0].rstrip(".")[:200]


def guess_of(path: str) -> str:
    """What a person who came to a wrong address may look for: the words of its last part."""
    return re.sub(r"[^\w]+", " ", path.rstrip("/").rpartition("/")[2].partition(".")[0])[:80].strip()
