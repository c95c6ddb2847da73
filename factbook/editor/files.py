"""Files that are generated and kept with the project: which are not current, and how they are made so."""

from __future__ import annotations

from pathlib import Path

from factbook.editor.json_schema import FOLDER, editor_files
from factbook.project import Project, write_text
from factbook.read import read_facts


def stale_files(root: Path, files: dict[str, str]) -> list[str]:
    """Of the files that should be (text by path below `root`): those that are missing or differ, in their order."""
    return [name for name, text in files.items() if _held(root / name) != text]


def _held(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write_files(root: Path, files: dict[str, str]) -> list[str]:
    """Write those that are not current, each whole or not at all; returns their names. Raises WriteError."""
    stale = stale_files(root, files)
    for name in stale:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        write_text(root / name, files[name])
    return stale


def refresh_schemas(project: Project) -> list[str]:
    """Bring the JSON Schemas up to date where the project keeps them; returns the names of those written."""
    if not (project.root / FOLDER).is_dir():
        return []
    return write_files(project.root, editor_files(project.schema(), read_facts(project.facts)[0]))


def orphans(root: Path, files: dict[str, str]) -> list[str]:
    """JSON Schemas of tables that are gone, by path below `root`, sorted."""
    held = {path.relative_to(root).as_posix() for path in (root / FOLDER).glob("*.schema.json")}
    return sorted(held - set(files))
