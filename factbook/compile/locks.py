"""The locks that staged facts ask for, beside those that are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factbook.compile.staging import Staging
from factbook.evidence.evidence import Evidence
from factbook.evidence.locks import LockedArticle, dump_lock
from factbook.files import make_folder, write_text
from factbook.problems import Problem
from factbook.project import Project
from factbook.rules.ledger import locked_article


def current_locks(
    staging: Staging, evidence: Evidence, *, touched: bool = False
) -> Iterator[tuple[str, LockedArticle]]:
    """By source, in the order of ids, what its lock says when it is current; `touched`: of the articles touched."""
    scope = "and id in (select source from temp.touched_sources)" if touched else ""
    sources = staging.database.execute(f"select id from sources where id is not null {scope} order by id").fetchall()  # noqa: S608
    for (source,) in sources:
        if locked := locked_article(staging.database, source, evidence):
            yield source, locked


def write_locks(folder: Path, locks: Iterator[tuple[str, LockedArticle]]) -> int:
    """Write the locks, each whole, and remove those of articles that are no more; returns how many quotes they hold."""
    make_folder(folder)
    written, quotes = set(), 0
    for source, locked in locks:
        path, text = folder / f"{source}.lock", dump_lock(locked)
        if _bytes(path) != text.encode():
            write_text(path, text)
        written.add(path.name)
        quotes += len(locked.quotes)
    for path in folder.glob("*.lock"):
        if path.name not in written:
            path.unlink()
    return quotes


def stale_locks(staging: Staging, evidence: Evidence, project: Project) -> list[Problem]:
    """A problem for each lock that is not what the facts and the articles give, or that no article has."""
    folder = project.locks
    sources = {source for (source,) in staging.database.execute("select id from sources")}
    stale = {path.name for path in folder.glob("*.lock") if path.stem not in sources}
    for source, locked in current_locks(staging, evidence, touched=True):
        path = folder / f"{source}.lock"
        if _bytes(path) != dump_lock(locked).encode():
            stale.add(path.name)
    name = folder.relative_to(project.root).as_posix()
    message, hint = "the lock is not what the facts and articles give", "run `build.py verify --archive DIR`"
    return [Problem(f"{name}/{lock}", 0, 0, "", "lock", message, hint) for lock in sorted(stale)]


def _bytes(path: Path) -> bytes | None:
    """The bytes of a lock; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
