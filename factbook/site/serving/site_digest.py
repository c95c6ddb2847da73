"""What the pages of a site are made from, as one digest: two sites of one digest give the same bytes."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from factbook.export import MANIFEST
from factbook.pictures import folder as pictures
from factbook.site.pages.downloads import FOLDER

_MADE_FROM = ("templates", "static", "translations", "metadata.yml", "settings.json", "schema.sql", "falsified.json")
_CODE = Path(str(files("factbook")))
_PACKAGES = ("datasette", "babel", "jinja2", "markupsafe", "datasette-vega", "django-js-lib-vega-embed")


def site_digest(root: Path, database: Path) -> str:
    """A digest, 16 hexadecimal digits, of the release and of all that turns it into pages."""
    digest = hashlib.sha256(_release(database).encode())
    digest.update(_of_files(root, _MADE_FROM) + _of_code())
    digest.update(_manifest(database.parent / FOLDER / MANIFEST))
    digest.update(_manifest(database.parent / pictures.NAME / pictures.MANIFEST))
    return digest.hexdigest()[:16]


@cache
def _of_code() -> bytes:
    """The digest of what is the same as long as a process runs."""
    versions = [sys.version, sqlite3.sqlite_version, *(version(name) for name in _PACKAGES)]
    return hashlib.sha256(repr(versions).encode() + _of_files(_CODE, (".",))).digest()


def _of_files(folder: Path, names: Iterable[str]) -> bytes:
    digest = hashlib.sha256()
    for path in _files(folder, names):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _files(folder: Path, names: Iterable[str]) -> Iterable[Path]:
    for name in names:
        path = folder / name
        found = path.rglob("*") if path.is_dir() else [path]
        yield from sorted(p for p in found if p.is_file() and p.suffix != ".pyc")


def _manifest(manifest: Path) -> bytes:
    """What the export, or the pictures, beside the database are: pages show it; nothing where there is none."""
    return manifest.read_bytes() if manifest.is_file() else b""


def _release(database: Path) -> str:
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    try:
        return repr(connection.execute("select * from release").fetchall())
    finally:
        connection.close()
