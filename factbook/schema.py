"""schema.sql, read back from SQLite: tables, columns, types, choices, references, comments.

Turns the text of schema.sql into a `Schema`. What a column is, is never said in Python: to add one is to
change schema.sql. This module never looks at a fact.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import sqlite_utils

from factbook.problems import ProjectError

REGISTER = "facts"
_TAG = re.compile(r"\s*\[([^\]]+)\]")
_TABLE_COMMENT = re.compile(r"((?:^--.*\n)+)create (?:virtual )?(?:table|view) (\w+)", re.M)
_COLUMN_COMMENT = re.compile(r'((?:^[ ]+--.*\n)+)[ ]+"?(\w+)"? ', re.M)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is SQLite's (TEXT, INTEGER, REAL), `choices` its closed list, `references` a table."""

    name: str
    type: str
    required: bool
    generated: bool
    choices: tuple[str, ...]
    references: str | None
    comment: str
    tags: frozenset[str]

    @property
    def computed(self) -> bool:
        """Whether the build fills it, so that a fact file may not give it."""
        return self.generated or "computed" in self.tags

    @property
    def unit(self) -> str | None:
        """The unit of its numbers, as the comment declares it."""
        return next((tag[6:] for tag in self.tags if tag.startswith("unit: ")), None)


@dataclass(frozen=True, eq=False)
class Table:
    """A table; `owner` is the column that names the record to which its rows belong, if they belong to one.

    `checks` are the names of its CHECK constraints but for closed lists, `expressions` what each holds the row to.
    """

    name: str
    comment: str
    tags: frozenset[str]
    columns: dict[str, Column]
    primary_key: tuple[str, ...]
    owner: str | None
    checks: tuple[str, ...]
    expressions: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """The key under which a record gives rows of this table."""
        return self.name.removeprefix(f"{self.owner}_") if self.owner else self.name

    @cached_property
    def given(self) -> dict[str, Column]:
        """The columns that a fact file gives, in order."""
        return {c.name: c for c in self.columns.values() if not c.computed and c.name != self.owner}

    @cached_property
    def stored(self) -> tuple[str, ...]:
        """The columns that are written, in order: all but the generated ones."""
        return tuple(c.name for c in self.columns.values() if not c.generated)

    @cached_property
    def stored_types(self) -> tuple[tuple[str, str], ...]:
        """The columns that are written, in order, each with SQLite's type of it."""
        return tuple((name, self.columns[name].type) for name in self.stored)

    @cached_property
    def label(self) -> str:
        """The column that gives a record its label: the one tagged so, else the id."""
        return next((c.name for c in self.columns.values() if "label" in c.tags), "id")

    @property
    def is_fact(self) -> bool:
        """Whether its records have a permanent id in the register."""
        return "id" in self.columns and self.columns["id"].references == REGISTER

    @property
    def needs_proof(self) -> bool:
        """Whether each of its values must be proved by an article."""
        return self.is_fact and "no citation" not in self.tags


_Comment = tuple[str, frozenset[str]]
Tables = dict[str, Table]


@dataclass(frozen=True, eq=False)
class Schema:
    """All tables by name, in the order of schema.sql, with the text and its SHA-256."""

    sql: str
    tables: dict[str, Table]
    views: dict[str, str]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of schema.sql, in hexadecimal."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @cached_property
    def roots(self) -> dict[str, Table]:
        """The tables that have fact files: fact tables, sources, and what became of published records."""
        return {
            name: table
            for name, table in self.tables.items()
            if table.is_fact or (table.owner is None and table.given and name != REGISTER)
        }

    @cached_property
    def _children(self) -> dict[str, dict[str, Table]]:
        return {name: {t.key: t for t in self._belonging_to(table)} for name, table in self.tables.items()}

    def _belonging_to(self, table: Table) -> list[Table]:
        owners = {table.name, REGISTER} if table.is_fact else {table.name}
        return [t for t in self.tables.values() if t.owner and t.columns[t.owner].references in owners]

    def children(self, table: str) -> dict[str, Table]:
        """The tables whose rows a record of `table` gives as lists, by the lists' keys."""
        return self._children[table]

    @cached_property
    def register_columns(self) -> dict[str, Column]:
        """The register's columns that a record gives (beside its id): what each fact has, whatever its table."""
        return {name: c for name, c in self.tables[REGISTER].given.items() if name != "id"}

    @cached_property
    def _keys(self) -> dict[str, dict[str, Column]]:
        extra = self.register_columns
        return {n: {**t.given, **extra} if t.is_fact else dict(t.given) for n, t in self.tables.items()}

    def keys(self, table: str) -> dict[str, Column]:
        """The scalar keys that a record of `table` may have, in canonical order."""
        return self._keys[table]


def load_schema(path: Path) -> Schema:
    """The schema that `path` (schema.sql) declares; raises ProjectError where SQLite does not take it."""
    try:
        sql = path.read_text(encoding="utf-8")
        database = sqlite_utils.Database(memory=True)
        database.executescript(sql)
    except (OSError, UnicodeDecodeError, sqlite3.Error) as error:
        raise ProjectError(f"{path}: {error}") from error
    comments = {name: _split_comment(text) for text, name in _TABLE_COMMENT.findall(sql)}
    views = {name: comments.get(name, ("",))[0] for name in database.view_names()}
    return Schema(sql, read_tables(database, comments), views)


def read_tables(database: sqlite_utils.Database, comments: Mapping[str, _Comment] = MappingProxyType({})) -> Tables:
    """The tables of any compiled factbook, in its order; what stands above a table is known from schema.sql only."""
    names = [n for n in database.table_names() if not n.startswith(("facts_fts", "sqlite_"))]
    return {name: _table(database, name, *comments.get(name, ("", frozenset()))) for name in names}


def _split_comment(block: str) -> _Comment:
    """A block of comment lines as its prose and its tags."""
    text = " ".join(line.strip().lstrip("-").strip() for line in block.strip().splitlines())
    return _TAG.sub("", text).strip(), frozenset(_TAG.findall(text))


def _table(database: sqlite_utils.Database, name: str, comment: str, tags: frozenset[str]) -> Table:
    table = database.table(name)
    comments = {column: _split_comment(text) for text, column in _COLUMN_COMMENT.findall(table.schema)}
    references = {key.column: key.other_table for key in table.foreign_keys}
    found = table.checks  # once: they are parsed from the text each time they are asked for
    options = {check.column: tuple(check.options) for check in found if check.column and check.options}
    columns, keys = {}, {}
    for _, column, kind, notnull, _, key, hidden in database.execute(f"pragma table_xinfo([{name}])"):
        prose, marks = comments.get(column, ("", frozenset()))
        columns[column] = Column(
            column,
            kind,
            bool(notnull or key),
            hidden > 0,
            options.get(column, ()),
            references.get(column),
            prose,
            marks,
        )
        keys[key] = column
    keys.pop(0, None)
    has_own_id = "id" in columns and not columns["id"].computed
    owner = None if has_own_id else next((c for c in columns if c in references), None)
    checks = tuple(check.name or check.check for check in found if not check.options)
    expressions = tuple(check.check for check in found if not check.options)
    return Table(name, comment, tags, columns, tuple(keys[n] for n in sorted(keys)), owner, checks, expressions)
