"""Every file of the export from the content: formats first, then what describes them, then the one that holds all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec

from factbook.export.citation import to_cff, to_citation_text
from factbook.export.content import Content
from factbook.export.csv_tables import table_files
from factbook.export.datapackage import to_datapackage
from factbook.export.files import DATABASE_FILE, described, to_sums
from factbook.export.flat import FILE, to_flat_csv
from factbook.export.json_schema import to_json_schema
from factbook.export.nested import SCHEMA_FILE, dump, to_json
from factbook.export.readme import to_readme

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
# The first moment that a zip file can tell.
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE, _UNIX = 0o100644 << 16, 3


def has_parquet() -> bool:
    """Whether Parquet can be written here: whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def render(content: Content, database: bytes, partition: str | None = None) -> dict[str, bytes]:
    """All files by path; `database` is the finished database's bytes, `partition` a column to part Parquet by.

    Without pyarrow there is no Parquet among them.
    """
    data = {FILE: to_flat_csv(content), DATABASE_FILE: database, "factbook.json": to_json(content).encode()}
    data |= table_files(content)
    texts = {
        SCHEMA_FILE: to_json_schema(content),
        "datapackage.json": to_datapackage(content, data),
        "README.txt": to_readme(content, bool(partition), has_parquet()),
        "CITATION.txt": to_citation_text(content),
        "CITATION.cff": to_cff(content),
    }
    files = {**data, **{path: text.encode() for path, text in texts.items()}, **_parquet(content, partition)}
    stem = f"{content.name}-{content.edition.release.version}"
    files = {f"{stem}.zip": _to_zip(stem, {**files, SUMS: to_sums(files).encode()}), **files}
    files[MANIFEST] = _manifest(content, files).encode()
    return files | {SUMS: to_sums(files).encode()}


def _parquet(content: Content, partition: str | None) -> dict[str, bytes]:
    if not has_parquet():
        return {}
    from factbook.export.parquet import parquet_files  # noqa: PLC0415 - pyarrow is an extra, and slow to load

    return parquet_files(content, partition)


def _to_zip(stem: str, files: Mapping[str, bytes]) -> bytes:
    """The files in one folder, by path, their times and rights the same everywhere."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{stem}/{path}", _NO_CLOCK)
            entry.external_attr, entry.create_system = _PLAIN_FILE, _UNIX
            zipped.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=6)
    return archive.getvalue()


def _manifest(content: Content, files: Mapping[str, bytes]) -> str:
    """What a Downloads page tells of each file."""
    release = content.edition.release
    head = {"title": content.edition.title, "version": release.version, "facts_sha256": release.facts_sha256}
    entries = [described(path, data, content) for path, data in files.items()]
    return dump({**head, "parquet": has_parquet(), "files": entries})
