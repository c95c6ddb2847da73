"""How much one question in SQL may give: rows are counted as they are read, and too many end one that people wrote.

A page that is made from rows holds up all others while it is made. Time is limited by Datasette and rows are too, but
neither their width nor the size of a value. A page of an answer shows the first rows only, whoever wrote the question;
JSON and CSV give what there is.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Collection
from contextvars import ContextVar
from typing import Any, NamedTuple

from datasette.database import Results

from factbook.formats.csv_lines import whole
from factbook.site.serving.asgi import Application, Receive, Scope, Send
from factbook.site.serving.budgets import has_user_sql


class Limit(NamedTuple):
    """The largest result: in cells, and in characters and bytes of all its values."""

    cells: int
    size: int


#: A cell takes some ten times as long in HTML as in a file.
IN_A_PAGE, IN_A_FILE = Limit(15_000, 2_000_000), Limit(250_000, 8_000_000)
#: CountedRows of an answer that a page shows.
SHOWN = 250
_ALLOWED: ContextVar[Limit | None] = ContextVar("allowed", default=None)
#: Whether rows are for CSV, in which a whole number has no point.
_IN_CSV: ContextVar[bool] = ContextVar("in_csv", default=False)
_SHOWING: ContextVar[int | None] = ContextVar("showing", default=None)


def with_result_limits(app: Application, questions: Collection[str] = ()) -> Application:
    """The application, with the results of people's SQL bounded, and pages of answers, to `questions` too, short."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        is_own = scope["type"] == "http" and has_user_sql(scope)
        name = scope["path"].rpartition("/")[2] if scope["type"] == "http" else ""
        is_file = "." in name
        allowed = _ALLOWED.set((IN_A_FILE if is_file else IN_A_PAGE) if is_own else None)
        showing = _SHOWING.set(SHOWN if name in questions or (is_own and not is_file) else None)
        in_csv = _IN_CSV.set(name.endswith(".csv"))
        try:
            await app(scope, receive, send)
        finally:
            _IN_CSV.reset(in_csv)
            _ALLOWED.reset(allowed)
            _SHOWING.reset(showing)

    return answer


def read_rows_of(connection: sqlite3.Connection) -> None:
    """Have the connection read rows as the work under way asks: of what nobody bounds, by SQLite's module alone.

    What people's SQL makes may be no UTF-8; what the factbook holds is.
    """
    is_plain = _ALLOWED.get() is None and not _IN_CSV.get()
    connection.row_factory = sqlite3.Row if is_plain else CountedRows()
    connection.text_factory = str if is_plain else _lenient


def _lenient(text: bytes) -> str:
    return str(text, "utf-8", "replace")


def is_peoples_sql() -> bool:
    """Whether the work under way is for SQL that a person wrote."""
    return _ALLOWED.get() is not None


def shown_in_part(found: Any) -> Any:
    """A result of a query that a page shows in part, cut before each of its cells is put into words; else as it is."""
    most = _SHOWING.get()
    if most is not None and isinstance(found, Results) and len(found.rows) > most:
        return Results(found.rows[:most], True, found.description)
    return found


class TooLarge(sqlite3.OperationalError):
    """A question gave more than is allowed."""


class CountedRows:
    """A row factory: `sqlite3.Row`, counted; raises TooLarge where one cursor gives more than its request may have."""

    def __init__(self) -> None:
        self._cursor: weakref.ref[sqlite3.Cursor] | None = None
        self._cells = self._size = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        """The row."""
        if most := _ALLOWED.get():
            self._count(cursor, values, most)
        if _IN_CSV.get():
            return sqlite3.Row(cursor, tuple(map(whole, values)))
        return sqlite3.Row(cursor, values)

    def _count(self, cursor: sqlite3.Cursor, values: tuple[object, ...], most: Limit) -> None:
        if self._cursor is None or self._cursor() is not cursor:
            self._cursor, self._cells, self._size = weakref.ref(cursor), 0, 0
        self._cells += len(values)
        self._size += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._cells > most.cells or self._size > most.size:
            raise TooLarge(f"the result is too large: {most.cells:,} cells and {most.size:,} characters are the most")
