"""Confines every connection to the factbook: what SQL can do there is read, within bounds."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database
from datasette.views import database as database_views

from factbook.record import DATABASE
from factbook.site.names import site_schema
from factbook.site.parameters import named_parameters
from factbook.site.serving.confine import confine
from factbook.site.serving.editions import keep_editions
from factbook.site.serving.executor import ContextExecutor
from factbook.site.serving.known_tables import keep_tables
from factbook.site.serving.query_time import count_cpu_of_queries
from factbook.site.serving.served_file import ServedFile

Execute = Callable[..., Awaitable[Any]]
#: Characters of what SQLite says that are written into the log.
_LOGGED = 120
_FILES: WeakKeyDictionary[Database, ServedFile] = WeakKeyDictionary()


async def _parameters(_: Database, sql: str) -> list[str]:
    return named_parameters(sql)


@hookimpl
def startup(datasette: Datasette) -> None:
    """Let the threads that run SQL know for which request they do, and read its parameters as SQLite does."""
    database_views.derive_named_parameters = _parameters
    count_cpu_of_queries()
    if DATABASE in datasette.databases:
        database, schema = datasette.databases[DATABASE], site_schema(datasette.root)
        database.execute = _logging_in_a_line(database.execute)
        keep_editions(database, schema, datasette.home)
        if not database.is_mutable:
            keep_tables(database, [*schema.tables, *schema.views])
    if datasette.executor and not isinstance(datasette.executor, ContextExecutor):
        renew_threads(datasette)


def _logging_in_a_line(execute: Execute) -> Execute:
    """The same, but what SQLite refuses is a short line of the log: Datasette writes all that a person has typed."""

    async def answer(*asked: Any, log_sql_errors: bool = True, **how: Any) -> Any:
        try:
            return await execute(*asked, log_sql_errors=False, **how)
        except sqlite3.Error as error:
            if log_sql_errors:
                sys.stderr.write(f"SQLite refused: {str(error)!r:.{_LOGGED}}\n")
            raise

    return answer


def renew_threads(datasette: Datasette) -> None:
    """End the threads that run SQL; others begin once they are needed."""
    datasette.executor.shutdown()
    datasette.executor = ContextExecutor(datasette.setting("num_sql_threads"), served_file(datasette))


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Confine a connection before it is used."""
    if database == DATABASE:
        confine(conn)


def served_file(datasette: Datasette) -> ServedFile | None:
    """The file of a site that cannot change, as it was at the first look; None of a site that can."""
    database = datasette.databases.get(DATABASE)
    if database is None or database.is_mutable or not database.path:
        return None
    if database not in _FILES:
        _FILES[database] = ServedFile(Path(database.path))
    return _FILES[database]
