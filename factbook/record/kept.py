"""Releases that are kept: `releases/<version>/`, the database of each with what proves that it is the one.

Turns such a folder into `KeptRelease`s, and rows of a kept database into records by the names of the data contract
alone: a database that an older schema made is read like one of today. It writes nothing but new folders.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from factbook.files import make_folder, replaced_atomically
from factbook.problems import ProjectError
from factbook.schema.core import DATABASE
from factbook.schema.names import quote_name

FOLDER = "releases"
MANIFEST = "release.yml"
FILE = f"{DATABASE}.db"
_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """A release: its version, the digest of its facts, the SHA-256 and size in bytes of its database.

    `released` is its day, `url` where its database is had; both may be empty. `path` is None where only the digest is
    kept here.
    """

    version: str
    facts_sha256: str
    sha256: str
    bytes: int
    released: str = ""
    url: str = ""
    path: Path | None = None

    @property
    def order(self) -> tuple[int, ...]:
        """The three numbers of the version, to sort by."""
        return tuple(int(number) for number in self.version.split("."))


def load_kept(root: Path) -> list[KeptRelease]:
    """The releases that the project in `root` keeps, the newest first.

    Raises ProjectError where a manifest cannot be read, and where a database is not the one that its manifest names.
    """
    folders = [folder for folder in (root / FOLDER).glob("*") if (folder / MANIFEST).is_file()]
    return sorted((_load(folder) for folder in folders), key=lambda kept: kept.order, reverse=True)


def _load(folder: Path) -> KeptRelease:
    where = folder / MANIFEST
    try:
        given = yaml.safe_load(where.read_text(encoding="utf-8"))
        texts = {name: str(given[name]) for name in ("version", "facts_sha256", "sha256")}
        others = {name: str(given[name]) for name in ("released", "url") if given.get(name)}
        kept = KeptRelease(**texts, **others, bytes=int(given["bytes"]), path=_database(folder))
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise ProjectError(f"{where}: not a kept release: {error}; write it anew by `build.py keep`") from error
    if kept.version != folder.name or not _VERSION.fullmatch(kept.version):
        raise ProjectError(f"{where}: the version is {kept.version!r}, the folder {folder.name!r}: they must agree")
    if kept.path and digest_of(kept.path) != kept.sha256:
        raise ProjectError(f"{kept.path}: not the database of release {kept.version}: its SHA-256 is another")
    return kept


def _database(folder: Path) -> Path | None:
    return folder / FILE if (folder / FILE).is_file() else None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_release(root: Path, database: Path, released: str = "", url: str = "") -> KeptRelease:
    """Keep the database as that of its release, in the folder of its version; returns what is kept.

    Raises ProjectError where it is no compiled factbook, and where that version is kept with other content: a release
    does not change.
    """
    version, facts_sha256 = _release_of(database)
    folder = root / FOLDER / version
    sha256, size = digest_of(database), database.stat().st_size
    kept = KeptRelease(version, facts_sha256, sha256, size, released, url, folder / FILE)
    if (folder / MANIFEST).is_file() and (old := _load(folder)).sha256 != sha256:
        raise ProjectError(f"{folder}: release {old.version} is kept with other content; a release does not change")
    make_folder(folder)
    with replaced_atomically(folder / FILE) as aside:
        aside.write_bytes(database.read_bytes())
    with replaced_atomically(folder / MANIFEST) as aside:
        aside.write_text(_manifest(kept), encoding="utf-8")
    return kept


def _release_of(database: Path) -> tuple[str, str]:
    """The version and the digest of the facts: all that every release's database says in the same words."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            version, facts_sha256 = conn.execute("select version, facts_sha256 from release").fetchone()
    except (sqlite3.DatabaseError, TypeError) as error:
        raise ProjectError(f"{database}: not a compiled factbook: {error}; run build first") from error
    return str(version), str(facts_sha256)


def _manifest(kept: KeptRelease) -> str:
    said = {name: value for name, value in asdict(kept).items() if value and name != "path"}
    return str(yaml.safe_dump(said, sort_keys=False, allow_unicode=True))


@contextmanager
def opened(kept: KeptRelease) -> Iterator[sqlite3.Connection]:
    """A connection that reads the kept database, closed afterwards; ValueError where it is not kept here."""
    if kept.path is None:
        raise ValueError(f"release {kept.version} is not kept here")
    uri = f"{kept.path.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        yield conn


