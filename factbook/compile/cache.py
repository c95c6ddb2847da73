"""The build cache: a staging that is kept from one run to the next, so that only changed files are judged again.

It lies in a folder of its own under a name that says what it is worth: a key of all that decides how a fact is judged,
and the SHA-256 of its bytes. Whoever uses it takes it away first and puts it back when all is done, so that two runs
never share one, and one that was cut short leaves none. It holds the rows of facts that were found right, and of no
others: a run that finds anything wrong puts back what was there before. Deleted, it changes nothing but time.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from factbook.compile.staging import Staging
from factbook.files import remove_stale, temporary_path
from factbook.problems import WriteError
from factbook.schema import Schema

#: Where it lies in a project.
FOLDER = ".cache/facts"
#: What judges facts: all that is in these rooms, and the modules beside them.
_PACKAGE = Path(__file__).resolve().parent.parent
_ROOMS = ("schema", "text", "factfiles", "evidence", "rules", "compile")
_LIBRARIES = ("pyyaml", "sqlite-utils")

#: Takes a word for whoever runs this.
Log = Callable[[str], None]


def no_log(_word: str) -> None:
    """Say nothing."""


@contextmanager
def open_cache(schema: Schema, root: Path, log: Log, lexicon: str = "") -> Iterator[Staging]:
    """The staging that the project in `root` has kept, or a new one; kept again where `Staging.keep` is called.

    `lexicon` is the digest of the words that show a class: facts are judged by them too.

    Where the folder cannot be written to, as `new_staging`. Raises WriteError where the file cannot be written.
    """
    folder = root / FOLDER
    path = temporary_path(folder / "staging")
    if not _is_writable(path):
        with new_staging(schema) as staging:
            yield staging
        return
    remove_stale(folder / "staging")
    key = cache_key(schema, lexicon)
    with _reports_full_disk(folder):
        staging = Staging(schema, path, is_kept=_take(path, folder, key, log))
        try:
            yield staging
        finally:
            staging.close()
            if staging.is_good:
                _store(path, folder, key)
            path.unlink(missing_ok=True)


@contextmanager
def new_staging(schema: Schema) -> Iterator[Staging]:
    """A staging in the folder for temporary files, of which nothing is kept; raises WriteError."""
    with (
        TemporaryDirectory(prefix="factbook-") as folder,
        _reports_full_disk(Path(folder).parent),
        closing(Staging(schema, Path(folder) / "staging")) as staging,
    ):
        yield staging


def _is_writable(path: Path) -> bool:
    """Whether a file can be made there, its folder too where that is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(".gitignore").write_text("*\n", encoding="utf-8")  # git need not know of it
        path.touch()
    except OSError:
        return False
    return True


@contextmanager
def _reports_full_disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise WriteError(f"{folder}: cannot be written: {error}; what was there before is untouched") from error


def cache_key(schema: Schema, lexicon: str = "") -> str:
    """What tells stagings apart that other code, another schema or lexicon has made; 16 hexadecimal digits."""
    return sha256(f"{schema.sha256} {lexicon} ".encode() + _digest_of_code()).hexdigest()[:16]


@cache
def _digest_of_code() -> bytes:
    """The digest of all that judges: it is the same as long as a process runs."""
    digest = sha256(f"{sqlite3.sqlite_version} {sys.version}".encode())
    for name in _LIBRARIES:
        digest.update(f" {name} {version(name)}".encode())
    for path in judging_files(_PACKAGE):
        digest.update(f" {path.relative_to(_PACKAGE)} ".encode() + path.read_bytes())
    return digest.digest()


def judging_files(package: Path) -> list[Path]:
    """The files of the package that decide how facts are judged, sorted: whole rooms, and the modules beside them."""
    in_rooms = (path for room in _ROOMS for path in (package / room).rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in (*in_rooms, *package.glob("*.py")) if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _take(path: Path, folder: Path, key: str, log: Log) -> bool:
    """Take a staging of that key away to `path`, if there is one whose bytes are those that were put back."""
    for found in folder.glob(f"{key}-*.db"):
        with suppress(FileNotFoundError):  # another run was first
            found.replace(path)
            if found.stem == f"{key}-{_digest(path)}":
                return True
            path.unlink()
            log(f"{FOLDER}: what was kept of the last run is damaged; all files are read again")
    return False


def _store(path: Path, folder: Path, key: str) -> None:
    """Keep the staging, and no other."""
    kept = folder / f"{key}-{_digest(path)}.db"
    path.replace(kept)
    for other in folder.glob("*.db"):
        if other != kept:
            other.unlink(missing_ok=True)
