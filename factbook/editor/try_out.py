"""A change of several files, tried out on a copy of the project, shown, and then written whole or not at all.

The copy is judged as the project is, and its locks are written; so what comes back is the whole change, or problems.
"""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from factbook.compile import pipeline as stages
from factbook.editor.workspace import Texts
from factbook.files import make_folder, replaced_atomically
from factbook.problems import FactsRefused, Problem, WriteError
from factbook.project import Project

#: What is left to do while an article is entered, and no fault of a record.
OPEN = frozenset({"paragraph-open", "number-open", "ledger", "lock"})
#: Beside the facts, what a check reads of a project.
_FILES = ("schema.sql", "lexicon.yml", "vocabulary.yml", "metadata.yml", "pyproject.toml")


@contextmanager
def copied(project: Project, texts: Texts) -> Iterator[Project]:
    """A copy of the project in which these files hold what they are to hold; it goes afterwards."""
    with TemporaryDirectory(prefix="factbook-") as folder:
        root = Path(folder)
        shutil.copytree(project.facts, root / "facts", symlinks=True)
        for name in _FILES:
            if (project.root / name).is_file():
                shutil.copy(project.root / name, root / name)
        _lay(root, project.root, texts)
        yield replace(project, root=root)


def _lay(root: Path, old: Path, texts: Texts) -> None:
    for path, text in texts.items():
        place = root / path.relative_to(old)
        if text is None:
            place.unlink(missing_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")


class Tried(NamedTuple):
    """A change that may be written: its files, with the locks that it asks for, and how many problems it leaves."""

    texts: Texts
    left: int = 0


def with_locks(project: Project, texts: Texts) -> Tried:
    """The change with the locks that it asks for; raises FactsRefused where it makes wrong what was right.

    An article that was open before may stay so, and what was wrong before too: then no lock is written.
    """
    with copied(project, texts) as copy:
        try:
            stages.verify(copy)
        except FactsRefused as refused:
            before = _problems(project)
            known, are_open = {_mark(p) for p in before}, {_article(p) for p in before if p.kind in OPEN}
            told = [p for p in refused.problems if p.kind not in OPEN or _article(p) not in are_open]
            if wrong := [p for p in told if _mark(p) not in known]:
                raise FactsRefused(wrong) from refused
            if told:
                return Tried(texts, len(told))
            stages.verify(copy, let_pass=OPEN)
        return Tried({**texts, **_differing(project.locks, copy.locks)})


def new_problems(project: Project, texts: Texts) -> list[Problem]:
    """What a check would find wrong after the change and does not before, but what is still open of an article."""
    with copied(project, {}) as before, copied(project, texts) as after:
        known = {_mark(problem) for problem in _problems(before)}
        return [p for p in _problems(after) if p.kind not in OPEN and _mark(p) not in known]


def _article(problem: Problem) -> str:
    """The article of which something is open."""
    return problem.where.partition(" ")[0]


def _mark(problem: Problem) -> tuple[str, ...]:
    return problem.where, problem.kind, problem.message


def _problems(project: Project) -> list[Problem]:
    try:
        stages.check(project)
    except FactsRefused as refused:
        return refused.problems
    return []


def _differing(old: Path, new: Path) -> Texts:
    """The locks that differ, by the paths that they have in the project."""
    found: Texts = {}
    for name in sorted({path.name for folder in (old, new) for path in folder.glob("*.lock")}):
        were, are = (_text(folder / name) for folder in (old, new))
        if were != are:
            found[old / name] = are
    return found


def difference(root: Path, texts: Texts) -> str:
    """The change as a unified diff, file by file, of the paths below `root`."""
    lines: list[str] = []
    for path, text in sorted(texts.items()):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".lock":
            lines.append(f"{name}: {'removed' if text is None else 'written anew'}\n")
            continue
        pair = ((_text(path) or "").splitlines(keepends=True), (text or "").splitlines(keepends=True))
        lines += difflib.unified_diff(*pair, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def write_all(texts: Texts) -> None:
    """Write all files, or leave all as they were, also where it is interrupted; raises WriteError."""
    before = {path: _text(path) for path in texts}
    due = {path: text for path, text in texts.items() if text != before[path]}
    try:
        _write(due)
    except (WriteError, KeyboardInterrupt):
        _write({path: before[path] for path in due if _text(path) != before[path]})
        raise


def _write(texts: Texts) -> None:
    """Make all files aside, and only then put them in their places: a disk that is full is full before."""
    with ExitStack() as asides:
        for path, text in texts.items():
            if text is not None:
                make_folder(path.parent)
                asides.enter_context(replaced_atomically(path)).write_text(text, encoding="utf-8")
    for path, text in texts.items():
        if text is None:
            path.unlink(missing_ok=True)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
