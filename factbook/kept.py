"""A staging that is kept from one run to the next, so that only the files that have changed are read again.

It lies in a folder of its own under a name that says what it is worth: a key of all that decides what rows a fact
makes, and the SHA-256 of its bytes. Whoever uses it takes it away first and puts it back when all is done, so that two
runs never share one, and one that was cut short leaves none. Deleted, it changes nothing but time.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from factbook.leftovers import clear_leftovers, working_path
from factbook.problems import WriteError
from factbook.schema import Schema
from factbook.staging import Staging

#: Where it lies in a project.
FOLDER = ".cache/facts"
#: What rows are made by: our own code, and others'.
_CODE = ("*.py", "text/*.py", "accept/*.py", "validate/*.py")
_LIBRARIES = ("pyyaml", "text2num")

#: Takes a word for whoever runs this.
Say = Callable[[str], None]


def silent(_word: str) -> None:
    """Say nothing."""


@contextmanager
def kept_staging(schema: Schema, root: Path, say: Say) -> Iterator[Staging]:
    """The staging that the project in `root` has kept, or a new one; kept again where `Staging.keep` is called.

    Where the folder cannot be written to, as `new_staging`. Raises WriteError where the file cannot be written.
    """
    folder = root / FOLDER
    path = working_path(folder / "staging")
    if not _takes(path):
        with new_staging(schema) as staging:
            yield staging
        return
    clear_leftovers(folder / "staging")
    key = _key(schema)
    with _full_disk_told(folder):
        staging = Staging(schema, path, kept=_claimed(path, folder, key, say))
        try:
            yield staging
        finally:
            staging.close()
            if staging.is_kept:
                _put_back(path, folder, key)
            path.unlink(missing_ok=True)


@contextmanager
def new_staging(schema: Schema) -> Iterator[Staging]:
    """A staging in the folder for temporary files, of which nothing is kept; raises WriteError."""
    with (
        TemporaryDirectory(prefix="factbook-") as folder,
        _full_disk_told(Path(folder).parent),
        closing(Staging(schema, Path(folder) / "staging")) as staging,
    ):
        yield staging


def _takes(path: Path) -> bool:
    """Whether a file can be made there, its folder too where that is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(".gitignore").write_text("*\n", encoding="utf-8")  # git need not know of it
        path.touch()
    except OSError:
        return False
    return True


@contextmanager
def _full_disk_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise WriteError(f"{folder}: cannot be written: {error}; what was there before is untouched") from error


def _key(schema: Schema) -> str:
    """What tells stagings apart that other code or another schema has made; 16 hexadecimal digits."""
    key = sha256(f"{schema.sha256} {sqlite3.sqlite_version} {sys.version}".encode())
    for name in _LIBRARIES:
        key.update(f" {name} {version(name)}".encode())
    for path in sorted(path for pattern in _CODE for path in Path(__file__).parent.glob(pattern)):
        key.update(path.read_bytes())
    return key.hexdigest()[:16]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _claimed(path: Path, folder: Path, key: str, say: Say) -> bool:
    """Take a staging of that key away to `path`, if there is one whose bytes are those that were put back."""
    for found in folder.glob(f"{key}-*.db"):
        with suppress(FileNotFoundError):  # another run was first
            found.replace(path)
            if found.stem == f"{key}-{_digest(path)}":
                return True
            path.unlink()
            say(f"{FOLDER}: what was kept of the last run is damaged; all files are read again")
    return False


def _put_back(path: Path, folder: Path, key: str) -> None:
    """Keep the staging, and no other."""
    kept = folder / f"{key}-{_digest(path)}.db"
    path.replace(kept)
    for other in folder.glob("*.db"):
        if other != kept:
            other.unlink(missing_ok=True)
