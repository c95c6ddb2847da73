"""The rooms of the package, their order, and the two wings that meet only in the database."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from this_project import ROOT

# A room of factbook/ imports only from rooms before it; the last two may import from both wings.
GROUND = ("problems", "child_processes", "files", "yaml_nodes", "project", "locale", "schema", "text")
FACTS_IN = ("factfiles", "evidence", "rules", "compile")
PAGES_OUT = ("record", "formats", "export", "pictures", "site")
TOOLS = ("editor", "cli")
ORDER = (*GROUND, *FACTS_IN, *PAGES_OUT, *TOOLS)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported_rooms(path: Path) -> Iterator[str]:
    """The rooms of factbook that a module imports from, by the first name below the package."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            base = ".".join(part for part in (above, node.module) if part)
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("factbook."))


def imports() -> Iterator[tuple[str, str, str]]:
    """File, its room, and a room that it imports from."""
    for path in sorted((ROOT / "factbook").rglob("*.py")):
        own = path.relative_to(ROOT / "factbook").with_suffix("").parts[0]
        if own not in ("__init__", "__main__"):
            yield from ((name_of(path), own, other) for other in imported_rooms(path))


def test_every_module_is_in_a_room() -> None:
    modules = {
        path.relative_to(ROOT / "factbook").with_suffix("").parts[0] for path in (ROOT / "factbook").rglob("*.py")
    }
    assert modules - {"__init__", "__main__"} <= set(ORDER)


def test_a_room_imports_only_from_rooms_before_it() -> None:
    wrong = {(name, other) for name, own, other in imports() if ORDER.index(other) > ORDER.index(own)}
    assert not wrong


def test_facts_in_and_pages_out_meet_only_in_the_database() -> None:
    wrong = {
        (name, other)
        for name, own, other in imports()
        if (own in FACTS_IN and other in PAGES_OUT) or (own in PAGES_OUT and other in FACTS_IN)
    }
    assert not wrong
