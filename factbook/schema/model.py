"""What a schema is: tables and columns as schema.sql declares them, and what their tags say.

Plain data, read from SQL by `factbook.schema.read`. What a column is, is never said in Python.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from factbook.locale import N_
from factbook.schema.core import CITATIONS, REGISTER, SPEAKS

#: A name in braces in a table's template of labels.
LABEL_NAME = re.compile(r"\{(?P<name>\w+)\}")


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
    #: The words that follow a tag, by its name: of `[date: signed]` "signed" by "date".
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def computed(self) -> bool:
        """Whether the build fills it, so that a fact file may not give it."""
        return self.generated or "computed" in self.tags

    @property
    def null_means(self) -> str:
        """What it means that the column is empty in a record of facts."""
        if self.required:
            return N_("never NULL")
        if "day of" in self.words:
            return N_("NULL: the article prints no day")
        if "editorial" in self.tags and "class" not in self.tags:
            return N_("NULL: no remark or none fits")
        if "applies" in self.tags:
            return N_("NULL: it does not apply, or the article does not say")
        return N_("NULL: the article does not say")

    @property
    def unit(self) -> str | None:
        """The unit of its numbers, as the comment declares it."""
        return self.words.get("unit")


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
    words: Mapping[str, str] = field(default_factory=dict)

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
        return next((c.name for c in self.tagged("label")), "id")

    @cached_property
    def days(self) -> Mapping[str, str]:
        """The columns whose values hold by a day of the article, each with the column that has the day."""
        return {c.words["day of"]: c.name for c in self.columns.values() if "day of" in c.words}

    @cached_property
    def dated(self) -> tuple[str, ...]:
        """The columns whose values hold by a day of the article, in order."""
        return tuple(name for name in self.columns if name in self.days)

    @property
    def label_template(self) -> str | None:
        """How its records' labels are put together, by names in braces; None where the label column is the label."""
        return self.words.get("label")

    def tagged(self, tag: str) -> tuple[Column, ...]:
        """The columns that bear the tag, in order."""
        return self._tagged.get(tag, ())

    @cached_property
    def _tagged(self) -> Mapping[str, tuple[Column, ...]]:
        tags = {tag for column in self.columns.values() for tag in column.tags}
        return {tag: tuple(c for c in self.columns.values() if tag in c.tags) for tag in tags}

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """The columns that refer to a record or an article, in order; neither the id nor the owner."""
        return tuple(c for c in self.columns.values() if c.references and c.name not in ("id", self.owner))

    @cached_property
    def is_fact(self) -> bool:
        """Whether its records have a permanent id in the register."""
        return "id" in self.columns and self.columns["id"].references == REGISTER

    @property
    def needs_proof(self) -> bool:
        """Whether each of its values must be proved by an article."""
        return self.is_fact and "no citation" not in self.tags


Tables = dict[str, Table]


@dataclass(frozen=True, eq=False)
class Schema:
    """All tables by name, the core's first, then in the order of schema.sql; `sql` is all that is compiled."""

    sql: str
    tables: dict[str, Table]
    views: dict[str, str]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of all SQL that declares the tables and views, in hexadecimal."""
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
        return [t for t in self.tables.values() if t.owner and t.given and t.columns[t.owner].references in owners]

    def children(self, table: str) -> dict[str, Table]:
        """The tables whose rows a record of `table` gives as lists, by the lists' keys."""
        return self._children[table]

    @cached_property
    def fact_tables(self) -> dict[str, Table]:
        """The tables whose records have an entry in the register."""
        return {name: table for name, table in self.tables.items() if table.is_fact}

    def role(self, name: str) -> Table | None:
        """The table that has the role (`person`, `place`, `calendar`), or None where none has."""
        return next((table for table in self.tables.values() if name in table.tags), None)

    @cached_property
    def class_columns(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The columns whose values the lexicon shows, by table, with their closed lists."""
        return {
            name: {column.name: column.choices for column in table.given.values() if "class" in column.tags}
            for name, table in self.tables.items()
        }

    @cached_property
    def units(self) -> frozenset[str]:
        """The units that single columns have: those of `[unit: …]`."""
        return frozenset(c.unit for table in self.tables.values() for c in table.given.values() if c.unit)

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """The tables whose records may be the speaker of a citation: `[person]` and those marked `[speaker]`."""
        return tuple(name for name, table in self.tables.items() if table.tags & {"person", "speaker"})

    def targets(self, table: str, column: Column) -> tuple[str, ...]:
        """The tables whose records a reference in `column` of `table` may be to."""
        if table in (CITATIONS, SPEAKS) and column.name == "speaker" and self.speakers:
            return self.speakers
        return tuple(self.fact_tables) if column.references == REGISTER else (str(column.references),)

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
