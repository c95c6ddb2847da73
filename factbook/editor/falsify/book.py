"""All records in one hand, and what else a value of each kind could be: what falsehoods are taken from.

What the values are is known from the schema's tags alone; no table or column of a subject is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factbook.editor.falsify.falsehood import Plain, Record, items_at, text_at
from factbook.schema import Schema, Table

_SHORTEST_NAME = 3
#: Tags of columns that hold what a record is called.
NAME_TAGS = frozenset({"label", "name", "printed"})
#: A table whose records have names of their own, not titles in our words.
_OF_NAMES = frozenset({"name", "printed"})


@dataclass(frozen=True, eq=False)
class Book:
    """The records, the schema, and the normalised paragraphs of each article that is at hand, by its id."""

    schema: Schema
    records: Sequence[Record]
    paragraphs: Mapping[str, Sequence[str]]

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by id."""
        return {record.id: record for record in self.records}

    @cached_property
    def _texts(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for record in self.records:
            for key, value in record.values.items():
                if isinstance(value, str):
                    found.setdefault((record.table, key), set()).add(value)
        return {key: sorted(texts) for key, texts in found.items()}

    def texts(self, table: str, column: str) -> list[str]:
        """All values of a column, sorted, each once."""
        return self._texts.get((table, column), [])

    def ids(self, table: str) -> list[str]:
        """The ids of a table's records, sorted."""
        return self.texts(table, "id")

    def table_of(self, record: str) -> str | None:
        """The table of the record with this id; None where there is none."""
        found = self.by_id.get(record)
        return found.table if found else None

    def paragraph(self, citation: Plain) -> str:
        """The paragraph that a citation is of, normalised; "" where the article is not at hand."""
        number = text_at(citation, ("paragraph",))
        paragraphs = self.paragraphs.get(text_at(citation, ("source",)), ())
        return paragraphs[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(paragraphs) else ""

    def language_tag(self, citation: Plain) -> str:
        """The language of the article that a citation is of, as its record has it."""
        source = self.by_id.get(text_at(citation, ("source",)))
        return text_at(source.values, ("language",)) if source else ""

    def language(self, citation: Plain) -> str:
        """The language, without region and script."""
        return self.language_tag(citation).split("-")[0].lower()

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """By table, the names of its records, folded, each with the record's id."""
        found: dict[str, dict[str, str]] = {}
        for record in self.records:
            for name in names_of(record, self.schema.tables[record.table]):
                if len(name) >= _SHORTEST_NAME or not name.isascii():
                    found.setdefault(record.table, {}).setdefault(fold(name), record.id)
        return found

    @cached_property
    def known_names(self) -> Sequence[tuple[str, str, str]]:
        """All names of people, bodies and places that begin with a capital, the longest first: name, table, id."""
        found = [
            (name, record.table, record.id)
            for record in self.records
            if _has_names(self.schema.tables[record.table])
            for name in names_of(record, self.schema.tables[record.table])
            if name[:1].isupper()
        ]
        return sorted(found, key=lambda known: (-len(known[0]), known))

    def named_in(self, text: str, table: str) -> list[str]:
        """The ids of the table's records that are named in the text, sorted."""
        folded = fold(text)
        return sorted({one for name, one in self.names.get(table, {}).items() if stands_in(name, folded)})


def _has_names(table: Table) -> bool:
    is_reference_data = table.is_fact and not table.needs_proof
    return is_reference_data or any(column.tags & _OF_NAMES for column in table.given.values())


def names_of(record: Record, table: Table) -> Iterator[str]:
    """The names that a record is known by: its label, its printed names, its aliases."""
    for name, column in table.given.items():
        if column.tags & NAME_TAGS and (text := text_at(record.values, (name,))):
            yield text
    for item in items_at(record.values, "aliases"):
        yield item if isinstance(item, str) else text_at(item, ("alias",))


def fold(text: str) -> str:
    """The text without case and accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in plain if not "\u0300" <= char <= "\u036f")


def stands_in(name: str, text: str) -> bool:
    """Whether the folded name stands in the folded text; as a whole word where it is in Latin letters."""
    if name not in text:
        return False
    return not name.isascii() or bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
