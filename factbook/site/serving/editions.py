"""The database in the language of the request: the connections to it are opened to its edition in that language."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from weakref import WeakKeyDictionary

from datasette.database import Database

from factbook.locale import is_home, language
from factbook.record.editions import Editions
from factbook.schema import Schema

_EDITIONS: WeakKeyDictionary[Database, Editions] = WeakKeyDictionary()


def keep_editions(database: Database, schema: Schema, home: str) -> None:
    """Have the connections of a database that cannot change opened to its edition in the language of the request."""
    if database in _EDITIONS or database.is_mutable or not database.path:
        return
    editions = _EDITIONS[database] = Editions(Path(database.path), schema, home)
    first = database.connect

    def connect(write: bool = False) -> sqlite3.Connection:
        path = Path(database.path) if is_home() else editions.path(language())
        if path == Path(database.path):
            connection: sqlite3.Connection = first(write=write)
            return connection
        connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True, check_same_thread=False)
        database._all_file_connections.append(connection)
        return connection

    database.connect = connect


def edition_path(database: Database) -> Path:
    """The file of the database in the language of the request."""
    editions = _EDITIONS.get(database)
    return editions.path(language()) if editions and not is_home() else Path(str(database.path))
