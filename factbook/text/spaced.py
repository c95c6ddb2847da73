"""Numbers in languages that part their words by spaces: digits, words and scales as one grammar reads them.

A grammar is data: each language gives its own. What is no whole reading is found, and has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from factbook.text.late import pattern
from factbook.text.numbers import Joins, Leaf, Number, Part, Run, runs

_NOTHING = Leaf("unread")
_CURRENCY = "$€£¥"
#: Less than this a number may lack its scale; from a million on, the scale of another is surely meant.
_LEAST_SCALE, _SURE_SCALE = 1000, 10**6
_PERCENT = pattern(r" ?%| per ?cent\b| por ciento\b")


@dataclass(frozen=True)
class Grammar:
    """How a language prints numbers.

    `token` finds what may be part of one, by named groups: `unread` (clock times, fractions, names such as COVID-19),
    `half` ("half a" before a scale), `quarter`, `plus` ("and a half"), `digits`, `word`. `tail` is what may be glued
    behind digits: `ordinal`, `scale`, `money` (a scale only behind a currency's sign), `unit`, and any other letter.
    """

    token: re.Pattern[str]
    words: Mapping[str, Leaf]
    digits: Callable[[str], Decimal | None]
    tail: re.Pattern[str]
    scales: Mapping[str, int]
    joins: Joins
    pair: Callable[[str, Run, Run], Decimal | None]  # what two numbers say together, as a year in words does
    merge: re.Pattern[str]  # vague words that are one: "hundreds" of "millions"
    elided: re.Pattern[str]  # between a number with a scale and one that has it too, and behind that other
    elides: re.Pattern[str]
    range: re.Pattern[str]  # between the two ends of a range
    between: re.Pattern[str]  # before a range that has `both` between its ends
    both: re.Pattern[str]
    change: re.Pattern[str]  # before the first of two numbers of which neither is the end of a range: "rose from"
    ratio: re.Pattern[str]  # "one in five": between the two
    fraction: re.Pattern[str]  # between the upper and the lower part: "two-thirds"
    unread_before: re.Pattern[str]
    unread_after: re.Pattern[str]
    minus: re.Pattern[str]


def read_numbers(text: str, grammar: Grammar) -> Iterator[Number]:
    """The numbers of a normalised text, in order of place."""
    found = list(runs(text, parts_of(text, grammar), grammar.joins))
    at = 0
    while at < len(found):
        size, number = _number(text, found, at, grammar)
        if number:
            yield number
        at += size


def parts_of(text: str, grammar: Grammar) -> Iterator[Part]:
    """What may be part of a number, in order of place."""
    end, words = 0, grammar.words
    for match in grammar.token.finditer(text):
        group = match.lastgroup
        if group == "plain" or group == "word":
            leaf = words.get(match.group().lower())
            if leaf and match.start() >= end:
                yield Part(leaf, match.start(), match.end(), False)
        elif match.start() < end:
            continue
        elif group == "digits":
            for part in _from_digits(text, match, grammar):
                end = part.end
                yield part
        elif group != "nothing":
            yield Part(_LEAVES[group or ""], match.start(), match.end(), group == "unread")


_LEAVES = {
    "unread": _NOTHING,
    "half": Leaf("plain", Decimal("0.5")),
    "quarter": Leaf("plain", Decimal("0.25")),
    "plus": Leaf("half"),
}


def _from_digits(text: str, match: re.Match[str], grammar: Grammar) -> Iterator[Part]:
    """The digits, and what is glued behind them."""
    start, end = match.span()
    value = grammar.digits(match.group())
    tail = grammar.tail.match(text, end)
    kind = tail.lastgroup if tail else None
    if value is None or kind == "other" or (kind == "money" and text[start - 1 : start] not in _CURRENCY):
        yield Part(_NOTHING, start, tail.end() if tail and kind == "other" else end, True)
        return
    yield Part(
        Leaf("plain", value, 0, kind == "ordinal"), start, tail.end() if tail and kind == "ordinal" else end, True
    )
    if tail and kind in ("scale", "money"):
        yield Part(Leaf("scale", Decimal(grammar.scales[tail[kind].lower().strip()])), end, tail.end(), False)


def _number(text: str, found: list[Run], at: int, grammar: Grammar) -> tuple[int, Number | None]:
    """The number that starts at one run, and how many runs it takes."""
    run = found[at]
    if run.kind in ("over", "half"):  # "quarters" of a town
        return 1, None
    size = _size(text, found, at, grammar)
    last = found[at + size - 1]
    start, values = run.start, _values(text, run, last, grammar)
    if size == 1 and _lacks_scale(text, found, at, grammar):
        values = ()
    elif size == 1 and values and (scale := _elided_scale(text, found, at, grammar)):
        values = (values[0] * scale,) if scale >= _SURE_SCALE else ()
    minus = grammar.minus.search(text, max(0, start - 14), start)
    if minus:
        start, values = minus.start(), tuple(-value for value in values)
    return size, Number(values, start, last.end, text[start : last.end], last.ordinal)


def _size(text: str, found: list[Run], at: int, grammar: Grammar) -> int:
    """How many runs are one number: more than one in ranges, fractions, ratios, "hundreds of millions"."""
    if at + 1 == len(found):
        return 1
    first, second = found[at], found[at + 1]
    gap = text[first.end : second.start]
    runs_on = second.kind == "scale" and gap in (" ", "-")
    if runs_on or grammar.pair(gap, first, second) is not None:
        return 2
    if _is_range(text, first, second, gap, grammar) or _is_fraction(first, second, gap, grammar):
        return 2
    if first.kind in ("vague", "dozen") and grammar.merge.fullmatch(gap):
        return 2
    ratio = grammar.ratio.fullmatch(gap)
    return 2 if ratio and (ratio.lastgroup == "sure" or first.value == 1) and (second.value or 0) <= 100 else 1


def _lacks_scale(text: str, found: list[Run], at: int, grammar: Grammar) -> bool:
    """Whether the next number has a scale that may be meant of this one too: "rose from 5 to 10 million"."""
    if at + 1 == len(found) or found[at].scale > 1 or found[at + 1].scale == 1:
        return False
    gap = text[found[at].end : found[at + 1].start]
    return bool(grammar.range.fullmatch(gap)) and not _PERCENT.match(gap)


def _elided_scale(text: str, found: list[Run], at: int, grammar: Grammar) -> int:
    """The scale ahead that is meant of this number too, or 0: "37 billion pesos last year and 45 this year"."""
    run = found[at]
    if not run.digits or run.scale > 1 or (run.value or 0) >= _LEAST_SCALE or not grammar.elides.match(text, run.end):
        return 0
    ahead = next((other for other in reversed(found[:at]) if other.scale > 1), None)
    return ahead.scale if ahead and grammar.elided.fullmatch(text, ahead.end, run.start) else 0


def _is_range(text: str, first: Run, second: Run, gap: str, grammar: Grammar) -> bool:
    if first.value is None or second.value is None:
        return False
    falls = first.value > second.value * (1 if first.scale > 1 else second.scale) and "-" not in gap
    # "rose 7.4% to 2.31 trillion yen": what ends in another unit than it began is no range.
    if _PERCENT.match(gap) and not _PERCENT.match(text, second.end):
        return False
    if grammar.range.fullmatch(gap) and not falls:
        return not grammar.change.search(text, max(0, first.start - 80), first.start)
    return bool(grammar.both.fullmatch(gap) and grammar.between.search(text, max(0, first.start - 40), first.start))


def _is_fraction(first: Run, second: Run, gap: str, grammar: Grammar) -> bool:
    if not grammar.fraction.fullmatch(gap) or first.ordinal or first.value is None:
        return False
    if second.kind == "over":
        return True
    singular = second.ordinal and not second.digits and (second.value or 0) > 2
    return bool(singular and first.value == 1)


def _values(text: str, run: Run, last: Run, grammar: Grammar) -> tuple[float, ...]:
    if run.value is None or last.value is None:
        return ()
    if run is not last:
        return _ends(text, run, last, grammar)
    unread = grammar.unread_before.search(text, max(0, run.start - 24), run.start)
    if (unread and (unread.lastgroup != "scale" or run.kind in ("scale", "dozen"))) or grammar.unread_after.match(
        text, run.end
    ):
        return ()
    return (float(run.value),)


def _ends(text: str, run: Run, last: Run, grammar: Grammar) -> tuple[float, ...]:
    """Both ends of a range, the first in the scale of the last; nothing where it is none, or falls."""
    assert run.value is not None
    assert last.value is not None
    gap = text[run.end : last.start]
    pair = grammar.pair(gap, run, last)
    if pair is not None:
        return (float(pair),)
    first, second = run.value * (last.scale if run.scale == 1 else 1), last.value
    if first > second and last.digits and last.end - last.start == 2 and run.end - run.start == 4:
        second += first // 100 * 100
    is_range = grammar.range.fullmatch(gap) or grammar.both.fullmatch(gap)
    return (float(first), float(second)) if is_range and first <= second else ()
