"""What the Downloads page offers: the files of an export, as its manifest tells of them.

Reads the folder `dist/` beside the database. A file is found by its path in the manifest and in no other way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factbook.export import MANIFEST, SUMS
from factbook.export.files import USES
from factbook.locale import _, say

FOLDER = "dist"
_UNITS = ("bytes", "kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its path in the export, size in bytes, SHA-256 where the manifest tells it, and when to take it."""

    path: str
    bytes: int
    sha256: str | None
    media_type: str
    title: str
    use: str

    @property
    def size(self) -> str:
        """The size as people read it: "4.1 kB"; a kB is 1000 bytes."""
        size, units = float(self.bytes), list(_UNITS)
        while size >= 999.5 and len(units) > 1:
            size, units = size / 1000, units[1:]
        if units[0] == "bytes":
            return _("%(number)s bytes", number=self.bytes)
        return f"{size:.0f} {units[0]}" if size >= 99.5 else f"{size:.1f} {units[0]}"

    @property
    def use_said(self) -> str:
        """When to take it, in the reader's language: the words of a table and the use of its folder are said apart."""
        suffix = f" ({USES.get(self.path.partition('/')[0], '')})"
        if self.use.endswith(suffix):
            return say(self.use.removesuffix(suffix)) + _(" (%(kind)s)", kind=say(suffix[2:-1]))
        return say(self.use)

    @property
    def name(self) -> str:
        """The name under which it is saved: unlike any other file's of the export."""
        return self.path.replace("/", "-")


@dataclass(frozen=True, slots=True)
class Downloads:
    """An export: the version that it is of, whether Parquet is in it, and its files."""

    folder: Path
    version: str
    facts_sha256: str
    parquet: bool
    files: tuple[Download, ...]

    def find(self, path: str) -> Download | None:
        """The file at this path, or None."""
        return next((file for file in self.files if file.path == path), None)

    @property
    def whole(self) -> Sequence[Download]:
        """The files that hold everything or describe it."""
        return [file for file in self.files if "/" not in file.path]

    def tables(self, folder: str) -> Sequence[Download]:
        """The files of one table each: CSV in `tables`, Parquet in `parquet`."""
        return [file for file in self.files if file.path.startswith(f"{folder}/")]


def load_downloads(database: Path) -> Downloads | None:
    """The export beside the database, or None where there is none that is whole."""
    folder = database.parent / FOLDER
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = [Download(**entry) for entry in manifest["files"]]
        files.append(_sums(folder))
        about = (manifest["version"], manifest["facts_sha256"], manifest["parquet"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Downloads(folder, *about, tuple(files))


def _sums(folder: Path) -> Download:
    use = _("To verify a download: sha256sum --check SHA256SUMS.")
    size = (folder / SUMS).stat().st_size
    return Download(SUMS, size, None, "text/plain; charset=utf-8", _("Checksums"), use)
