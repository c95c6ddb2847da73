"""Which records exist for a name, or a number, that an article prints: by any of their names, also near ones.

Only makes an editor look: whether they are the same thing, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from factbook.factfiles.files import HISTORY
from factbook.factfiles.read import FactNode
from factbook.schema import Schema
from factbook.text.names import fold
from factbook.text.naming import may_be_same, named_by

#: The lists of a record that hold other names of it.
_LISTS = ("aliases", "names")
#: How alike two names are, from 0 to 1, that may be one.
_NEAR = 0.85
#: So many records are named at most.
_SHOWN = 3

#: By id, the table of a record and all its names.
Names = Mapping[str, tuple[str, tuple[str, ...]]]


def names_of(records: Iterable[FactNode], schema: Schema) -> dict[str, tuple[str, tuple[str, ...]]]:
    """All names of each record: its label, other columns of names, aliases, names elsewhere."""
    found = {}
    for record in records:
        table = schema.tables.get(record.table)
        if table is not None and table.is_fact and record.table not in HISTORY and record.id:
            columns = [table.label, *(c.name for c in table.given.values() if "name" in c.tags)]
            names = [record.values.get(name) for name in columns]
            for key in _LISTS:
                rows = record.values.get(key) or []
                names += [next(iter(row.values()), None) if isinstance(row, dict) else row for row in rows]
            found[record.id] = record.table, tuple(dict.fromkeys(n for n in names if isinstance(n, str)))
    return found


def records_named(name: str, names: Names, schema: Schema) -> list[str]:
    """The records that the name may be of, those that have it first: of tables of names, not of our own words."""
    others = {id: known for id, (table, known) in names.items() if _is_named(schema, table)}
    same = [id for id, known in others.items() if named_by(known, name)]
    near = [id for id, known in others.items() if id not in same and (may_be_same(name, known) or is_near(name, known))]
    return [*same, *near][:_SHOWN]


def _is_named(schema: Schema, table: str) -> bool:
    return "words" not in schema.tables[table].columns[schema.tables[table].label].tags


def is_near(name: str, names: Iterable[str]) -> bool:
    """Whether one of the names is written much like it."""
    wanted = fold(name)
    return any(SequenceMatcher(None, wanted, fold(other), autojunk=False).ratio() >= _NEAR for other in names)


def records_counting(value: float, records: Iterable[FactNode], schema: Schema) -> list[str]:
    """The records that give this number."""
    columns = {name: [c.name for c in table.tagged("number")] for name, table in schema.roots.items()}
    said = f"{value:.15g}"
    return [r.id for r in records if any(r.values.get(c) == said for c in columns.get(r.table, ()))][:_SHOWN]
