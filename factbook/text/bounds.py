"""Bounds and units: what is printed at a number and belongs to the same reading.

Pure functions on normalised text; the words are each language's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from factbook.text.late import pattern
from factbook.text.numbers import Number

#: That no bound may be meant by the word, as in "over five years".
EXACTLY = "exactly"
#: A currency's sign or code right before a number.
CURRENCY = r"(?:-?(?:\b[A-Z]{1,3})?[$€£¥] ?|\b[A-Z]{3} ?)?-?"
_SIGNED = pattern(r"(?:\b[A-Z]{1,3})?[$€£¥] ?-?$")
_STOPS = pattern(r"[.;:!?,()](?= |$)|…")
_TO = pattern(r" (?:to|a) (?:about |some |unos |unas )?[$€£¥]?")
_OF_YEAR = pattern(r" (?:in|en) \d{4},? (?:and|y) [$€£¥]?$")
_WORD = pattern(r"\w+(?:['.]\w+)*")
_SIGN = r"[~<>≈≥≤]|c\.|ca\."
#: What may stand right at a number, and a currency's code before it.
_GLUED = pattern(rf"({_SIGN})?(?:[A-Z]{{0,3}}[$€£¥])?-?")
_SIGNS = pattern(_SIGN)
_CODE = pattern(r"[A-Z]{2,3}")
#: How many words may stand between a bound and its number.
_MOST_FILLERS = 3
#: Bounds whose words compare a number with another.
_COMPARING = frozenset({"more than", "less than"})
#: How many words a unit may stand away from its number.
REACH = 6


@dataclass(frozen=True)
class BoundWords:
    """The words of bounds: `before` a number, by bound, and patterns of those `after` it; what may stand between.

    `fillers` are words between a bound and its number ("a whopping"), `between` what is between a number and a bound
    behind it. `other` is what stands before and behind a known number with which another is only compared, so that it
    has no bound itself ("fewer than the 1,100 it promised"). `spans` is what is counted where a bound's word may be
    another thing ("over five years", "around 40 countries"), and `loose` the bounds whose words are such. `vague`
    bounds stand for a number themselves.
    """

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, str]
    fillers: frozenset[str]
    between: re.Pattern[str]
    other: tuple[re.Pattern[str], re.Pattern[str]]
    spans: re.Pattern[str]
    loose: frozenset[str]
    vague: Mapping[str, re.Pattern[str]]

    @cached_property
    def meant(self) -> dict[str, frozenset[str]]:
        """The bounds that a phrase before a number may mean."""
        meant: dict[str, set[str]] = {}
        for bound, phrases in self.before.items():
            for phrase in phrases:
                meant.setdefault(phrase, set()).add(bound)
        return {phrase: frozenset(bounds) for phrase, bounds in meant.items()}

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The last word of each phrase that means a bound before a number, and the words that may stand between."""
        return self.fillers | {phrase.split(" ")[-1] for phrase in self.meant}

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The longest word of each phrase, which least often stands for something else."""
        return frozenset(max(phrase.split(" "), key=len) for phrase in self.meant)

    def may_stand_in(self, text: str) -> bool:
        """Whether a bound may be printed at a number of the text; where not, none is."""
        words = {_plain(word) for word in text.split(" ")}
        return not words.isdisjoint(self._telling) or bool(_SIGNS.search(text) or self.behind.search(text))

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """Any of the words after a number, by the name of their group."""
        return re.compile("|".join(f"(?P<{name}>{words})" for name, words in self.after.items()), re.I)


@dataclass(frozen=True)
class UnitWords:
    """What stands for a unit by another word or sign.

    `follows` may follow a number that counts what is before it, `leads` stand before one ("of which"); `ends` is what
    ends the words that a number counts. `part` stands between a part and its whole ("212 of its 640 lots"), `both`
    between numbers that have their unit together ("11 and 7 percent").
    """

    percent: re.Pattern[str]
    rank_before: re.Pattern[str]
    superlative: re.Pattern[str]
    follows: re.Pattern[str]
    leads: re.Pattern[str]
    ends: re.Pattern[str]
    part: re.Pattern[str]
    both: re.Pattern[str]
    money: Mapping[str, str]


# ── bounds ──


def bounds_at(text: str, number: Number, words: BoundWords, others: tuple[Number, ...]) -> frozenset[str]:
    """The bounds printed right before or after a number: none where it stands alone.

    `exactly` is among them where the words may say no bound at all.
    """
    found = set(_phrases_before(text, number.start, words))
    if found and (
        (found & _COMPARING and is_compared_with(text, number, words))
        or (found & words.loose and words.spans.match(text, number.end))
    ):
        found.add(EXACTLY)
    after = words.behind.search(text, number.end, number.end + 60)
    if after and words.between.fullmatch(text, number.end, after.start()) and not _next_has_it(after, others):
        found.add(_AFTER_NAMES[after.lastgroup or ""])
    return frozenset(found)


def is_compared_with(text: str, number: Number, words: BoundWords) -> bool:
    """Whether the words at the number compare another with it: "fewer than the 1,100 it promised"."""
    before, behind = words.other
    return bool(before.search(text, max(0, number.start - 40), number.start) and behind.match(text, number.end))


def _phrases_before(text: str, start: int, words: BoundWords) -> Iterator[str]:
    """The bounds whose phrases end at a place; fillers and a currency's sign aside."""
    *before, glued = text[max(0, start - 90) : start].split(" ")
    sign = _GLUED.fullmatch(glued)
    if not sign:
        return
    yield from words.meant.get(sign[1] or "", ())
    if len(before) > 1 and _CODE.fullmatch(before[-1]):
        before.pop()
    if not before or _plain(before[-1]) not in words.last_words:
        return
    before = [_plain(word) for word in before]
    for _ in range(_MOST_FILLERS + 1):
        size = next((n for n in range(min(4, len(before)), 0, -1) if " ".join(before[-n:]) in words.meant), 0)
        if size:
            yield from words.meant[" ".join(before[-size:])]
        elif not before or before[-1] not in words.fillers:
            return
        del before[-(size or 1) :]


