"""Ids are unique over all tables; one thing has one record."""

from __future__ import annotations

from collections.abc import Iterator

from factbook.problems import Problem
from factbook.read import Items, Record
from factbook.text.names import fold
from factbook.validate.facts import Facts, at_key, id_of


def check_ids(facts: Facts) -> Iterator[Problem]:
    """Ids that an earlier record has already, in any table; and rows without an id that stand twice."""
    seen: dict[tuple[str, ...], Record] = {}
    for record in facts.records:
        key = facts.schema.tables[record.table].primary_key
        if "id" not in key:
            first = seen.setdefault((record.table, *(str(record.block.values.get(name)) for name in key)), record)
            if first is not record:
                yield at_key(record, key[0], "duplicate-row", "this row stands twice", f"in {place_of(first)} too")
        first = facts.by_id.get(id_of(record), record)
        if id_of(record) and first is not record:
            yield at_key(record, "id", "duplicate-id", f"{id_of(record)!r} is taken", f"by {place_of(first)}")


def place_of(record: Record) -> str:
    """`path:line` of a record."""
    return f"{record.path}:{record.block.mark.line + 1}"


def check_names(facts: Facts) -> Iterator[Problem]:
    """Records of one table whose labels are the same once folded, unless one says that it is distinct."""
    seen: dict[tuple[str, str], Record] = {}
    for record in facts.records:
        table = facts.schema.tables[record.table]
        label = record.block.values.get(table.label)
        if not table.is_fact or not isinstance(label, str):
            continue
        first = seen.setdefault((record.table, fold(label)), record)
        if first is not record and not (_distinct(first, record, facts) or _distinct(record, first, facts)):
            hint = f"{place_of(first)} has it; keep one record, or say `distinct_from`"
            yield at_key(record, table.label, "duplicate-name", f"{label!r} is the name of two records", hint)


def _distinct(record: Record, other: Record, facts: Facts) -> bool:
    if not isinstance(record.block.values.get("distinct_from"), Items):
        return False
    rows = facts.rows_for(record, "fact_distinct_from")
    return any(row.values.get("other") == id_of(other) for row in rows)
