"""Two compiled factbooks compared: which records were added, corrected, merged or withdrawn, and why.

Turns two databases, of the same schema or not, into a `Difference`. Reasons are those that the newer one gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factbook.record.model import Reference
from factbook.record.shown import NOT_SHOWN, Shown
from factbook.record.snapshot import Content, RecordContents, Snapshot, load_snapshot


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a new record gives (of a list its rows, as texts), and how it is known."""

    field: str
    value: Content
    shown: Shown


@dataclass(frozen=True, slots=True)
class Addition:
    """A new record: its table, id and label, and the values that it gives."""

    kind: str
    id: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that differs. Of a list, `old` are the rows that are no more and `new` those that came, as texts.

    `reason` is None where the newer factbook gives none. `is_value` is false for evidence, other names and such, and
    for what the older one had no place for: these may change without a reason. `was` is the old value in words, `shown`
    says how the new one is known.
    """

    record: Reference
    field: str
    old: Content
    new: Content
    reason: str | None
    is_value: bool
    was: str | None = None
    shown: Shown = NOT_SHOWN


@dataclass(frozen=True, slots=True)
class Retirement:
    """A record that is no more: the id of the one it was merged into, and the reason; None where there is none."""

    record: Reference
    merged_into: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two factbooks, by table and id; `checked` counts records that were only checked again."""

    old: str
    new: str
    added: tuple[Addition, ...]
    corrected: tuple[Correction, ...]
    merged: tuple[Retirement, ...]
    withdrawn: tuple[Retirement, ...]
    checked: int

    @property
    def without_reason(self) -> list[str]:
        """What changed or disappeared without a reason, as `table/id field` and `table/id`."""
        fields = [f"{c.record.kind}/{c.record.id} {c.field}" for c in self.corrected if c.is_value and not c.reason]
        return [*fields, *(f"{end.record.kind}/{end.record.id}" for end in self.withdrawn if not end.reason)]


def compare(old: Path, new: Path) -> Difference:
    """What differs from the factbook `old` to the factbook `new`; raises DatabaseError where one of them is none."""
    before, after = load_snapshot(old), load_snapshot(new)
    common = [id for id in after.records if id in before.records]
    corrected = tuple(change for id in common for change in _corrections(id, before, after))
    retirements = [
        Retirement(record.reference, *after.retirements.get(id, (None, None)))
        for id, record in before.records.items()
        if id not in after.records
    ]
    changed = {change.record.id for change in corrected}
    return Difference(
        before.version,
        after.version,
        added=tuple(_added(record, after) for id, record in after.records.items() if id not in before.records),
        corrected=corrected,
        merged=tuple(end for end in retirements if end.merged_into),
        withdrawn=tuple(end for end in retirements if not end.merged_into),
        checked=sum(before.records[id].checked != after.records[id].checked for id in common if id not in changed),
    )


def _added(record: RecordContents, after: Snapshot) -> Addition:
    given = {name: value for name, value in record.values.items() if value is not None}
    given |= {name: rows for name, rows in record.lists.items() if name in after.fields[record.reference.kind]}
    values = tuple(Value(name, value, record.shown.get(name, NOT_SHOWN)) for name, value in given.items())
    return Addition(record.reference.kind, record.reference.id, record.reference.label, values)


def _corrections(id: str, before: Snapshot, after: Snapshot) -> Iterator[Correction]:
    """The fields of a record that differ, in the order of the newer one's columns, lists last."""
    old, new = before.records[id], after.records[id]
    reasons, published = _new_reasons(id, before, after), before.fields[old.reference.kind]
    if old.reference.kind != new.reference.kind:
        yield Correction(
            new.reference, "kind", old.reference.kind, new.reference.kind, reasons.get("kind"), is_value=True
        )
    for field in dict.fromkeys((*new.values, *old.values)):
        was, now = old.values.get(field), new.values.get(field)
        if was != now:
            said, shown = _in_words(was, before), new.shown.get(field, NOT_SHOWN)
            reason = reasons.get(field) or _followed((was,), (now,), after)
            yield Correction(new.reference, field, was, now, reason, field in published, said, shown)
    for field in dict.fromkeys((*new.lists, *old.lists)):
        rows, others = old.lists.get(field, ()), new.lists.get(field, ())
        if rows != others:
            lost, won = (_beyond(*pair) for pair in ((rows, others), (others, rows)))
            said, shown = (
                "; ".join(_in_words(row, before) or "" for row in lost) or None,
                new.shown.get(field, NOT_SHOWN),
            )
            reason = reasons.get(field) or _followed(lost, won, after)
            yield Correction(new.reference, field, lost, won, reason, field in published, said, shown)


def _followed(old: tuple[Content, ...], new: tuple[Content, ...], after: Snapshot) -> str | None:
    """That a reference only follows records into those that they were merged into; None where it does not."""
    led = {", ".join(_heir(part, after) for part in str(row).split(", ")) for row in old}
    if not old or not led >= {str(row) for row in new}:
        return None
    ends = [part for row in old for part in str(row).split(", ") if _heir(part, after) != part]
    return " ".join(f"{id} was merged into {_heir(id, after)}." for id in dict.fromkeys(ends)) or None


def _heir(id: str, after: Snapshot) -> str:
    """The record that the id leads to now."""
    seen = set[str]()
    while id not in seen and (into := after.retirements.get(id, (None, None))[0]):
        seen.add(id)
        id = into
    return id


def _in_words(value: Content, before: Snapshot) -> str | None:
    """A value as a reader of the older factbook saw it: what it refers to by its label."""
    if isinstance(value, str) and value in before.records:
        return before.records[value].reference.label
    return None if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _new_reasons(id: str, before: Snapshot, after: Snapshot) -> dict[str, str]:
    """By field, the reasons that the older factbook does not give yet."""
    given = before.reasons.get(id, {})
    return {
        field: " ".join(text for version, text in by_version.items() if version not in given.get(field, {}))
        for field, by_version in after.reasons.get(id, {}).items()
    }


def _beyond(rows: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The rows that the others do not have."""
    return tuple(row for row in rows if row not in others)
