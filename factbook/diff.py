"""Two compiled factbooks compared: which records were added, corrected, merged or withdrawn, and why.

Turns two databases, of the same schema or not, into a `Difference`. Reasons are those that the newer one gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factbook.contents import Book, Named, Said, load_book


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that differs. Of a list, `old` are the rows that are no more and `new` those that came, as texts.

    `reason` is None where the newer factbook gives none. `is_value` is false for evidence, other names and the like:
    these may change without a reason.
    """

    record: Named
    field: str
    old: Said
    new: Said
    reason: str | None
    is_value: bool


@dataclass(frozen=True, slots=True)
class End:
    """A record that is no more: the id of the one it was merged into, and the reason; None where there is none."""

    record: Named
    merged_into: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two factbooks, by table and id; `checked` counts records that were only checked again."""

    old: str
    new: str
    added: tuple[Named, ...]
    corrected: tuple[Correction, ...]
    merged: tuple[End, ...]
    withdrawn: tuple[End, ...]
    checked: int

    @property
    def unexplained(self) -> list[str]:
        """What changed or disappeared without a reason, as `table/id field` and `table/id`."""
        fields = [f"{c.record.kind}/{c.record.id} {c.field}" for c in self.corrected if c.is_value and not c.reason]
        return [*fields, *(f"{end.record.kind}/{end.record.id}" for end in self.withdrawn if not end.reason)]


def compare(old: Path, new: Path) -> Difference:
    """What differs from the factbook `old` to the factbook `new`; raises DatabaseError where one of them is none."""
    before, after = load_book(old), load_book(new)
    kept = [id for id in after.records if id in before.records]
    corrected = tuple(change for id in kept for change in _corrections(id, before, after))
    ends = [
        End(record.named, *after.ends.get(id, (None, None)))
        for id, record in before.records.items()
        if id not in after.records
    ]
    changed = {change.record.id for change in corrected}
    return Difference(
        before.version,
        after.version,
        added=tuple(record.named for id, record in after.records.items() if id not in before.records),
        corrected=corrected,
        merged=tuple(end for end in ends if end.merged_into),
        withdrawn=tuple(end for end in ends if not end.merged_into),
        checked=sum(before.records[id].checked != after.records[id].checked for id in kept if id not in changed),
    )


def _corrections(id: str, before: Book, after: Book) -> Iterator[Correction]:
    """The fields of a record that differ, in the order of the newer one's columns, lists last."""
    old, new = before.records[id], after.records[id]
    reasons = _new_reasons(id, before, after)
    if old.named.kind != new.named.kind:
        yield Correction(new.named, "kind", old.named.kind, new.named.kind, reasons.get("kind"), is_value=True)
    for field in dict.fromkeys((*new.values, *old.values)):
        was, now = old.values.get(field), new.values.get(field)
        if was != now:
            yield Correction(new.named, field, was, now, reasons.get(field), is_value=True)
    for field in dict.fromkeys((*new.lists, *old.lists)):
        rows, others = old.lists.get(field, ()), new.lists.get(field, ())
        if rows != others:
            lost, won = (_beyond(*pair) for pair in ((rows, others), (others, rows)))
            is_value = field not in old.evidence | new.evidence
            yield Correction(new.named, field, lost, won, reasons.get(field), is_value)


def _new_reasons(id: str, before: Book, after: Book) -> dict[str, str]:
    """By field, the reasons that the older factbook does not give yet."""
    given = before.reasons.get(id, {})
    return {
        field: " ".join(text for version, text in by_version.items() if version not in given.get(field, {}))
        for field, by_version in after.reasons.get(id, {}).items()
    }


def _beyond(rows: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The rows that the others do not have."""
    return tuple(row for row in rows if row not in others)
