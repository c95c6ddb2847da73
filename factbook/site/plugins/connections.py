"""Confines every connection to the factbook: what SQL can do there is read, within bounds."""

from __future__ import annotations

import sqlite3

from datasette import hookimpl
from datasette.app import Datasette

from factbook.record import DATABASE
from factbook.site.serving.confine import confine
from factbook.site.serving.result_limits import ContextExecutor


@hookimpl
def startup(datasette: Datasette) -> None:
    """Let the threads that run SQL know for which request they do."""
    if datasette.executor and not isinstance(datasette.executor, ContextExecutor):
        datasette.executor.shutdown(wait=False)
        datasette.executor = ContextExecutor(max_workers=datasette.setting("num_sql_threads"))


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Confine a connection before it is used."""
    if database == DATABASE:
        confine(conn)
