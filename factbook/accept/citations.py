"""The citations of a record, where each quote is verified and they prove every value that must be proved."""

from __future__ import annotations

from typing import NamedTuple

from factbook.accept.columns import Doubt
from factbook.accept.lists import field_names
from factbook.accept.shapes import Shape, shapes_of
from factbook.accept.shown import Look, look_for
from factbook.evidence import Evidence
from factbook.lines import Plain
from factbook.rows import Value
from factbook.schema import Schema, Table
from factbook.text.normalise import normalised
from factbook.text.quotes import MAX_WORDS, MIN_WORDS
from factbook.validate.proof import nameable, provable_in

_VERIFIED = frozenset({"paragraph", "quote"})
_NOTHING: frozenset[str] = frozenset()
#: Sets of fields that are remembered: few are named, again and again.
_REMEMBERED = 10_000


#: A citation: its row in the order of `Table.stored`, and the fields that it proves, sorted, between spaces.
Cited = tuple[tuple[Value, ...], str]


class FieldSet(NamedTuple):
    """Fields that a citation proves, and how it is looked whether the quote shows the value of each."""

    names: frozenset[str]
    text: str
    looks: tuple[tuple[str, Look], ...]


class CitationPlan:
    """How the citations of records of one table are taken."""

    def __init__(self, schema: Schema, owner: Table) -> None:
        """Work out what a citation may be, and what of a record needs proof."""
        self._schema, self._owner = schema, owner
        self._provable = provable_in(schema, owner.name)
        self._sets: dict[tuple[tuple[str, ...], Shape], FieldSet] = {}
        self._needs: dict[Shape, frozenset[str]] = {}
        table = schema.tables["citations"]
        # The lock knows the quote in that paragraph: so both are as they must be.
        given = {name: column for name, column in table.given.items() if name not in _VERIFIED}
        computed = ("id", str(table.owner), "paragraph", "quote", "start", "end")
        self._shapes = shapes_of(given, frozenset({"fields"}), table.stored, computed, verified=_VERIFIED)

    def taken(self, given: dict[str, Plain], shape: Shape, citations: list[Plain], evidence: Evidence) -> list[Cited]:
        """The citations in their order; raises Doubt where one does not hold, or where a value has no proof."""
        derived = self._derived(given) if "derivations" in given else _NOTHING
        needed = left = self._needed(shape) - derived
        owner, found = str(given["id"]), list[Cited]()
        lone = len(citations) == 1
        if not lone and any(item in citations[:place] for place, item in enumerate(citations)):
            raise Doubt  # one stands twice
        for number, item in enumerate(citations, 1):
            if type(item) is not dict:
                raise Doubt
            fields = self._fields(item, shape, needed if lone else None)
            quote, row = self._row(item, owner, number, evidence)
            for name, (quick, rule) in fields.looks:
                text = given[name]
                if not quick(quote, text, given) and name not in derived and rule(quote, text, given):
                    raise Doubt
            left -= fields.names
            found.append((row, fields.text))
        if left or not found:
            raise Doubt
        return found

    def _needed(self, shape: Shape) -> frozenset[str]:
        """The keys of a record that need proof."""
        needed = self._needs.get(shape)
        if needed is None:
            if len(self._needs) >= _REMEMBERED:
                self._needs.clear()
            needed = self._needs[shape] = self._provable & shape.places.keys()
        return needed

    def _derived(self, given: dict[str, Plain]) -> frozenset[str]:
        """The fields that the record derives."""
        names = frozenset(field_names(given["derivations"]))
        if not names <= given.keys() or not names <= set(nameable(self._owner.name, self._schema)):
            raise Doubt
        return names

    def _fields(self, item: dict[str, Plain], shape: Shape, needed: frozenset[str] | None) -> FieldSet:
        """What a citation proves: the fields that it names or, where it may name none, all that need proof."""
        named = item.get("fields")
        if type(named) is list:
            names = tuple(named)
            for name in names:
                if type(name) is not str:
                    raise Doubt
        elif named is None and needed is not None:
            names = tuple(sorted(needed))
        else:
            raise Doubt
        return self._sets.get((names, shape)) or self._learn(names, shape)

    def _learn(self, names: tuple[str, ...], shape: Shape) -> FieldSet:
        columns, lists = self._owner.given, self._schema.children(self._owner.name)
        # Printed words of a list may each be shown by another quote: the checks see to them.
        printed = {key for key, child in lists.items() if any("printed" in c.tags for c in child.given.values())}
        known = (set(nameable(self._owner.name, self._schema)) - printed) & shape.places.keys()
        if len(set(names)) < len(names) or not set(names) <= known:
            raise Doubt
        if len(self._sets) >= _REMEMBERED:
            self._sets.clear()
        looks = ((name, look_for(columns[name])) for name in names if name in columns)
        found = tuple((name, look) for name, look in looks if look)
        fields = self._sets[names, shape] = FieldSet(frozenset(names), " ".join(sorted(names)), found)
        return fields

    def _row(
        self, given: dict[str, Plain], owner: str, number: int, evidence: Evidence
    ) -> tuple[str, tuple[Value, ...]]:
        """The quote, normalised, and the citation's row."""
        shape = self._shapes.of(given)
        quote, paragraph = given["quote"], given["paragraph"]
        if type(quote) is not str or ("speaker" in given and given["voice"] != "speaker"):
            raise Doubt
        parts = quote.split()
        if not MIN_WORDS <= len(parts) <= MAX_WORDS:
            raise Doubt
        words = normalised(quote, parts)
        place = evidence.place(given["source"], paragraph, words)
        if place is None:
            raise Doubt
        id = f"{owner}-{number}"
        return words, shape.row([*shape.values(given), id, owner, int(paragraph), words, *place, None])
