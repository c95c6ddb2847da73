"""The rows of one fact file as the staging holds them: what a record gives, with its place and its digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from factbook.factfiles.rows import RecordRows, Value
from factbook.schema import Schema, Table
from factbook.text.names import fold

CITATIONS = "citations"
StagedRow = tuple[Value | bytes, ...]


class StagedRows:
    """Makes staged rows for records of this schema."""

    def __init__(self, schema: Schema) -> None:
        """Work out where the label of each table stands."""
        self._tables = schema.tables
        self._label_at = {
            name: table.stored.index(table.label) for name, table in schema.roots.items() if table.is_fact
        }
        #: The rows made so far, by table.
        self.made: defaultdict[str, list[StagedRow]] = defaultdict(list)

    def take(self) -> dict[str, list[StagedRow]]:
        """The rows made so far, by table; then there are none."""
        made, self.made = self.made, defaultdict(list)
        return dict(made)

    def add(self, file: int, table: Table, place: tuple[int, int], rows: RecordRows) -> None:
        """Make the rows of a record; `place` is its place in the file, from 0, and its line, from 1."""
        made, own, number = self.made, rows.own, place[0]
        label = own[self._label_at[table.name]] if table.is_fact else None
        children = sorted(rows.children, key=self._place_of_child) if rows.children else rows.children
        digest = sha256(_as_text(table.name, rows, children).encode()).digest()
        folded = fold(str(label)) if label else None
        made[table.name].append((*own, file, *place, rows.checked, folded, digest))
        for at, (row, fields, spans, context) in enumerate(rows.cited):
            made[CITATIONS].append((*row, file, number, at, fields, spans, context))
        for name, row, at_row in rows.children:
            # A key of a mapping is a plain text from here on.
            made[name].append((*row, file, number, at_row if type(at_row) is int else str(at_row)))

    def _place_of_child(self, child: tuple[str, tuple[Value, ...], str | int]) -> tuple[str, list[str]]:
        table = self._tables[child[0]]
        return table.name, [str(child[1][table.stored.index(name)]) for name in table.primary_key]


def _as_text(table: str, rows: RecordRows, children: Iterable[tuple[str, tuple[Value, ...], str | int]]) -> str:
    """What a record says, as one text of which its digest is made: its rows, each behind the name of its table.

    Values are in the order of the stored columns, NULL as nothing, with U+001F between them and U+001E behind each row;
    no value of a fact has such characters. The day of its check stands before its own row, the fields that it proves
    behind a citation's; citations are in their order, other rows sorted by table and primary key. A column that the
    build fills from other records (`[day of: status]`) counts as NULL.
    """
    lines = [(table, rows.checked, *rows.own)]
    lines += [("citations", *row, fields) for row, fields, _, _ in rows.cited]
    lines += [(name, *row) for name, row, _ in children]
    return "\x1e".join(
        ["\x1f".join([v if type(v) is str else "" if v is None else str(v) for v in line]) for line in lines]
    )
