"""What is exported, file by file, in words for people: title, media type, and when to take it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from factbook.export.content import Content
from factbook.locale import N_

DATABASE_FILE = "factbook.db"
_MEDIA_TYPES = {
    ".cff": "application/yaml",
    ".csv": "text/csv; charset=utf-8",
    ".db": "application/vnd.sqlite3",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}
# Path: title, and when to take it.
_WORDS = {
    "factbook.db": (N_("SQLite"), N_("For SQL: tables, views and full-text search in one file.")),
    "facts.csv": (N_("Spreadsheet"), N_("For Excel and LibreOffice: one row per fact, with its proofs.")),
    "factbook.json": (N_("JSON"), N_("For programs: every record with its lists, quotes and reasons.")),
    "factbook.schema.json": (
        N_("JSON Schema"),
        N_("What each key of factbook.json holds, for readers and validators."),
    ),
    "datapackage.json": (
        N_("Data Package"),
        N_("For frictionless, R and others: types, units, keys and hashes of the CSV."),
    ),
    "README.txt": (N_("Read me"), N_("What the files are, with usage notes.")),
    "CITATION.txt": (N_("How to cite"), N_("The factbook as a whole, and a single fact.")),
    "CITATION.cff": (N_("Citation File Format"), N_("The same for programs that manage citations.")),
}

#: When to take a file of one table, by the folder that it stands in.
USES = {"tables": N_("for programs and joins"), "parquet": N_("typed columns, for DuckDB, pandas, Spark")}


def media_type_of(path: str) -> str:
    """The media type of a file by its name's end, with the charset of texts."""
    return _MEDIA_TYPES.get(PurePosixPath(path).suffix, "text/plain; charset=utf-8")


def words_of(path: str, content: Content) -> tuple[str, str]:
    """The title of a file, and one line on when to take it."""
    if path in _WORDS:
        return _WORDS[path]
    if path.endswith(".zip"):
        return N_("Everything"), N_("All these files in one archive.")
    folder, _, rest = path.partition("/")
    table = rest.removesuffix(f".{folder}").partition("/")[0].partition(".")[0]
    return content.title(table), f"{content.schema.tables[table].comment} ({USES[folder]})"


def described(path: str, data: bytes, content: Content) -> dict[str, Any]:
    """The file's entry in the manifest."""
    title, use = words_of(path, content)
    size = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return {"path": path, **size, "media_type": media_type_of(path), "title": title, "use": use}


def to_sums(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of each file as `sha256sum --check` reads it, by path."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
