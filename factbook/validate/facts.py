"""All records in one hand, as the checks look at them, and the one way in which they name a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from factbook.evidence import Evidence
from factbook.problems import Problem
from factbook.published import Published
from factbook.read import Mark, Record
from factbook.rows import Row, rows_of
from factbook.schema import Schema
from factbook.text.normalise import Span

#: By paragraph of an article, the stretches that facts quote.
Quoted = Mapping[int, Sequence[Span]]


@dataclass(frozen=True)
class Facts:
    """The records of known tables that are to be checked, and what they are held against.

    `by_id` has the first record of each id of all facts, `quoted` says what facts quote of an article; `published` are
    the ids that are.
    """

    records: list[Record]
    by_id: Mapping[str, Record]
    schema: Schema
    evidence: Evidence
    published: Mapping[str, Published]
    quoted: Callable[[str], Quoted]
    _rows: dict[int, list[Row]] = field(default_factory=dict)

    def rows(self, record: Record) -> list[Row]:
        """The rows that the record gives of child tables, in the order in which they are written."""
        # Every check asks for them; a record lives as long as the facts do, so that its identity can be the key.
        found = self._rows.get(id(record))
        if found is None:
            found = self._rows[id(record)] = list(rows_of(record, self.schema))
        return found

    def rows_for(self, record: Record, table: str) -> list[Row]:
        """Those of the record's rows that are of one table."""
        return [row for row in self.rows(record) if row.table.name == table]


def strangers(records: Sequence[Record], schema: Schema) -> list[Problem]:
    """The problem of each file whose folder is no table."""
    found = {record.path: record for record in records if record.table not in schema.roots}
    return [_stranger(record, schema) for record in found.values()]


def _stranger(record: Record, schema: Schema) -> Problem:
    hint = close(record.table, schema.roots) or f"the tables are {', '.join(schema.roots)}"
    return Problem(record.path, 0, 0, "", "unknown-table", f"facts/{record.table} is not a table", hint)


def id_of(record: Record) -> str:
    """The record's id, "" where it has none that is text."""
    value = record.block.values.get("id", "")
    return value if isinstance(value, str) else ""


def close(word: str, words: Iterable[str]) -> str:
    """A hint that names what is nearest to the word; "" where nothing is near."""
    near = get_close_matches(word, list(words), 1, 0.6)
    return f"did you mean {near[0]!r}?" if near else ""


def problem_at(record: Record, mark: Mark, where: str, kind: str, message: str, hint: str = "") -> Problem:
    """A problem at a mark of the record's file; `where` is put behind the record's id."""
    place = " ".join(filter(None, (id_of(record) or record.table, where)))
    return Problem(record.path, mark.line + 1, mark.column + 1, place, kind, message, hint)


def at_key(record: Record, key: str, kind: str, message: str, hint: str = "") -> Problem:
    """A problem at the value of one of the record's keys, or at the record where it has no such key."""
    mark = record.block.marks[key][1] if key in record.block.marks else record.block.mark
    return problem_at(record, mark, key, kind, message, hint)
