"""Whether a file is what can be served: asked once, before there is a site that would answer 503 to everybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from factbook.problems import DatabaseError
from factbook.record import DATABASE, load_release
from factbook.schema import Schema


def check_finished(database: Path, schema: Schema) -> None:
    """Raise DatabaseError where the file is no finished factbook of this schema, is damaged, or is called otherwise."""
    if database.name != f"{DATABASE}.db":
        raise DatabaseError(f"{database}: it must be called {DATABASE}.db, as in the addresses of the site")
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            release = load_release(conn)
            (found,) = conn.execute("pragma quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise DatabaseError(f"{database}: not a finished factbook: {error}") from error
    if found != "ok":
        raise DatabaseError(f"{database}: damaged: {found}")
    if release.schema_sha256 != schema.sha256:
        raise DatabaseError(f"{database}: built from another schema.sql; `build.py` builds it anew")
