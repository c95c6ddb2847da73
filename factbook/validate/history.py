"""What became of published records: none disappears in silence, and what is said of them holds.

`facts/ids.lock` says what is published, `facts/retired.yml` which of it is no more, `facts/changes.yml` what was
corrected.
"""

from __future__ import annotations

from collections.abc import Iterator

from factbook.problems import Problem
from factbook.published import LOCK, Published
from factbook.read import Record
from factbook.validate.facts import Facts, at_key, close, id_of

_PATH = f"facts/{LOCK}"


def check_published(facts: Facts) -> Iterator[Problem]:
    """Published ids that no record has, or one of another table, and that are not retired."""
    for id, entry in facts.published.items():
        record = facts.by_id.get(id)
        if record is None or record.table not in ("retired", entry.table):
            found = f"now stands in {record.table}" if record else "has no record any more"
            hint = "bring it back, or say in facts/retired.yml why it is gone"
            yield Problem(_PATH, entry.line, 1, id, "id-gone", f"published in {entry.table}, it {found}", hint)


def check_history(record: Record, facts: Facts) -> Iterator[Problem]:
    """Retired ids that were never published so, and corrections of what no published record has."""
    if record.table == "retired":
        yield from _retired(record, facts.published.get(id_of(record)))
    elif record.table == "changes":
        yield from _change(record, facts)


def _retired(record: Record, entry: Published | None) -> Iterator[Problem]:
    if entry is None:
        message = f"{id_of(record)!r} was never published"
        yield at_key(record, "id", "history", message, "remove the entry: the record can just be taken out")
    elif record.block.values.get("kind") != entry.table:
        yield at_key(record, "kind", "history", f"it was published in {entry.table}", f"write `kind: {entry.table}`")


def _change(record: Record, facts: Facts) -> Iterator[Problem]:
    id, field = (record.block.values.get(key) for key in ("fact", "field"))
    if not isinstance(id, str) or not isinstance(field, str):
        return
    if id not in facts.published:
        hint = close(id, list(facts.published)) or "what is not published yet is corrected without an entry"
        yield at_key(record, "fact", "history", f"no published record has the id {id!r}", hint)
        return
    table = facts.published[id].table
    fields = [*facts.schema.keys(table), *facts.schema.children(table)] if table in facts.schema.roots else [field]
    if field not in fields:
        hint = close(field, fields) or f"it is one of {', '.join(fields)}"
        yield at_key(record, "field", "history", f"{table} has no {field!r}", hint)
