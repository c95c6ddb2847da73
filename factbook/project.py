"""A project folder, and the stages run over it: read, check, build, verify, canonical form.

Turns a folder into paths and into results; it decides nothing that a stage decides, and prints nothing.
"""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from factbook.archive import open_archive
from factbook.canonical import canonical, stray_comments
from factbook.compile import Release, compile_facts
from factbook.evidence import FromArchive, FromLock
from factbook.gather import Gathered, Ground, gather
from factbook.kept import Say, kept_staging, new_staging, silent
from factbook.lock import LOCK, dump_lock, load_lock
from factbook.problems import FactsRefused, Problem, ProjectError, WriteError
from factbook.published import LOCK as IDS_LOCK
from factbook.published import dump_published, load_published
from factbook.read import Watch, fact_files, read_file
from factbook.schema import Schema, load_schema
from factbook.staging import Staging


@dataclass(frozen=True)
class Project:
    """A folder with schema.sql, pyproject.toml, metadata.yml and facts/."""

    root: Path

    @property
    def facts(self) -> Path:
        """The folder of fact files."""
        return self.root / "facts"

    @property
    def lock(self) -> Path:
        """Where it is written which quotes were verified."""
        return self.facts / LOCK

    @property
    def published(self) -> Path:
        """Where it is written which ids are published."""
        return self.facts / IDS_LOCK

    @property
    def database(self) -> Path:
        """The compiled database."""
        return self.root / "factbook.db"

    def schema(self) -> Schema:
        """What schema.sql declares; raises ProjectError where it is missing or wrong."""
        return load_schema(self.root / "schema.sql")

    def version(self) -> str:
        """The version in pyproject.toml; raises ProjectError where there is none."""
        try:
            data = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
            return str(data["project"]["version"])
        except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
            raise ProjectError(f"{self.root / 'pyproject.toml'}: no project version: {error!r}") from error


@contextmanager
def _without_collector() -> Iterator[None]:
    """Records make no cycles, and the collector would walk over all of them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def check(project: Project, archive: Path | None, watch: Watch = iter, say: Say = silent) -> int:
    """How many records there are, all valid, held against the archive where one is given, else against the lock.

    Raises FactsRefused with every problem.
    """
    with _valid(project, _evidence(project, archive), watch, say) as staging:
        return staging.count()


def build(project: Project, archive: Path | None, target: Path, watch: Watch = iter, say: Say = silent) -> Release:
    """Check the facts, compile them into `target`, and return what it holds."""
    with _valid(project, _evidence(project, archive), watch, say) as staging:
        return compile_facts(staging, project.version(), target)


class Preview(NamedTuple):
    """What a preview holds, and whether the lock lags behind it."""

    release: Release
    lock_is_stale: bool


def preview(project: Project, archive: Path | None, target: Path) -> Preview:
    """As `build`, for the eyes of an editor: a lock that is not current is let pass where every quote has its proof."""
    with _gathered(project, _evidence(project, archive), iter, silent) as (staging, lock_is_current):
        release = compile_facts(staging, project.version(), target)
        return Preview(release, not lock_is_current)


def verify(project: Project, archive: Path, watch: Watch = iter) -> int:
    """Check every quote against the archive and write the lock; returns how many quotes it holds.

    Raises FactsRefused, and then leaves the lock alone.
    """
    evidence = FromArchive(open_archive(archive))
    with _gathered(project, evidence, watch, silent):
        write_text(project.lock, dump_lock(evidence.lock))
    return len(evidence.lock.spans)


def publish(project: Project, archive: Path | None, watch: Watch = iter) -> list[str]:
    """Add the ids of the facts to those that are published, and return the new ones, sorted.

    Raises FactsRefused where a check fails, a published id that has disappeared among them; then nothing is written.
    """
    tables = {id: entry.table for id, entry in load_published(project.published).items()}
    with _valid(project, _evidence(project, archive), watch, silent) as staging:
        new = {id: table for id, table in staging.ids() if id not in tables}
    write_text(project.published, dump_published(tables | new))
    return sorted(new)


def _evidence(project: Project, archive: Path | None) -> FromArchive | FromLock:
    return FromArchive(open_archive(archive)) if archive else FromLock(project.lock)


@contextmanager
def _valid(project: Project, evidence: FromArchive | FromLock, watch: Watch, say: Say) -> Iterator[Staging]:
    """The staged rows of valid facts, under a lock that is current; raises FactsRefused."""
    with _gathered(project, evidence, watch, say) as (staging, lock_is_current):
        if not lock_is_current:
            raise FactsRefused([_stale_lock(project)])
        yield staging


@contextmanager
def _gathered(
    project: Project, evidence: FromArchive | FromLock, watch: Watch, say: Say
) -> Iterator[tuple[Staging, bool]]:
    """All facts, staged and without problems, and whether the lock is current; raises FactsRefused."""
    schema, published = project.schema(), load_published(project.published)
    # What an archive has proved is no proof where there is only the lock.
    by_lock = isinstance(evidence, FromLock)
    with _without_collector(), kept_staging(schema, project.root, say) if by_lock else new_staging(schema) as staging:
        gathered = gather(Ground(project.facts, schema, evidence, published), staging, watch)
        if by_lock:
            staging.keep(gathered.in_doubt)
        refused = _refused(project, gathered)
        if refused is None:
            yield staging, _is_current(project, evidence, gathered)
    if refused:
        # Here, so that the staging is kept: the next run reads again what was refused, and nothing else.
        raise refused


def _refused(project: Project, gathered: Gathered) -> FactsRefused | None:
    if gathered.lock_is_exact is False:
        load_lock(project.lock)  # a line that is none of a lock is told alone
    return FactsRefused(gathered.problems) if gathered.problems else None


def _is_current(project: Project, evidence: FromArchive | FromLock, gathered: Gathered) -> bool:
    """Whether the lock is what the facts and the evidence give."""
    if isinstance(evidence, FromLock):
        return bool(gathered.lock_is_exact)
    held = project.lock.read_bytes() if project.lock.is_file() else b""
    return held == dump_lock(evidence.lock).encode()


def _stale_lock(project: Project) -> Problem:
    name = project.lock.relative_to(project.root).as_posix()
    message, hint = "the lock is not what the facts and articles give", "run `build.py verify --archive DIR`"
    return Problem(name, 0, 0, "", "lock", message, hint)


def write_text(path: Path, text: str) -> None:
    """Write the text whole, or leave what was there; raises WriteError."""
    aside = path.with_name(f".{path.name}.tmp")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {error.strerror}; what was there before is untouched") from error
    finally:
        with suppress(OSError):  # where it could not be made, it cannot be removed
            aside.unlink()


def uncanonical(project: Project) -> tuple[dict[Path, tuple[str, str]], list[Problem]]:
    """Each file that is not canonical, with its text and the canonical one; and what has no such form."""
    schema, changes, problems = project.schema(), {}, list[Problem]()
    for path in fact_files(project.facts):
        records, wrong = read_file(path, project.facts)
        if wrong or any(record.table not in schema.roots for record in records):
            problems += wrong
            continue
        text = path.read_text(encoding="utf-8")
        stray = stray_comments(records, text, path.relative_to(project.root).as_posix())
        problems += stray
        if not stray and (wanted := canonical(records, text, schema)) != text:
            changes[path] = (text, wanted)
    return changes, problems
