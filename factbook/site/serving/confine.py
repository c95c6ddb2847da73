"""What SQL can do on a connection of the site: read, within bounds; whoever wrote it.

The file is immutable, and Datasette takes nothing but SELECT. This is the wall behind both: SQLite itself refuses all
but reading as it prepares a statement, and bounds what a single function call can make or take, which a time limit
cannot (SQLite: Run-Time Limits, Compile-Time Authorization Callbacks).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from factbook.site.serving.page_time import interrupt_late_pages
from factbook.site.serving.result_limits import CountedRows, is_peoples_sql

#: The longest text or blob that a statement may make, one of people's SQL, and pattern of LIKE and GLOB, in bytes; the
#: most columns.
MAX_VALUE, MAX_PEOPLES_VALUE, PATTERN, COLUMNS = 100_000, 20_000, 500, 100
#: The most memory that SQLite may take in a process that serves, for all connections together, in bytes.
MAX_HEAP = 200_000_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: COLUMNS,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    # LIKE and GLOB take time in proportion to pattern times text, in one call, and a call cannot be interrupted.
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: PATTERN,
}
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
# SQLite asks so for itself when it opens a virtual table, and never lets a statement write there.
_DECLARING = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE}
#: They load code, take and give addresses in memory (fts3_tokenizer), or reach files.
_FUNCTIONS = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "zipfile", "sqlar_uncompress"}
#: The questions of other readers; the file's bare pages; files.
_TABLES = {"sqlite_stmt", "sqlite_dbpage", "sqlite_memstat", "fsdir", "zipfile"}
#: What Datasette asks, and FTS5 in its own work.
_PRAGMAS = {
    "cache_size", "compile_options", "data_version", "database_list", "encoding", "foreign_key_list", "function_list",
    "index_info", "index_list", "index_xinfo", "max_page_count", "page_count", "page_size", "schema_version",
    "table_info", "table_list", "table_xinfo",
}  # fmt: skip


def confine(connection: sqlite3.Connection) -> None:
    """Bound what statements on the connection can do from now on; rows stay `sqlite3.Row`."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    bound_values(connection)
    connection.set_authorizer(_judge)
    connection.row_factory = CountedRows()
    interrupt_late_pages(connection)


def bound_memory() -> None:
    """Bound what SQLite may take in this process, for all connections together: for a process that only serves."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"pragma hard_heap_limit = {MAX_HEAP}")


def bound_values(connection: sqlite3.Connection) -> None:
    """Bound texts and blobs by whose SQL is to be asked next: a function's time can grow with the square of a text."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_PEOPLES_VALUE if is_peoples_sql() else MAX_VALUE)


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    """SQLite's question whether a statement may do this; what `first` and `second` are depends on the action."""
    if action == sqlite3.SQLITE_READ:
        if (first, second) == ("pragma_database_list", "file"):
            return sqlite3.SQLITE_IGNORE  # reads as NULL: where the file lies is the machine's business
        return _unless(first in _TABLES)
    if action == sqlite3.SQLITE_FUNCTION:
        return _unless(second in _FUNCTIONS)
    if action == sqlite3.SQLITE_PRAGMA:
        return _unless(first not in _PRAGMAS)
    if action in _DECLARING:
        return _unless(first not in ("sqlite_master", "sqlite_schema"))
    return _unless(action not in _READING)


def _unless(refused: bool) -> int:
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK
