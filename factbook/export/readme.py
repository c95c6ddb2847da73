"""README.txt: what the files are, with usage notes. Plain text, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from factbook.export.content import Content

_WIDTH = 96
_FILES = (
    ("facts.csv", "One row per fact, with its proofs in further columns. For Excel and LibreOffice."),
    ("tables/", "One CSV file per table, joined by ids. For programs and databases."),
    ("factbook.json", "Every record with its lists, quotes and reasons; factbook.schema.json describes each key."),
    ("factbook.db", "SQLite: the same tables with views, indexes and full-text search."),
    ("datapackage.json", "The CSV files as a Data Package: types, units, constraints, keys, hashes."),
    ("CITATION.txt", "How to cite the factbook or a single fact; CITATION.cff is the same for programs."),
    ("SHA256SUMS", "To verify a download: sha256sum -c SHA256SUMS"),
)
_PARQUET = ("parquet/", "One Parquet file per table, with types. For DuckDB, pandas and Spark.")
_PARTED = ("parquet/", "One Parquet file or folder per table, partitioned as for Hive and Spark.")
_NOTES = (
    "A value means that the cited article says so. It does not mean that the article is right.",
    "An empty cell, null or NULL means that no cited article says it. Nothing else stands for unknown.",
    "Dates are EDTF (ISO 8601-2), as precise as what is printed: 2010, 2020-12, 2025-06-16, 2018/2023 (from, to), "
    "1986~ (about), [..2021-03] (by then). Excel turns 2020-12 into the first of December when it opens a CSV file "
    "with a double click; to keep it, import the file by Data > From Text/CSV and set the column to Text.",
    "Units are as printed: USD, $ and dollars are kept apart. A number without its qualifier (more than, about) is "
    "not what the article says.",
    'CSV is UTF-8 with a byte order mark, lines end with CR LF (RFC 4180). In Python: encoding="utf-8-sig"; pandas, '
    "DuckDB, readr and frictionless need no option.",
    "A text that begins with = + - @ tab or CR, and is no number, would be run by a spreadsheet as a formula. In CSV, "
    "here and on the site, such a text has an apostrophe before it, and so has one that begins with apostrophes before "
    "such a sign: take one away to have the text itself.",
)


def to_readme(content: Content, parted: bool, parquet: bool) -> str:
    """The text, for an export with or without Parquet, parted or not."""
    return "\n".join(_lines(content, (_PARTED if parted else _PARQUET) if parquet else None)) + "\n"


def _lines(content: Content, parquet: tuple[str, str] | None) -> Iterator[str]:
    edition, release = content.edition, content.edition.release
    yield from _heading(edition.title, "=")
    yield _wrapped(content.description)
    yield ""
    counts = f"{release.facts:,} records, {release.citations:,} citations of {release.sources:,} articles"
    yield _wrapped(f"Version {release.version}: {counts}. Content sha256:{release.facts_sha256}")
    yield from _heading("Files", "-")
    yield from (_entry(name, what) for name, what in (*_FILES[:2], *([parquet] if parquet else []), *_FILES[2:]))
    yield from _heading("Usage notes", "-")
    yield from (_wrapped(f"- {text}", indent="  ") for text in _NOTES)
    yield from _heading("Tables", "-")
    yield from (_entry(name, table.comment) for name, table in content.schema.tables.items())
    yield from _heading("Citing and licence", "-")
    yield _wrapped(f"Cite the article first, then the record: see CITATION.txt. {_licence(content)}")


def _licence(content: Content) -> str:
    name = f"{content.metadata.get('license')} ({content.edition.license_url})"
    return (
        f"Facts and wording are under {name}: give credit with the title, the version and a link, and say whether you "
        "changed anything. Quotations, at most twelve words each, are given as evidence and remain © their publishers."
    )


def _heading(text: str, line: str) -> list[str]:
    return [*([""] if line == "-" else []), text, line * len(text), ""]


def _entry(name: str, what: str) -> str:
    return textwrap.fill(what, _WIDTH, initial_indent=f"{name:<24}", subsequent_indent=" " * 24)


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
