"""All falsehoods tried, and counted by kind: how many were told, how many the rules refused.

Deterministic: the same facts, articles, rules and seed give the same figures. No clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from factbook.editor.falsify.articles import SOURCES, article_falsehoods
from factbook.editor.falsify.book import Book
from factbook.editor.falsify.falsehood import NEAREST, RANDOM, Falsehood
from factbook.editor.falsify.nearest_ones import nearest_falsehoods
from factbook.editor.falsify.own_lexicon import lexicon_falsehoods
from factbook.editor.falsify.random_ones import random_falsehoods
from factbook.editor.falsify.recut import recut_falsehoods

#: Whether the rules refuse each of the falsehoods.
Judge = Callable[[Sequence[Falsehood]], Sequence[bool]]
_EXAMPLES = 3


@dataclass
class Count:
    """What became of one kind: `passed` holds the first falsehoods that got in, for people."""

    kind: str
    tried: int = 0
    refused: int = 0
    passed: list[Falsehood] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Refused of tried, from 0 to 1; 1 where none was tried."""
        return self.refused / self.tried if self.tried else 1.0

    def add(self, falsehood: Falsehood, refused: bool, examples: int) -> None:
        """Count one falsehood."""
        self.tried += 1
        self.refused += refused
        if not refused and len(self.passed) < examples:
            self.passed.append(falsehood)


@dataclass(frozen=True)
class Tally:
    """The counts of all kinds, in the order of the kinds, those without a falsehood left out."""

    seed: int
    random: tuple[Count, ...]
    nearest: tuple[Count, ...]


def falsehoods(book: Book, seed: int, each: int) -> Iterator[Falsehood]:
    """Every falsehood that is tried, in the order of the records."""
    for record in book.records:
        if record.table == SOURCES:
            yield from article_falsehoods(record, book)
        elif book.schema.tables[record.table].is_fact:
            yield from random_falsehoods(record, book, seed, each)
            yield from nearest_falsehoods(record, book, seed, 1)
            yield from recut_falsehoods(record, book)
            yield from lexicon_falsehoods(record, book, seed)


def falsify(book: Book, judge: Judge, seed: int = 0, each: int = 3, examples: int = _EXAMPLES) -> Tally:
    """The tally over all records of the book: at most `each` random falsehoods of a value and kind."""
    told = list(falsehoods(book, seed, each))
    counts = {kind: Count(kind) for kind in (*RANDOM, *NEAREST)}
    for falsehood, refused in zip(told, judge(told), strict=True):
        counts[falsehood.kind].add(falsehood, refused, examples)
    return Tally(seed, _tried(counts[kind] for kind in RANDOM), _tried(counts[kind] for kind in NEAREST))


def _tried(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(count for count in counts if count.tried)


def total(counts: Iterable[Count]) -> Count:
    """All counts as one."""
    found = list(counts)
    return Count("all together", sum(count.tried for count in found), sum(count.refused for count in found))
