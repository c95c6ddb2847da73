"""What readers know a record by: its label, put together by a build where its table says how."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from factbook.compile import pipeline as stages
from factbook.editor.workspace import Workspace
from factbook.factfiles.read import FactNode
from factbook.project import Project


def known_as(workspace: Workspace, record: FactNode) -> str:
    """The record's label; of a table that composes its labels, as the facts in the project's files give it."""
    table = workspace.schema.tables[record.table]
    own = record.values.get(table.label)
    if table.label_template:
        return _composed(workspace.project, record.id) or record.id
    return own if isinstance(own, str) else record.id


def _composed(project: Project, id: str) -> str | None:
    with TemporaryDirectory(prefix="factbook-") as folder:
        target = Path(folder) / "factbook.db"
        stages.preview(project, target)
        with closing(sqlite3.connect(target)) as database:
            row = database.execute("select label from facts where id = ?", [id]).fetchone()
    return row[0] if row else None
