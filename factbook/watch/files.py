"""What stands in the watched files and folders, and what has changed since: by time, size and place on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from factbook.serve import INSPECT

#: A file's time of change in nanoseconds, size in bytes, and inode.
Stamp = tuple[int, int, int]
Snapshot = dict[str, Stamp]

_FOLDERS = ("facts", "templates", "static", "plugins")
_FILES = ("*.sql", "*.yml", "*.json", "*.toml")
CODE = Path(__file__).resolve().parent.parent


def watched(root: Path, archive: Path | None) -> list[Path]:
    """The files and folders from which the site of a project is made."""
    # What `serve` itself writes there is no change.
    files = [path for pattern in _FILES for path in root.glob(pattern) if path.name != INSPECT]
    return [*(root / name for name in _FOLDERS), *files, CODE, *([archive] if archive else [])]


def snapshot(paths: list[Path]) -> Snapshot:
    """The stamps of all files in and under the paths; hidden and compiled ones and backups are passed over."""
    return {name: stamp for path in paths for name, stamp in _stamps(path)}


def _stamps(path: Path | os.DirEntry[str]) -> Iterator[tuple[str, Stamp]]:
    try:
        if not path.is_dir():
            status = path.stat()
            yield str(os.fspath(path)), (status.st_mtime_ns, status.st_size, status.st_ino)
            return
        entries = list(os.scandir(path))
    except OSError:
        return  # It is not there, or went while we looked: that will be told as a change.
    for entry in entries:
        if not (entry.name.startswith((".", "__pycache__")) or entry.name.endswith(("~", ".pyc"))):
            yield from _stamps(entry)


def changed(before: Snapshot, after: Snapshot) -> list[str]:
    """The files that came, went, or have another stamp, sorted."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
