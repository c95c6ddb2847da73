"""A file is written whole or not at all: made aside, brought to the disk, and moved over what was there.

Its mode stays, a link to it is followed, and what runs that were killed have left beside it is removed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factbook.problems import WriteError


def temporary_path(target: Path) -> Path:
    """Where this process may write what is to become `target`."""
    return target.with_name(f"{target.name}.{os.getpid()}.tmp")


def remove_stale(target: Path) -> None:
    """Remove what processes that are gone have left of writing `target`; one that still runs keeps its file."""
    for path in target.parent.glob(f"{target.name}.*.tmp"):
        pid = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        if pid.isdigit() and not is_running(int(pid)):
            with suppress(OSError):
                path.unlink()


def is_running(pid: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def replaced_atomically(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; moved over it when all went well, removed when not. Raises WriteError."""
    place = target.resolve() if target.is_symlink() else target
    aside = temporary_path(place)
    remove_stale(place)
    try:
        if place.exists() and not place.is_file():
            raise OSError("not a regular file")  # a folder, or a device such as /dev/null that must not be replaced
        yield aside
        _keep_mode(place, aside)
        _sync(aside)
        aside.replace(place)
        _sync(place.parent)
    except (OSError, sqlite3.DatabaseError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WriteError(f"{target}: cannot be written: {reason}; what was there before is untouched") from error
    finally:
        with suppress(OSError):  # where it could not be made, it cannot be removed
            aside.unlink()


def write_text(path: Path, text: str) -> None:
    """Write the text whole, or leave what was there; raises WriteError."""
    with replaced_atomically(path) as aside:
        aside.write_text(text, encoding="utf-8")


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they lack; raises WriteError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{path}: cannot be made: {error.strerror}") from error


def _keep_mode(place: Path, aside: Path) -> None:
    with suppress(FileNotFoundError):
        aside.chmod(place.stat().st_mode & 0o7777)


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
