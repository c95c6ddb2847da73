"""What is said of published records holds.

`facts/retired.yml` says which are no more, `facts/changes.yml` what was corrected, `facts/ids.lock` what is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.published_ids import PublishedId
from factbook.problems import Fault, did_you_mean
from factbook.rules.context import Context
from factbook.schema import Schema


def check_retired(values: Mapping[str, YamlValue], context: Context) -> Iterator[Fault]:
    """Retired ids that were never published so."""
    id = values.get("id")
    entry = context.published.get(id) if isinstance(id, str) else None
    if entry is None:
        hint = "remove the entry: the record can just be taken out"
        yield Fault("history", f"{id if isinstance(id, str) else ''!r} was never published", hint, ("id",))
    elif values.get("kind") != entry.table:
        yield Fault("history", f"it was published in {entry.table}", f"write `kind: {entry.table}`", ("kind",))


def check_change(values: Mapping[str, YamlValue], context: Context) -> Iterator[Fault]:
    """Corrections of what no published record has."""
    id, field = values.get("fact"), values.get("field")
    if not isinstance(id, str) or not isinstance(field, str):
        return
    entry = context.published.get(id)
    if entry is None:
        hint = did_you_mean(id, context.published) or "what is not published yet is corrected without an entry"
        yield Fault("history", f"no published record has the id {id!r}", hint, ("fact",))
    else:
        yield from _field_fault(field, entry, context.schema)


def _field_fault(field: str, entry: PublishedId, schema: Schema) -> Iterator[Fault]:
    if entry.table not in schema.roots:
        return
    fields = [*schema.keys(entry.table), *schema.children(entry.table)]
    if field not in fields:
        hint = did_you_mean(field, fields) or f"it is one of {', '.join(fields)}"
        yield Fault("history", f"{entry.table} has no {field!r}", hint, ("field",))


#: By table: what is asked of each of its records.
RECORD_CHECKS: dict[str, Callable[[Mapping[str, YamlValue], Context], Iterator[Fault]]] = {
    "retired": check_retired,
    "changes": check_change,
}