# ── a kept database, read by the names that do not change ──

Row = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record as it was: its row, the rows of its lists by table, its passages, each with the fields that it proves.

    A passage has the columns of `citations`, and `title`, `publisher`, `url` of its article and `fields`.
    """

    table: str
    id: str
    label: str
    row: Row
    lists: Mapping[str, tuple[Row, ...]]
    passages: tuple[Row, ...]


def kept_tables(conn: sqlite3.Connection) -> dict[str, int]:
    """The tables whose records have an id of their own, by name, with their number of rows: facts' and articles'."""
    named = conn.execute("select name from sqlite_master where type = 'table' order by name")
    tables = [row[0] for row in named.fetchall()]
    kinds = {row[0] for row in conn.execute("select distinct kind from facts")} | {"sources"}
    return {name: _count(conn, name) for name in tables if name in kinds}


def _count(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f"select count(*) from {quote_name(table)}").fetchone()[0])


def load_kept_rows(conn: sqlite3.Connection, table: str, most: int, after: str = "") -> list[Row]:
    """At most `most` rows of a table of records whose ids come after `after`, by id."""
    sql = f"select * from {quote_name(table)} where id > ? order by id limit ?"
    return [dict(row) for row in conn.execute(sql, (after, most))]


def load_kept_record(conn: sqlite3.Connection, table: str, id: str) -> KeptRecord | None:
    """The record of that table and id, None where the release has none."""
    if table not in kept_tables(conn):
        return None
    row = conn.execute(f"select * from {quote_name(table)} where id = ?", (id,)).fetchone()
    if row is None:
        return None
    named = conn.execute("select label from facts where id = ?", (id,)).fetchone()
    label = str(named[0] if named else dict(row).get("title") or id)
    return KeptRecord(table, id, label, _said(row), _lists(conn, table, id), _passages(conn, id))


def _said(row: sqlite3.Row) -> Row:
    return {name: value for name, value in dict(row).items() if value is not None}


def _lists(conn: sqlite3.Connection, table: str, id: str) -> dict[str, tuple[Row, ...]]:
    """The rows of tables whose first column is a record here: parties, participants, derivations, other names."""
    found = {}
    for name, column in [*_children(conn, table), ("cross_checks", "fact")]:
        sql = f"select * from {quote_name(name)} where {quote_name(column)} = ?"
        rows = [_said(row) for row in conn.execute(sql, (id,))]
        found[name] = tuple({key: value for key, value in row.items() if key != column} for row in rows)
    return {name: rows for name, rows in found.items() if rows}


def _children(conn: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    sql = """
        select m.name, k."from" from sqlite_master m join pragma_foreign_key_list(m.name) k
        join pragma_table_info(m.name) c on c.name = k."from"
        where m.type = 'table' and k."table" in (?, 'facts') and c.cid = 0 and k."from" <> 'id' order by m.name
    """
    # How each value is known stands with the passages, in releases that have it.
    return [
        (row[0], row[1]) for row in conn.execute(sql, (table,)) if row[0] not in ("citations", "proofs", "translations")
    ]


def _passages(conn: sqlite3.Connection, id: str) -> tuple[Row, ...]:
    sql = """
        select c.*, s.title, s.publisher, s.url,
          (select group_concat(field, ', ') from citation_fields f where f.citation = c.id) as fields
        from citations c join sources s on s.id = c.source where c.fact = ? order by c.rowid
    """
    return tuple(_said(row) for row in conn.execute(sql, (id,)))


def load_kept_links(conn: sqlite3.Connection, rows_by_table: Mapping[str, Iterable[Row]]) -> dict[str, str]:
    """The records and articles that rows refer to: the table of each by its id."""
    ids: set[str] = set()
    for table, rows in rows_by_table.items():
        columns = {row[0] for row in conn.execute('select "from" from pragma_foreign_key_list(?)', (table,))}
        ids |= {str(row[name]) for row in rows for name in columns & set(row) if row[name] is not None}
    marks = ", ".join("?" for _ in ids)
    found = conn.execute(f"select id, kind from facts where id in ({marks})", (*ids,))
    articles = conn.execute(f"select id, 'sources' from sources where id in ({marks})", (*ids,))
    return dict([*found, *articles])
