"""What SQL can do on a connection of the site: read, within bounds; whoever wrote it.

The file is immutable and Datasette takes only SELECT. This is the wall behind that: SQLite itself refuses, as it
prepares a statement, all but reading; and bounds hold where a time limit does not, inside one function call and for the
size of what comes back (SQLite: Run-Time Limits, Compile-Time Authorization Callbacks).
"""

from __future__ import annotations

import sqlite3
import weakref

#: The longest text or blob, in bytes, that a statement may make; and the largest result, in bytes and cells.
MAX_VALUE, MAX_RESULT, MAX_CELLS = 500_000, 4_000_000, 60_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 250,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    # One comparison takes time in proportion to pattern times text, and cannot be interrupted.
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 500,
}
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
#: Loads code; gives away addresses in memory and takes them; tells what compiled the library.
_FUNCTIONS = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "zipfile", "fsdir"}
#: The queries of other readers; the file's bare pages; those that reach beyond the database.
_TABLES = {"sqlite_stmt", "sqlite_dbpage", "sqlite_memstat", "fsdir", "zipfile", "completion"}
#: What Datasette asks, and FTS5 in its own work.
_PRAGMAS = {
    "cache_size", "data_version", "database_list", "foreign_key_list", "function_list", "index_info", "index_list",
    "index_xinfo", "page_count", "max_page_count", "page_size", "schema_version", "table_info", "table_list",
    "table_xinfo", "compile_options", "encoding",
}  # fmt: skip


class ResultTooLarge(sqlite3.OperationalError):
    """A query gave more than a page can hold."""


def confine(connection: sqlite3.Connection) -> None:
    """Bound what statements on the connection can do from now on; rows stay `sqlite3.Row`."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_authorizer(_judge)
    connection.row_factory = Rows()


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    """SQLite's question whether a statement may do this; `first` and `second` depend on the action."""
    if action == sqlite3.SQLITE_READ:
        if (first, second) == ("pragma_database_list", "file"):
            return sqlite3.SQLITE_IGNORE  # NULL: where the file lies is nobody's business
        return sqlite3.SQLITE_DENY if first in _TABLES else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if second in _FUNCTIONS else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if first in _PRAGMAS and second != "wal_checkpoint" else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


class Rows:
    """A row factory that raises ResultTooLarge where one query gives more than `MAX_RESULT` or `MAX_CELLS`."""

    def __init__(self) -> None:
        self._cursor: weakref.ref[sqlite3.Cursor] | None = None
        self._bytes = self._cells = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[object, ...]) -> sqlite3.Row:
        """The row, once it is counted."""
        if self._cursor is None or self._cursor() is not cursor:
            self._cursor, self._bytes, self._cells = weakref.ref(cursor), 0, 0
        self._cells += len(values)
        self._bytes += sum(len(value) for value in values if isinstance(value, str | bytes))
        if self._bytes > MAX_RESULT or self._cells > MAX_CELLS:
            raise ResultTooLarge(
                f"the result is too large: {MAX_CELLS:,} cells and {MAX_RESULT:,} characters are the most"
            )
        return sqlite3.Row(cursor, values)
