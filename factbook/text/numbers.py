"""Numbers as they are put together of their parts: "14 mil 256 millones", "one hundred and five", 4億5千万.

One way for all languages: number parts are added while they fall in size, a scale multiplies what is less than itself.
Nothing here knows a word of any language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

#: `plain` is added, `scale` multiplies, `count` too and may stand by itself (mil), `half` adds half of what it stands
#: behind, `dozen` multiplies whatever it is;
#: `vague` says a number without value, `over` is the lower part of a fraction ("thirds"), `unread` is not to be read.
Kind = Literal["plain", "scale", "count", "half", "dozen", "vague", "over", "unread"]
_HALF = Decimal("0.5")


class Leaf(NamedTuple):
    """What a word or a group of digits says: `step` is what a part that follows it must be less than (0: none may)."""

    kind: Kind
    value: Decimal = Decimal(0)
    step: int = 0
    ordinal: bool = False


class Part(NamedTuple):
    """A leaf where it stands in a text (code points, end exclusive); `digits` where it is printed in digits."""

    leaf: Leaf
    start: int
    end: int
    digits: bool


class Number(NamedTuple):
    """A number in a text: what it says, where it stands (code points, end exclusive), as what it is printed.

    `values` holds one value where it is read, the two ends of a range, and nothing where it has no value that can be
    read off ("dozens", "a third", "COVID-19").
    """

    values: tuple[float, ...]
    start: int
    end: int
    text: str
    ordinal: bool = False

    @property
    def value(self) -> float | None:
        """What it says as one value; None for a range and for what is not read."""
        return self.values[0] if len(self.values) == 1 else None


class Run(NamedTuple):
    """Parts that make one number: its value (None: not read), and the scale that it ends in (1: none)."""

    value: Decimal | None
    start: int
    end: int
    ordinal: bool
    scale: int
    digits: bool
    kind: Kind


#: Whether two parts may belong to one number: from the text between them, the parts before, and the one that follows.
Joins = Callable[[str, list[Part], Part], bool]


def runs(text: str, parts: Iterable[Part], joins: Joins) -> Iterator[Run]:
    """The numbers that the parts make, in order of place, each as long as it can be."""
    run: list[Part] = []
    sum_: Sum | None = None
    for part in parts:
        if run and sum_ is not None and joins(text[run[-1].end : part.start], run, part):
            longer = plus(sum_, part.leaf)
            if longer is not None:
                run, sum_ = [*run, part], longer
                continue
        if run:
            yield _run(run, sum_)
        run, sum_ = [part], plus((), part.leaf)
    if run:
        yield _run(run, sum_)


def _run(parts: list[Part], sum_: Sum | None) -> Run:
    last = parts[-1].leaf
    scale = int(last.value) if last.kind in ("scale", "count", "dozen") and len(parts) > 1 else 1
    value = None if sum_ is None else sum([amount for amount, _ in sum_], Decimal(0)) if len(sum_) != 1 else sum_[0][0]
    return Run(value, parts[0].start, parts[-1].end, last.ordinal, scale, parts[0].digits, parts[0].leaf.kind)


#: Amounts that fall in size, each with what the next must be less than.
Sum = tuple[tuple[Decimal, int], ...]


def plus(sum_: Sum, leaf: Leaf) -> Sum | None:
    """The sum with one leaf more; None where the two are no one number."""
    if leaf.kind == "plain":
        return (*sum_, (leaf.value, leaf.step)) if not sum_ or leaf.value < sum_[-1][1] else None
    if leaf.kind == "half" and sum_:
        amount, step = sum_[-1]
        return (*sum_[:-1], (amount + _HALF * (step or 1), 0))
    if leaf.kind in ("scale", "count", "dozen"):
        return _times(sum_, int(leaf.value), leaf.kind == "dozen")
    return None


def _times(sum_: Sum, scale: int, whatever: bool) -> Sum | None:
    at = len(sum_)
    while at and (sum_[at - 1][0] < scale or ((whatever or len(sum_) == 1) and sum_[at - 1][1] == 0)):
        at -= 1
    amount = sum((amount for amount, _ in sum_[at:]), Decimal(0)) if at < len(sum_) else Decimal(1)
    if at and amount * scale >= sum_[at - 1][1]:
        return None
    return (*sum_[:at], (amount * scale, scale))
