"""Files to a folder, swapped in whole: a reader finds the old export or the new one, never a part of either.

A folder that holds anything but an export is left alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factbook.export.render import MANIFEST
from factbook.problems import WriteError


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Make `folder` hold these files and no others; raises WriteError, and then leaves it as it was."""
    if folder.exists() and not _is_export(folder):
        raise WriteError(f"{folder}: holds other things than an export; name another folder with --output")
    try:
        with _aside(folder) as (new, old):
            for path, data in files.items():
                target = new / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written: {error}; what was there before is untouched") from error


def _is_export(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MANIFEST).is_file() or not any(folder.iterdir()))


@contextmanager
def _aside(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Two names beside the folder, for the new one and the old one; nothing of either is left behind."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{which}") for which in ("new", "old"))
    try:
        yield new, old
    finally:
        if old.exists() and not folder.exists():
            old.rename(folder)
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
