"""Every value that a person wrote has its proof: the fields that citations and derivations name, and what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import ChildRow
from factbook.problems import Fault, did_you_mean
from factbook.schema import Schema
from factbook.text.lexicon import Lexicon

_NO_PROOF = ("citations", "derivations", "cross_checks", "fact_distinct_from", "fact_names", "fact_checked_by")


@lru_cache(maxsize=256)
def fields_to_prove(schema: Schema, table: str) -> tuple[str, ...]:
    """The columns and lists of a table that need proof wherever a record gives them."""
    if not schema.tables[table].needs_proof:
        return ()
    columns = (c.name for c in schema.tables[table].given.values() if c.name != "id" and "editorial" not in c.tags)
    return (*columns, *_lists(schema, table))


@lru_cache(maxsize=256)
def citable_fields(schema: Schema, table: str) -> tuple[str, ...]:
    """The fields of a record of `table` that a citation or a derivation may name, in the order of the schema."""
    return tuple(name for name in (*schema.tables[table].given, *_lists(schema, table)) if name != "id")


def _lists(schema: Schema, table: str) -> Iterator[str]:
    return (key for key, child in schema.children(table).items() if child.name not in _NO_PROOF)


def reasons_by_field(rows: Sequence[ChildRow]) -> dict[str, str]:
    """The reason of each field of which the record gives a derivation, of its rows of that table."""
    found = ((row.values.get("field"), row.values.get("reason")) for row in rows)
    return {field: reason if isinstance(reason, str) else "" for field, reason in found if isinstance(field, str)}


class ProofPlan:
    """What has to be proved of the records of one table."""

    def __init__(self, schema: Schema, table: str) -> None:
        """Work it out from the schema."""
        self.is_due = schema.tables[table].needs_proof
        self._to_prove = frozenset(fields_to_prove(schema, table))
        self._classes = [(table, c.name) for c in schema.tables[table].given.values() if "class" in c.tags]
        self.citable = citable_fields(schema, table)

    def needed(self, values: Mapping[str, YamlValue], lexicon: Lexicon) -> list[str]:
        """The fields of a record that need proof, in the order in which it gives them.

        A class needs it where the lexicon has words for its column: then the article claims it.
        """
        claimed = [column for table, column in self._classes if (table, column) in lexicon.columns]
        return [key for key in values if key in self._to_prove or key in claimed]

    def is_citable(self, field: str, values: Mapping[str, YamlValue]) -> bool:
        """Whether the record gives a field of that name that may be proved."""
        return field in values and field in self.citable

    def check_fields(
        self, values: Mapping[str, YamlValue], named: YamlValue, place: int, count: int, lexicon: Lexicon
    ) -> Iterator[Fault]:
        """Of the citation at `place` of `count`: fields that the record does not have, or none named where it must."""
        if named is None and count > 1:
            hint = f"name them: `fields: [{', '.join(self.needed(values, lexicon))}]`"
            yield Fault("fields", "one of several citations names no fields", hint, ("citations", place))
        for number, field in enumerate(named if isinstance(named, list) else ()):
            if isinstance(field, str) and not self.is_citable(field, values):
                hint = did_you_mean(field, self.needed(values, lexicon)) or "name what the record gives"
                path = ("citations", place, "fields", number)
                yield Fault("fields", f"the record has no {field!r} to prove", hint, path)

    def check_coverage(
        self, values: Mapping[str, YamlValue], proved: frozenset[str], derived: Collection[str], cited: int,
        lexicon: Lexicon,
    ) -> Iterator[Fault]:  # fmt: skip
        """Values without proof, a record without citations, and derivations of what the record does not have."""
        for field in sorted(derived):
            if not self.is_citable(field, values):
                hint = did_you_mean(field, self.needed(values, lexicon))
                yield Fault("derivation", f"the record has no {field!r} to derive", hint, ("derivations",))
        for field in self.needed(values, lexicon):
            if field not in proved and field not in derived:
                hint = f"add {field!r} to a citation's fields, or give a derivation"
                yield Fault("unproved", "no citation proves this value", hint, (field,))
        if not cited:
            yield Fault("unproved", "the record cites no article", "add `citations:`", ("citations",))
