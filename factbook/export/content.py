"""What a finished database holds: its rows by table, its release, and the words that the project has for it.

Reads every table of schema.sql, whole and sorted by primary key, and nothing else; opens the file read-only.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from factbook.formats import Edition, edition_of
from factbook.problems import DatabaseError
from factbook.record import DATABASE, Fact, Scalar, load_facts, load_release
from factbook.schema import REGISTER, Schema, Table

Row = dict[str, Scalar]


@dataclass(frozen=True)
class Content:
    """The rows of each table in the order of schema.sql, and every fact with its evidence in the order of ids."""

    schema: Schema
    metadata: Mapping[str, Any]
    edition: Edition
    rows: Mapping[str, list[Row]]
    facts: tuple[Fact, ...]

    @property
    def name(self) -> str:
        """The title as a name for files: "mexico-japan-factbook"; "factbook" where it has no Latin letter."""
        letters = unicodedata.normalize("NFKD", self.edition.title).lower()
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or DATABASE

    @property
    def description(self) -> str:
        """What the factbook is, in a sentence or two, as metadata.yml has it."""
        return str(self.metadata.get("description") or self.edition.title)

    @property
    def author(self) -> str:
        """Who made it, as a citation of the whole names them."""
        return self.edition.author

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words under which catalogues list it."""
        return tuple(self.metadata.get("keywords") or ())

    @property
    def license_name(self) -> str:
        """The licence's SPDX identifier: "CC-BY-4.0"."""
        return "-".join(str(self.metadata.get("license") or "").split())

    @cached_property
    def labels(self) -> dict[Scalar, str]:
        """Labels of all facts by id."""
        return {row["id"]: str(row["label"]) for row in self.rows[REGISTER]}

    def title(self, table: str) -> str:
        """The table's name for people."""
        tables = ((self.metadata.get("databases") or {}).get(DATABASE) or {}).get("tables") or {}
        return str((tables.get(table) or {}).get("title") or table.replace("_", " ").capitalize())


def load_content(database: Path, schema: Schema, metadata: Mapping[str, Any], address: str = "") -> Content:
    """What the database holds; raises DatabaseError where it is missing, unfinished, or of another schema.sql.

    Links begin with `address` where metadata.yml names no `site_url`.
    """
    if not database.is_file():
        raise DatabaseError(f"{database}: there is no such database; `build.py` makes it")
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            return _read(conn, schema, metadata, address)
    except sqlite3.Error as error:
        raise DatabaseError(f"{database}: not a finished factbook: {error}") from error


def _read(conn: sqlite3.Connection, schema: Schema, metadata: Mapping[str, Any], address: str) -> Content:
    release = load_release(conn)
    if release.schema_sha256 != schema.sha256:
        raise DatabaseError("the database was built from another schema.sql; `build.py` builds it anew")
    rows = {name: _rows(conn, table) for name, table in schema.tables.items()}
    facts = load_facts(conn, (str(row["id"]) for row in rows[REGISTER]))
    return Content(schema, metadata, edition_of(metadata, address, release), rows, tuple(facts))


def _rows(conn: sqlite3.Connection, table: Table) -> list[Row]:
    order = ", ".join(f'"{column}"' for column in table.primary_key or table.stored)
    names = ", ".join(f'"{column}"' for column in table.columns)
    cursor = conn.execute(f'select {names} from "{table.name}" order by {order}')  # noqa: S608 - names of schema.sql
    return [dict(zip(table.columns, row, strict=True)) for row in cursor]
