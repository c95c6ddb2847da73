"""The schema, read back from SQLite: tables, columns, types, choices, references, comments.

Turns core.sql and the text of a project's schema.sql into a `Schema`. To add a column is to change schema.sql. This
module never looks at a fact.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import sqlite_utils

from factbook.problems import FactsRefused, ProjectError
from factbook.schema.core import SEARCH, core_sql
from factbook.schema.declared import check_declared, refused_sql
from factbook.schema.generate import generated_sql
from factbook.schema.model import Column, Schema, Table, Tables
from factbook.schema.tags import Comment, check_tags, declarations, split_comment
from factbook.yaml_nodes import read_utf8

_NONE = Comment()


_BEGIN = "no factbook is in this folder; `factbook init --example` begins one, `--root DIR` names another folder"


def load_schema(path: Path) -> Schema:
    """The schema of the core and of what `path` (schema.sql) declares.

    Raises FactsRefused where SQLite does not take it, or where it declares what is not read; ProjectError without it.
    """
    if not path.exists():
        raise ProjectError(f"{path} is missing: {_BEGIN}")
    try:
        return _schema(path.name, read_utf8(path))
    except sqlite3.Error as error:
        raise ProjectError(f"{path}: {error}") from error


def core_schema() -> Schema:
    """The schema of the core alone: what every factbook has."""
    return _schema("core.sql", "")


# Not by its folder: a change is tried out on a copy of the project in a new one.
@lru_cache(maxsize=4)
def _schema(name: str, own: str) -> Schema:
    core = core_sql()
    database = sqlite_utils.Database(memory=True, execute_plugins=False)
    try:
        database.executescript(f"{core}\n{own}")
    except sqlite3.Error as error:
        raise FactsRefused(refused_sql(name, core, own)) from error
    if wrong := check_tags(name, own):
        raise FactsRefused(wrong)
    sql = f"{core}\n{own}\n"
    tables = read_tables(database, {d.table: split_comment(d.comment) for d in declarations(sql) if not d.column})
    sql += _generate(database, tables)
    comments = {d.table: split_comment(d.comment) for d in declarations(sql) if not d.column}
    views = {name: comments.get(name, _NONE).prose for name in database.view_names()}
    schema = Schema(sql, tables, views)
    if wrong := check_declared(name, own, schema, database.conn):
        raise FactsRefused(wrong)
    return schema


def _generate(database: sqlite_utils.Database, tables: Tables) -> str:
    """Make the views, the indexes and what search reads, all of which follow from the tables, and return their SQL."""
    declared = frozenset(name for (name,) in database.execute("select name from sqlite_master"))
    generated = generated_sql(tables, declared)
    database.executescript(generated)
    return generated


def read_tables(database: sqlite_utils.Database, comments: Mapping[str, Comment] = MappingProxyType({})) -> Tables:
    """The tables of any compiled factbook, in its order; what stands above a table is known from schema.sql only."""
    names = [n for n in database.table_names() if not n.startswith((SEARCH, "sqlite_"))]
    return {name: _table(database, name, comments.get(name, _NONE)) for name in names}


def _table(database: sqlite_utils.Database, name: str, about: Comment) -> Table:
    table = database.table(name)
    comments = {d.column: split_comment(d.comment) for d in declarations(table.schema) if d.column}
    references = {key.column: key.other_table for key in table.foreign_keys}
    found = table.checks  # once: they are parsed from the text each time they are asked for
    options = {check.column: tuple(check.options) for check in found if check.column and check.options}
    columns, keys = {}, {}
    for _, column, kind, notnull, _, at, hidden in database.execute(f"pragma table_xinfo([{name}])"):
        said = comments.get(column, _NONE)
        columns[column] = Column(
            column,
            kind,
            bool(notnull or at),
            hidden > 0,
            options.get(column, ()),
            references.get(column),
            *said,
        )
        keys[at] = column
    keys.pop(0, None)
    has_own_id = "id" in columns and not columns["id"].computed
    owner = None if has_own_id else next((c for c in columns if c in references), None)
    checks = tuple(check.name or check.check for check in found if not check.options)
    expressions = tuple(check.check for check in found if not check.options)
    key = tuple(keys[n] for n in sorted(keys))
    return Table(name, about.prose, about.tags, columns, key, owner, checks, expressions, about.words)
