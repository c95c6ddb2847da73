"""The files that editors use, written into the project: JSON Schemas of fact files, the ids that exist, settings.

Turns schema.sql and a finished database into files. All but the settings are made on each machine, outside git.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from factbook.editor.json_schema import FOLDER, IDS, SETTINGS, ids_file, schema_files, settings_file
from factbook.files import make_folder, write_text
from factbook.project import Project
from factbook.rules.near import open_words
from factbook.schema import REGISTER, Schema, load_schema
from factbook.schema.names import quote_name


def write_files(root: Path, files: dict[str, str]) -> list[str]:
    """Write those (text by path below `root`) that are missing or differ; returns their names. Raises WriteError."""
    stale = [name for name, text in files.items() if _read(root / name) != text]
    for name in stale:
        make_folder((root / name).parent)
        write_text(root / name, files[name])
    return stale


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write_schemas(project: Project) -> list[str]:
    """Bring all that editors use up to date, the ids by the last build; returns the names of the files written."""
    schema = load_schema(project.schema_sql)
    files = {SETTINGS: settings_file(schema), **schema_files(schema)}
    if project.database.is_file():
        files[IDS] = ids_file(schema, _labels(project.database), _words(project.database, schema))
    written = write_files(project.root, files)
    for path in (project.root / FOLDER).glob("*.schema.json"):
        if f"{FOLDER}/{path.name}" not in files:
            path.unlink()  # of a table that is gone
    return written


def refresh_schemas(project: Project) -> None:
    """After a build, bring up to date what editors use, in a project that has settings of an editor."""
    if (project.root / SETTINGS).is_file():
        write_schemas(project)


def _words(database: Path, schema: Schema) -> dict[str, dict[str, int]]:
    """How often each word of columns without a closed list is used, the most used first."""
    found: dict[str, dict[str, int]] = {}
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        for table in schema.fact_tables.values():
            for column in open_words(table):
                name, rows = quote_name(column.name), quote_name(table.name)
                sql = f"select {name}, count(*) from {rows} where {name} is not null group by 1 order by 2 desc, 1"  # noqa: S608 - names of the schema
                found[f"{table.name}.{column.name}"] = dict(connection.execute(sql).fetchall())
    return found


def _labels(database: Path) -> dict[str, dict[str, str]]:
    """Labels by table and id, sorted by id: of all facts, and of articles."""
    query = (
        "select kind, id, label from facts union all select 'sources', id, coalesce(title, id) from sources order by 2"
    )
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        for kind, id, label in connection.execute(query):
            for table in (kind, REGISTER) if kind != "sources" else (kind,):
                found[table][id] = label
    return found
