"""A tally as lines for people and as data for a release."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TypedDict

from factbook.editor.falsify.tally import Count, Tally, total


class KindShare(TypedDict):
    """One kind of falsehood: how many were tried, how many refused."""

    kind: str
    tried: int
    refused: int


class Shares(TypedDict):
    """What a release keeps: the figures of both sorts, of which facts, and the seed by which they can be had again."""

    version: str
    seed: int
    random: list[KindShare]
    nearest: list[KindShare]


def lines(found: Tally) -> Iterator[str]:
    """The report, a line a kind, each with examples of what was not refused below it."""
    for heading, counts in (("Any other value of the kind", found.random), ("Nearest values", found.nearest)):
        if counts:
            yield f"{heading}:"
            for count in [*counts, total(counts)]:
                yield f"  {count.kind:<48}{count.refused:>6,} of {count.tried:>6,} refused {percent(count):>6}"
                yield from (f"      got in: {falsehood}" for falsehood in count.passed)


def percent(count: Count) -> str:
    """The share refused, in whole percent, rounded down: 100 % says that all were."""
    return f"{int(count.share * 100)} %"


def as_data(found: Tally, version: str = "") -> Shares:
    """The figures alone, of the facts of this version."""
    return {"version": version, "seed": found.seed, "random": _shares(found.random), "nearest": _shares(found.nearest)}


def as_json(found: Tally, version: str) -> str:
    """The figures as JSON, one kind a line's worth, keys in order; ends in a newline."""
    return json.dumps(as_data(found, version), indent=2, ensure_ascii=False) + "\n"


def _shares(counts: Sequence[Count]) -> list[KindShare]:
    return [{"kind": c.kind, "tried": c.tried, "refused": c.refused} for c in [*counts, total(counts)]]
