"""What an address in a kept release answers: its records, tables and database, as they were.

Turns a path of that release's site into what is found there, or None for what is not kept: pages that only bring
records together in another way. Values come from the kept database, words for them from today's schema.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from factbook.formats import FORMATS, Edition, Entry, Format, edition_of, entry_of_fact, entry_of_source
from factbook.formats.csv_lines import to_csv
from factbook.locale import home
from factbook.record import DATABASE, Release
from factbook.record.kept import (
    KeptRecord,
    KeptRelease,
    Row,
    kept_tables,
    load_kept,
    load_kept_links,
    load_kept_record,
    load_kept_rows,
    opened,
)
from factbook.record.kept_facts import load_kept_fact, load_kept_source
from factbook.schema.core import SOURCES

#: Rows on a page, and in a file.
ON_A_PAGE, IN_A_FILE = 200, 5_000
_PATH = re.compile(rf"/{DATABASE}(?:/(?P<table>\w+)(?:/(?P<id>[a-z0-9-]+))?)?(?P<ending>(?:\.\w+){{0,2}})/?")


class TooManyRowsError(ValueError):
    """A table of the kept release has more rows than a file of it may have; the message says where they are."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What is shown: the release, and its tables, or the rows of one of them, or one record; and the path's ending.

    `tables` are numbers of rows by name; `after` is the last id on a page that has not all rows;
    `links` the table of each record that is referred to, by id.
    """

    kept: KeptRelease
    ending: str
    tables: dict[str, int]
    table: str = ""
    rows: tuple[Row, ...] = ()
    after: str = ""
    record: KeptRecord | None = None
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address of the release on this site."""
        return f"/release/{self.kept.version}"

    @property
    def columns(self) -> list[str]:
        """The columns in which any of the rows has a value."""
        return [name for name in (self.rows[0] if self.rows else {}) if any(row[name] is not None for row in self.rows)]

    def address(self, table: str, id: object = "") -> str:
        """The address of a table or a record in the release."""
        return f"{self.path}/{DATABASE}/{table}" + (f"/{id}" if id else "")


@lru_cache(maxsize=4)
def kept_releases(root: Path) -> dict[str, KeptRelease]:
    """The releases that a project keeps by version, the newest first, as they are at the first look."""
    return {kept.version: kept for kept in load_kept(root)}


def load_kept_page(kept: KeptRelease, path: str, after: str = "") -> KeptPage | None:
    """What the kept release has at a path of its site, None where it has nothing there.

    Raises TooManyRowsError for a file of too many rows.
    """
    parts = _PATH.fullmatch("/" + DATABASE if path == "/" else path)
    if parts is None or kept.path is None:
        return None
    table, id, ending = parts["table"] or "", parts["id"], parts["ending"] or ""
    with opened(kept) as conn:
        tables = kept_tables(conn)
        if id:
            return _record(conn, KeptPage(kept, ending, tables, table), id)
        if table:
            return _table(conn, KeptPage(kept, ending, tables, table), after) if table in tables else None
    return KeptPage(kept, ending, tables)


def _record(conn: sqlite3.Connection, page: KeptPage, id: str) -> KeptPage | None:
    record = load_kept_record(conn, page.table, id)
    if record is None:
        return None
    rows = {**record.lists, record.table: (record.row,), "citations": record.passages}
    return replace(page, record=record, links=load_kept_links(conn, rows))


def _table(conn: sqlite3.Connection, page: KeptPage, after: str) -> KeptPage:
    if page.ending and page.tables[page.table] > IN_A_FILE:
        raise TooManyRowsError(
            f"{page.table} has {page.tables[page.table]:,} rows in release {page.kept.version}, and a file of it holds"
            f" {IN_A_FILE:,}: take the whole database, {page.path}/{DATABASE}.db."
        )
    most = IN_A_FILE if page.ending else ON_A_PAGE
    rows = load_kept_rows(conn, page.table, most + 1, after)
    more = str(rows[most - 1]["id"]) if len(rows) > most else ""
    links = {} if page.ending else load_kept_links(conn, {page.table: rows})
    return replace(page, rows=tuple(rows[:most]), after=more, links=links)


def form_of(ending: str) -> Format | None:
    """The form of a record that an ending of its address names, as on the site or as a file is called."""
    return next((form for form in FORMATS.values() if ending in (f".{form.extension}", form.suffix)), None)


def cited(page: KeptPage, form: Format, metadata: Mapping[str, Any], root: str) -> str:
    """The record of a page in a form, citing that release; `root` is where the site is, metadata may say otherwise."""
    assert page.record is not None
    with opened(page.kept) as conn:
        entry = _entry(conn, page.record.table, page.record.id, _edition(page.kept, metadata, root))
    return form.render([entry] if entry else [])


def kept_forms(kept: KeptRelease, metadata: Mapping[str, Any], root: str) -> Iterator[tuple[str, str]]:
    """Every form of every record of a kept release: its address on the site, and its text."""
    edition = _edition(kept, metadata, root)
    with opened(kept) as conn:
        for table in kept_tables(conn):
            for row in load_kept_rows(conn, table, -1):
                entry = _entry(conn, table, str(row["id"]), edition)
                path = f"/release/{kept.version}/{DATABASE}/{table}/{row['id']}"
                yield from ((f"{path}.{form.extension}", form.render([entry])) for form in FORMATS.values() if entry)


def _edition(kept: KeptRelease, metadata: Mapping[str, Any], root: str) -> Edition:
    """The release as what is cited: its addresses are those that answer for it after the next one."""
    today = edition_of(metadata, root, Release(kept.version, kept.facts_sha256, "", 0, 0, 0, "", {}))
    return replace(today, base_url=f"{today.base_url}/release/{kept.version}", released=kept.released or None)


def _entry(conn: sqlite3.Connection, table: str, id: str, edition: Edition) -> Entry | None:
    if table == SOURCES:
        source = load_kept_source(conn, id)
        return _as_written(entry_of_source(source, edition)) if source else None
    fact = load_kept_fact(conn, table, id)
    return _as_written(entry_of_fact(fact, edition)) if fact else None


def _as_written(entry: Entry) -> Entry:
    """The entry in the language of the facts, in which a release is kept."""
    return replace(entry, record=replace(entry.record, language=home()))


def as_csv(page: KeptPage) -> bytes:
    """The rows of a table as CSV, with all columns."""
    header = list(page.rows[0]) if page.rows else ["id"]
    return to_csv(header, [tuple(row.values()) for row in page.rows])


def as_json(page: KeptPage) -> dict[str, Any]:
    """The release and its tables, its rows, or the record, with its lists and passages."""
    about: dict[str, Any] = {"release": page.kept.version, "facts_sha256": page.kept.facts_sha256}
    if page.record:
        found = page.record
        lists = {name: list(rows) for name, rows in found.lists.items()}
        return {**about, "table": found.table, **found.row, **lists, "citations": list(found.passages)}
    if page.table:
        return {**about, "table": page.table, "rows": list(page.rows)}
    return {**about, "tables": page.tables, "database_sha256": page.kept.sha256, "bytes": page.kept.bytes}