def _plain(word: str) -> str:
    return word.lstrip("(\"'[¿¡").lower()


def _next_has_it(after: re.Match[str], others: tuple[Number, ...]) -> bool:
    """Whether the words belong to the number that follows: "500 jobs and at least 40 plants"."""
    word = after.start(after.lastgroup or 0)
    return any(after.start() < other.start and word < other.start <= after.end() + 6 for other in others)


_AFTER_NAMES = {"least": "at least", "most": "up to", "about": "about", "more": "more than", "less": "less than"}


# ── units ──


def unit_stands_at(text: str, number: Number, unit: str, words: UnitWords, others: tuple[Number, ...]) -> bool:
    """Whether the unit is printed for this number, or for one behind it with which it shares it.

    As a whole word within reach, not across another number.
    """
    if _stands_at(text, number, unit, words, others):
        return True
    shares = _shares_with(text, number, words, others)
    return shares is not None and _stands_at(text, shares, unit, words, others)


def _shares_with(text: str, number: Number, words: UnitWords, others: tuple[Number, ...]) -> Number | None:
    """The number whose unit is this one's too: the whole of a part, or the other of two; a scale is not shared."""
    following = next((other for other in others if other.start >= number.end), None)
    if following is None or number.ordinal or following.ordinal:
        return None
    gap = text[number.end : following.start]
    is_plain = following.text.isalpha() == number.text.isalpha() and " " not in following.text
    shares = words.part.fullmatch(gap) or (is_plain and words.both.fullmatch(gap))
    return following if shares else None


def _stands_at(text: str, number: Number, unit: str, words: UnitWords, others: tuple[Number, ...]) -> bool:
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
    begin = _begin(text, number, [other for other in others if other.end <= number.start])
    end = min([len(text), *(other.start for other in others if other.start >= number.end)])
    if _near(text[number.end : end], wanted, 0 if money else REACH - 1, words.ends):
        return True
    before = text[begin : number.start].rsplit("…", 1)[-1]
    if re.search(rf"(?<!\w){re.escape(unit)} ?[$€£¥]?$", before, re.I):
        return True
    is_led = words.leads.search(text, max(0, number.start - REACH * 8), number.start)
    if money or not (is_led or words.follows.match(text, number.end)):
        return False
    match = _last(wanted, before)
    return match is not None and len(_WORD.findall(before[match.end() :])) < REACH


def _begin(text: str, number: Number, before: list[Number]) -> int:
    """Where the words before a number begin: behind the one ahead, or the one ahead of both.

    Of both, in "from three to five", and in "37 pesos in 2018 and 45 in 2019", where the one ahead is a year.
    """
    ends = sorted(other.end for other in before)
    if ends and (
        _TO.fullmatch(text[ends[-1] : number.start]) or _OF_YEAR.search(text, max(0, number.start - 20), number.start)
    ):
        ends.pop()
    return ends[-1] if ends else 0


def _near(after: str, wanted: re.Pattern[str], reach: int, ends: re.Pattern[str]) -> bool:
    stop = _STOPS.search(after)
    match = wanted.search(after, 0, stop.start() if stop else len(after))
    if match is None or ends.search(after, 0, match.start()):
        return False
    return len(_WORD.findall(after[: match.start()])) <= reach


def _last(wanted: re.Pattern[str], before: str) -> re.Match[str] | None:
    return max(wanted.finditer(before), key=lambda match: match.start(), default=None)


@lru_cache(maxsize=1024)
def _whole(also: str, unit: str) -> re.Pattern[str]:
    either = f"{re.escape(unit)}|{also}" if also else re.escape(unit)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.I)
