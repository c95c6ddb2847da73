"""Bounds and units: what is printed at a number and belongs to the same reading.

Pure functions on normalised text; the words are each language's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from factbook.text.reckon import Number

#: That no bound may be meant by the word, as in "over five years".
EXACTLY = "exactly"
#: A currency's sign or code right before a number.
CURRENCY = r"(?:-?(?:\b[A-Z]{1,3})?[$€£¥] ?|\b[A-Z]{3} ?)?-?"
_SIGNED = re.compile(r"(?:\b[A-Z]{1,3})?[$€£¥] ?-?$")
_STOPS = re.compile(r"[.;:!?,()](?= |$)")
_WORD = re.compile(r"\w+(?:['.]\w+)*")
#: How many words a unit may stand away from its number.
REACH = 6


@dataclass(frozen=True)
class BoundWords:
    """The words of bounds: `before` and `after` a number, by bound; what may stand between them and the number.

    `spans` is what is counted where a bound's word may be another thing ("over five years", "around 40 countries"),
    and `loose` the bounds whose words are such.
    """

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, str]
    filler: str
    between: str
    spans: re.Pattern[str]
    loose: frozenset[str]
    vague: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True)
class UnitWords:
    """What stands for a unit by another word or sign; `follows` may follow a number that counts what is before it."""

    percent: re.Pattern[str]
    rank_before: re.Pattern[str]
    superlative: re.Pattern[str]
    follows: re.Pattern[str]
    money: Mapping[str, str]


# ── bounds ──


def bounds_at(text: str, number: Number, words: BoundWords, others: tuple[Number, ...]) -> frozenset[str]:
    """The bounds printed right before or after a number: none where it stands alone.

    `exactly` is among them where the words may say no bound at all.
    """
    pattern, meant = _before(words)
    found: set[str] = set()
    before = pattern.search(text, max(0, number.start - 90), number.start)
    if before:
        found |= meant[before["bound"].lower()]
        if found & words.loose and words.spans.match(text, number.end):
            found.add(EXACTLY)
    after = _after(words).match(text, number.end)
    if after and after.lastgroup and not _next_has_it(after, others):
        found.add(_AFTER_NAMES[after.lastgroup])
    return frozenset(found)


def _next_has_it(after: re.Match[str], others: tuple[Number, ...]) -> bool:
    """Whether the words belong to the number that follows: "500 jobs and at least 40 plants"."""
    word = after.start(after.lastgroup or 0)
    return any(after.start() < other.start and word < other.start <= after.end() + 6 for other in others)


_AFTER_NAMES = {"least": "at least", "most": "up to", "about": "about", "more": "more than", "less": "less than"}


@lru_cache(maxsize=8)
def _after_of(after: tuple[tuple[str, str], ...], between: str) -> re.Pattern[str]:
    return re.compile(between + "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in after) + ")", re.I)


def _after(words: BoundWords) -> re.Pattern[str]:
    return _after_of(tuple(words.after.items()), words.between)


@lru_cache(maxsize=8)
def _before_of(
    items: tuple[tuple[str, tuple[str, ...]], ...], filler: str
) -> tuple[re.Pattern[str], dict[str, set[str]]]:
    meant: dict[str, set[str]] = {}
    for bound, phrases in items:
        for phrase in phrases:
            meant.setdefault(phrase, set()).add(bound)
    longest = sorted(meant, key=len, reverse=True)
    alternatives = "|".join(("(?<!\\w)" if p[0].isalpha() else "") + re.escape(p) for p in longest)
    return re.compile(rf"(?P<bound>(?i:{alternatives}))(?: ?(?i:{filler})\b){{0,3}}[ ]?{CURRENCY}$"), meant


def _before(words: BoundWords) -> tuple[re.Pattern[str], dict[str, set[str]]]:
    return _before_of(tuple(words.before.items()), words.filler)


# ── units ──


def unit_stands_at(text: str, number: Number, unit: str, words: UnitWords, others: tuple[Number, ...]) -> bool:
    """Whether the unit is printed for this number: as a whole word within reach, not across another number."""
    if unit == "percent" or words.percent.fullmatch(f" {unit}"):
        return bool(words.percent.match(text, number.end))
    if unit == "rank":
        return number.ordinal or bool(words.rank_before.search(text, max(0, number.start - 30), number.start))
    if not unit[-1:].isalnum():
        return _sign_at(text, number, unit)
    if words.percent.match(text, number.end):
        return False
    return _word_at(text, number, unit, words, others)


def _sign_at(text: str, number: Number, sign: str) -> bool:
    if re.search(rf"(?<![A-Za-z]){re.escape(sign)}", number.text):
        return True
    before = text[: number.start].rstrip(" -")
    lead = before[: -len(sign)] if before.endswith(sign) else None
    if lead is not None:
        return not lead[-1:].isalpha()
    return re.match(rf" ?{re.escape(sign)}(?!\w)", text[number.end :]) is not None


def _word_at(text: str, number: Number, unit: str, words: UnitWords, others: tuple[Number, ...]) -> bool:
    wanted = _whole(words.money.get(unit.casefold(), ""), unit)
    if words.money and wanted.search(number.text):
        return True
    money = _SIGNED.search(text, max(0, number.start - 6), number.start)
    begin = max([0, *(other.end for other in others if other.end <= number.start)])
    end = min([len(text), *(other.start for other in others if other.start >= number.end)])
    if _near(text[number.end : end], wanted, 0 if money else REACH - 1):
        return True
    before = text[begin : number.start]
    if re.search(rf"(?<!\w){re.escape(unit)} ?[$€£¥]?$", before, re.I):
        return True
    if money or not words.follows.match(text, number.end):
        return False
    match = _last(wanted, before)
    return match is not None and len(_WORD.findall(before[match.end() :])) < REACH


def _near(after: str, wanted: re.Pattern[str], reach: int) -> bool:
    stop = _STOPS.search(after)
    match = wanted.search(after, 0, stop.start() if stop else len(after))
    return match is not None and len(_WORD.findall(after[: match.start()])) <= reach


def _last(wanted: re.Pattern[str], before: str) -> re.Match[str] | None:
    return max(wanted.finditer(before), key=lambda match: match.start(), default=None)


@lru_cache(maxsize=1024)
def _whole(also: str, unit: str) -> re.Pattern[str]:
    either = f"{re.escape(unit)}|{also}" if also else re.escape(unit)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.I)
