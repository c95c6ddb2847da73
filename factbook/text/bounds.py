"""Bounds and units at a number, as English text prints them: "more than", "up to", "%".

Pure functions on strings.
"""

from __future__ import annotations

import re

from factbook.text.normalise import normalise, says
from factbook.text.numbers import Number

#: For each bound of a number, the words that print it.
BOUNDS: dict[str, tuple[str, ...]] = {
    "more than": ("more than", "over", "exceeding", "exceeds", "exceed", "exceeded", "greater than"),
    "at least": ("at least", "no fewer than", "no less than"),
    "about": ("about", "around", "approximately", "roughly", "some", "circa"),
    "less than": ("less than", "fewer than", "under", "below"),
    "up to": ("up to", "as many as", "as much as"),
    "nearly": ("nearly", "almost", "close to"),
    "dozens": ("dozens",),
    "several": ("several",),
}
_BOUND_WORDS = {word: bound for bound, words in BOUNDS.items() for word in words}
_LONGEST_BOUND = 40
BOUND_BEFORE = re.compile(
    # Not by the case of Unicode: "ſome" is no bound.
    r"\b((?a:" + "|".join(sorted(map(re.escape, _BOUND_WORDS), key=len, reverse=True)) + r"))"
    r"(?: (?:a|an|the))? ?(?:(?-i:[A-Z]{2,3}) ?)?[$€£¥]?$",
    re.I,
)
#: The same behind a number ("1,500+", "40 million dollars or more"): they say "at least".
BOUND_AFTER = re.compile(r"(?:%|(?: \w+)?)(?:\+|[ -]plus\b| or more\b)", re.I)
#: Units that a text may print by another sign or word.
UNIT_SIGNS = {
    "percent": re.compile(r"%|per ?cent\b", re.I),
    "rank": re.compile(
        r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
        r"|(?:\w+-)?largest|leading|top|main|biggest)\b",
        re.I,
    ),
}


def says_unit(quote: str, unit: str) -> bool:
    """Whether the quote prints the unit, or the sign that stands for it (% for percent, an ordinal for a rank)."""
    sign = UNIT_SIGNS.get(unit)
    return bool(sign.search(quote)) if sign else normalise(unit).casefold() in normalise(quote).casefold()


def bound_at(quote: str, number: Number) -> str | None:
    """The bound (a key of BOUNDS) that is printed right before or after the number, if one is."""
    text = normalise(quote)
    match = BOUND_BEFORE.search(text, max(0, number.start - _LONGEST_BOUND), number.start)
    if match:
        return _BOUND_WORDS[match.group(1).lower()]
    return "at least" if BOUND_AFTER.match(text, number.end) else None


def bounds_in(quote: str) -> set[str]:
    """The bounds whose words stand anywhere in the quote."""
    return {bound for bound, words in BOUNDS.items() if any(says(quote, word) for word in words)}
