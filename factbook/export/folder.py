"""Files to a folder, exchanged whole: a reader finds the old export or the new one, never a part of either, nor none.

A folder that holds anything but an earlier export is left alone. The exchange is one step of the system where it has
that (Linux, by renameat2); elsewhere it is two, and the next run puts back what a kill between them has left aside.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from factbook.export.render import MANIFEST
from factbook.files import is_running
from factbook.problems import WriteError

#: Of linux/fs.h and fcntl.h: a path from the working folder, and two names that are exchanged.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def write_folder(files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], folder: Path, marker: str = MANIFEST) -> int:
    """Make `folder` (a link is followed) hold these files and no others, on the disk; else leave it as it was.

    `marker` is the file by which a folder is known to hold what an earlier run wrote. Returns the number of files;
    raises WriteError.
    """
    folder = folder.resolve()
    new = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(folder)
        if folder.exists() and not _is_ours(folder, marker):
            raise WriteError(f"{folder}: holds other things, and would be replaced whole; name another folder")
        count = _write(files.items() if isinstance(files, Mapping) else files, new)
        _replace(new, folder)
        return count
    except OSError as error:
        raise WriteError(f"{folder}: cannot be written: {error}; what was there before is untouched") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _is_ours(folder: Path, marker: str) -> bool:
    return folder.is_dir() and ((folder / marker).is_file() or not any(folder.iterdir()))


def _write(files: Iterable[tuple[str, bytes]], new: Path) -> int:
    count = 0
    for path, data in files:
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        count += 1
    return count


def _replace(new: Path, folder: Path) -> None:
    """Put `new` where `folder` is; what was there has the name of `new` afterwards."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        old = new.with_suffix(".old")
        folder.rename(old)
        new.rename(folder)
        old.rename(new)
    _sync(folder.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Whether the system has exchanged the two folders, in one step."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    return not renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear_stale(folder: Path) -> None:
    """Undo what runs that were killed have left: an old export whose place is empty goes back, all else goes."""
    for path in sorted(folder.parent.glob(f".{folder.name}.*"), key=lambda path: path.suffix != ".old"):
        pid = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        if path.suffix not in (".old", ".new") or not pid.isdigit() or is_running(int(pid)):
            continue
        if path.suffix == ".old" and not folder.exists():
            path.rename(folder)
        else:
            shutil.rmtree(path, ignore_errors=True)
