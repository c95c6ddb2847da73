"""The human names of tables and columns: schema.sql's comments and metadata.yml's words, in one place.

Turns a schema and the metadata into what pages print for a table or a column. It declares no name itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from factbook.locale import N_, _, language, say
from factbook.locale.metadata import in_language
from factbook.locale.signs import gap
from factbook.record import DATABASE
from factbook.schema import Column, Schema, load_schema
from factbook.schema.links import Branch, branches
from factbook.site.remembered import Remembered
from factbook.text.lexicon import Lexicon, load_lexicon
from factbook.text.speech import SPEECH

#: Lists that every record may have, by their key, in words that hold from both ends.
_OF_LISTS = {"distinct_from": N_("Not to be confused with")}
# What views call the ids that they hold.
_IN_VIEWS = frozenset({"fact", "other_fact", "target"})


class Amount(NamedTuple):
    """The columns of a number, its unit and its bound, which are read as one: more than 1,500 companies."""

    number: str
    unit: str
    bound: str


@dataclass(frozen=True)
class Names:
    """Names for people; `tables` is metadata.yml's mapping of table names to their words, `order` that of kinds."""

    schema: Schema
    tables: Mapping[str, Mapping[str, Any]]
    order: tuple[str, ...] = ()
    #: The words that show a class.
    lexicon: Lexicon = field(default_factory=Lexicon)
    #: What pages in this language have looked up of records.
    remembered: Remembered = field(default_factory=Remembered, compare=False, repr=False)

    def title(self, table: str) -> str:
        """The name of a table or view: "People"."""
        return str(self._of(table).get("title") or say(say_name(table)))

    def singular(self, table: str) -> str:
        """The name of one of its records: "Person"."""
        return str(self._of(table).get("singular") or self.title(table))

    def label(self, table: str | None, column: str | None) -> str:
        """The name of a column, or of a list in a record: "Name as printed".

        A view or a question that has no name of its own for it calls it as all tables do that have it.
        """
        name = (self._of(table or "").get("labels") or {}).get(column)
        if not name and table not in self.schema.tables:
            name = self._agreed.get(column or "")
        return str(name or say(_OF_LISTS.get(column or "") or say_name(column or "")))

    @cached_property
    def _agreed(self) -> Mapping[str, str]:
        """The names of columns that are called the same in each table that has them."""
        names: dict[str, set[str]] = {}
        for table in self.schema.tables.values():
            for column in table.columns:
                names.setdefault(column, set()).add(self.label(table.name, column))
        return {column: next(iter(found)) for column, found in names.items() if len(found) == 1}

    def related(self, table: str, field: str) -> str:
        """How a page names the records of `table` that refer to it by `field`: "Figures for this place"."""
        related = {**{field: say(name) for field, name in _OF_LISTS.items()}, **(self._of(table).get("related") or {})}
        return str(related.get(field) or f"{self.title(table)} ({self.label(table, field).lower()})")

    def column(self, table: str | None, column: str) -> Column | None:
        """The column as schema.sql declares it, or None for a view's or a query's."""
        found = self.schema.tables.get(table or "")
        return found.columns.get(column) if found else None

    def is_editorial(self, table: str, column: str) -> bool:
        """Whether the value is the factbook's own word, which needs no proof."""
        found = self.column(table, column)
        return found is not None and "editorial" in found.tags

    def hidden(self) -> frozenset[str]:
        """Tables and views that are folded away."""
        return frozenset(name for name, words in self.tables.items() if words.get("hidden"))

    def kinds(self) -> list[str]:
        """The fact tables in the order that metadata.yml gives; others after them."""
        return list(self._kinds)

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(
            sorted(self.schema.fact_tables, key=lambda name: self.order.index(name) if name in self.order else 99)
        )

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """The columns that refer from records to others, in the order of the schema."""
        return tuple(branches(self.schema.tables))

    @cached_property
    def references(self) -> frozenset[str]:
        """Names of columns that hold ids of records or articles, in any table, view or query."""
        roots = {"facts", "sources", *self.kinds()}
        columns = (column for table in self.schema.tables.values() for column in table.columns.values())
        return frozenset(c.name for c in columns if c.references in roots and c.name != "id") | _IN_VIEWS

    @cached_property
    def dates(self) -> frozenset[str]:
        """Names of columns that hold EDTF dates, in any table, view or query."""
        columns = (column for table in self.schema.tables.values() for column in table.columns.values())
        return frozenset(c.name for c in columns if "date" in c.tags)

    @cached_property
    def amounts(self) -> Mapping[str, Amount]:
        """The columns that make one amount, of each table that has all of them."""
        return {name: found for name in self.kinds() if (found := self._amount(name))}

    @cached_property
    def measures(self) -> tuple[tuple[str, str], ...]:
        """Table and column of what numbers measure: the same words, the same measure."""
        return tuple((kind, name) for kind in self.kinds() if (name := self.tagged(kind, "measure")))

    def with_role(self, role: str) -> str | None:
        """The fact table that has the role: `place`, `calendar`, ...; None where there is none."""
        return next((name for name in self.kinds() if role in self.schema.tables[name].tags), None)

    def tagged(self, table: str, tag: str) -> str | None:
        """The first column of a table with the tag, None where there is none."""
        columns = self.schema.tables[table].columns.values()
        return next((column.name for column in columns if tag in column.tags), None)

    def _amount(self, table: str) -> Amount | None:
        number, unit, bound = (self.tagged(table, tag) for tag in ("number", "unit", "qualifier"))
        return Amount(number, unit, bound) if number and unit and bound else None

    def _of(self, table: str) -> Mapping[str, Any]:
        return self.tables.get(table, {})


@lru_cache(maxsize=4)
def site_schema(root: Path) -> Schema:
    """The schema that the database of the project in the folder `root` was built from."""
    return load_schema(root / "schema.sql")


@lru_cache(maxsize=4)
def site_lexicon(root: Path) -> Lexicon:
    """The words that show a class in the project in the folder `root`."""
    lexicon, _ = load_lexicon(root / "lexicon.yml", site_schema(root).class_columns, SPEECH)
    return lexicon


def say_name(column: str) -> str:
    """A column's name as words: "in_force" is "In force"."""
    return column.replace("_", " ").strip().capitalize()


def column_comments(schema: Schema) -> dict[str, dict[str, str]]:
    """The published comment of every column, by table and column, as Datasette's column descriptions."""
    return {
        name: {column.name: _described(column) for column in table.columns.values() if column.comment}
        for name, table in schema.tables.items()
    }


def _described(column: Column) -> str:
    if not column.unit:
        return say(column.comment)
    return say(column.comment) + gap(language()) + _("Unit: %(unit)s.", unit=say(column.unit))


def metadata_in_language(metadata: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """The metadata with its words in the reader's language, those for columns that are comments of the schema too."""
    said: dict[str, Any] = in_language(metadata)
    tables = said.get("databases", {}).get(DATABASE, {}).get("tables", {})
    for name, columns in column_comments(schema).items():
        known = tables.get(name, {}).get("columns", {})
        tables.setdefault(name, {})["columns"] = {**known, **columns}
    return said
