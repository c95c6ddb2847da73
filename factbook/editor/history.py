"""Entries of what became of published records: which are published, the version that comes next, corrections.

Turns corrections into records of `facts/changes.yml` and `facts/retired.yml`, in a workspace.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from factbook.compile import pipeline as stages
from factbook.editor.workspace import Workspace
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.published_ids import load_published
from factbook.factfiles.published_values import load_published_values, version_key
from factbook.factfiles.read import FactNode
from factbook.problems import RequestError
from factbook.project import Project
from factbook.record.difference import Correction, Difference, compare
from factbook.schema import Schema
from factbook.schema.published import fields_of

CHANGES, RETIRED = "changes", "retired"


@dataclass(frozen=True)
class Decision:
    """Why something is changed, on which day (ISO 8601), and the first version that has it so."""

    reason: str
    date: str
    version: str


def last_version(project: Project) -> str:
    """The version that was released last: of the lock of published values, else the project's own."""
    return load_published_values(project.published_values).version or project.version()


def next_version(workspace: Workspace) -> str:
    """The version in which a change of today will be.

    The project's where it is later than the last release, else the latest that an entry names, else the next minor one.
    """
    last = last_version(workspace.project)
    named = [str(r.values.get("version", "")) for _, r in workspace.records() if r.table in (CHANGES, RETIRED)]
    later = [v for v in (workspace.project.version(), *named) if version_key(v) > version_key(last)]
    if later:
        return max(later, key=version_key)
    major, minor, *_ = (*version_key(last), 0, 0)
    return f"{major}.{minor + 1}.0"


def is_published(project: Project, id: str) -> bool:
    """Whether the id is published."""
    return id in load_published(project.published)


def needs_entry(project: Project, schema: Schema, record: FactNode, name: str) -> bool:
    """Whether a change of that field has to say why: of a published record, what it says, not what proves it."""
    return is_published(project, record.id) and name in fields_of(schema).get(record.table, ())


def add_change(workspace: Workspace, id: str, name: str, was: str | None, decision: Decision) -> None:
    """Add an entry for a correction; one of the same version stays as it is, for it says what stood in the release."""
    path = workspace.history(CHANGES)
    held = workspace.files[path].records if path in workspace.files else []
    key = {"fact": id, "field": name, "version": decision.version}
    if any(key.items() <= record.values.items() for record in held):
        return
    values = {**key, "date": decision.date, "was": was, "reason": decision.reason}
    workspace.add(path, {name: value for name, value in values.items() if value is not None})


def add_retired(workspace: Workspace, record: FactNode, label: str, decision: Decision, into: str | None) -> None:
    """Add the entry of a record that is no more."""
    values: dict[str, YamlValue] = {"id": record.id, "kind": record.table, "label": label}
    values |= {"version": decision.version, "date": decision.date, "reason": decision.reason}
    workspace.add(workspace.history(RETIRED), values | ({"merged_into": into} if into else {}))


def compare_with_files(old: Path, project: Project) -> Difference:
    """What differs from the factbook `old` to the facts in the files, explained or not; raises FactsRefused."""
    with TemporaryDirectory(prefix="factbook-") as folder:
        target = Path(folder) / "factbook.db"
        stages.preview(project, target, let_pass={"published"})
        return compare(old, target)


def draft_changes(workspace: Workspace, difference: Difference, decision: Decision) -> int:
    """Add an entry for each correction that has no reason; returns how many. Raises RequestError at what has none."""
    if gone := [end.record.id for end in difference.withdrawn if not end.reason]:
        raise RequestError(f"{', '.join(gone)}: gone without a reason: `build.py retire ID --reason ...` says it")
    due = [correction for correction in difference.corrected if _is_due(correction)]
    for correction in due:
        add_change(workspace, correction.record.id, correction.field, correction.was, decision)
    return len(due)


def _is_due(correction: Correction) -> bool:
    return correction.is_value and not correction.reason
