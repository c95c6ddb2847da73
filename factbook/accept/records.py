"""One record as rows of the database, where nothing in it is in doubt.

What a record of a table may be is worked out once from schema.sql, as a `Plan`. A plan takes only what every check
of one record would pass: anything else is a `Doubt`, and the checks tell what it is. References, names, ids that stand
twice and constraints concern other records or SQLite, and are looked at elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

from factbook.accept.citations import CitationPlan, Cited
from factbook.accept.columns import Doubt
from factbook.accept.lists import ListPlan
from factbook.accept.shapes import Shape, shapes_of
from factbook.evidence import Evidence
from factbook.lines import Plain
from factbook.rows import Value
from factbook.schema import Schema, Table

#: Tables that the checks hold against what is published.
_OF_HISTORY = ("changes", "retired")
_CITATIONS = "citations"


class Rows(NamedTuple):
    """What a record gives: its own row in the order of `Table.stored`, the day of its check, citations, other rows."""

    own: tuple[Value, ...]
    checked: Value
    cited: list[Cited]
    children: list[tuple[str, tuple[Value, ...]]]


class Plan:
    """How records of one table are taken."""

    def __init__(self, table: Table, schema: Schema) -> None:
        """Work out what a record may be."""
        children = schema.children(table.name)
        self.table = table
        self._lists = {key: ListPlan(child) for key, child in children.items() if child.name != _CITATIONS}
        self._shapes = shapes_of(schema.keys(table.name), frozenset(children), table.stored)
        self._citations = CitationPlan(schema, table)

    def rows(self, given: dict[str, Plain], evidence: Evidence) -> Rows:
        """The record's rows; raises Doubt."""
        shape = self._shapes.of(given)
        values = shape.values(given)
        cited = self._cited(given, shape, evidence)
        checked = values[shape.places["checked"]] if "checked" in shape.places else None
        return Rows(shape.row([*values, None]), checked, cited, self._children(given, shape))

    def _children(self, given: dict[str, Plain], shape: Shape) -> list[tuple[str, tuple[Value, ...]]]:
        return [
            (self._lists[key].table.name, row)
            for key in shape.lists
            if key in self._lists
            for row in self._lists[key].rows(given[key], str(given["id"]))
        ]

    def _cited(self, given: dict[str, Plain], shape: Shape, evidence: Evidence) -> list[Cited]:
        """The citations, where together they prove what must be proved."""
        citations = given.get(_CITATIONS)
        needs_proof = self.table.needs_proof
        if self.table.name in _OF_HISTORY or (type(citations) is not list if needs_proof else citations):
            raise Doubt
        return self._citations.taken(given, shape, citations or [], evidence) if needs_proof else []
