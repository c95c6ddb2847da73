"""What a column of facts.csv is: its name, what it holds, and how it is got from a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factbook.record import Fact, Scalar


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column: `type` is Table Schema's, `unit` that of its numbers, `datatype` the address of a finer type."""

    name: str
    type: str
    description: str
    value: Callable[[Fact], Scalar]
    unit: str | None = None
    datatype: str | None = None


def joined(texts: Iterable[str]) -> str | None:
    """The texts in one cell, semicolons between; None where there are none."""
    return "; ".join(texts) or None
