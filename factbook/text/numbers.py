"""Numbers as they are printed in English text: digits, scales, number words, ordinals.

Pure functions on strings. Number words are read by text2num; digits by one pattern. Nothing is guessed: a
number that stands there and cannot be read off ("half a million", "1.5bn", "the 1990s") is found without a value.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from text_to_num import find_numbers

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DIGITS = re.compile(
    r"(?P<digits>\d+(?:[.,]\d+)*)(?P<ordinal>(?:st|nd|rd|th)\b)?"
    # Not by the case of Unicode: "thouſand" is no key of the scales.
    r"(?:[ -](?P<scale>(?a:thousand|million|billion|trillion))\b)?",
    re.I,
)
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
#: What makes another number of the digits or words before it, or after it.
_CHANGED_AFTER = re.compile(
    r"[½¼¾]| and an? (?:half|quarter)\b|[ -](?:hundred|thousand|million|billion|trillion)\b|s\b"
    r"| ?(?:[kmbt]n?|mln|bln)\b",
    re.I,
)
_CHANGED_BEFORE = re.compile(r"\b(?:half|quarter|several|few|couple|many)(?: of)?(?: an?)?[ -]$|[½¼¾] ?$", re.I)
_PLURAL = re.compile(r"s\b", re.I)  # "hundreds", "thirds": no word of a number ends so
_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_SCALE_FIRST = re.compile(r"(?:hundred|thousand|million|billion|trillion)", re.I)
#: Words without which no number word is in a text, and the starts of them: cheap looks before text2num is asked.
NUMBER_WORDS = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|"
    r"million|billion|trillion|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    r"twelfth|\w+teenth|\w+tieth|hundredth|thousandth)\b",
    re.I,
)
_STARTS = re.compile(r"\b(?:ze|on|tw|th[iro]|f[io]|s[ie]|ei|ni|te|el|hu|mi|bi|tr)", re.I)


class Number(NamedTuple):
    """A number in a text: its value, where it stands (code points, end exclusive), and as what it is printed.

    The value is not a number (NaN, equal to none) where it cannot be read off.
    """

    value: float
    start: int
    end: int
    text: str
    ordinal: bool


class _Word:
    """A token as text2num wants it."""

    def __init__(self, match: re.Match[str]) -> None:
        self.start, self.end = match.span()
        self._text = match.group()

    def text(self) -> str:
        return self._text

    def nt_separated(self, _previous: _Word) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self._text[0].isdigit()


def numbers_in(text: str) -> list[Number]:
    """The numbers of `text` in order of place; "8.816 billion" is one number of value 8816000000."""
    return list(_numbers(text))


# A quote is asked about once for each value that it proves, a paragraph once for each quote of it.
@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[Number, ...]:
    found = [_from_digits(match) for match in _DIGITS.finditer(text)]
    # "5 million" is taken already: in "5 million seven years ago" its word must not run on into the next.
    rest = _DIGITS.sub(_masked, text) if found else text
    if _STARTS.search(rest) and NUMBER_WORDS.search(rest):
        found += _from_words(rest)
        found.sort(key=lambda number: number.start)
    unread = {number for pair in pairwise(found) if _runs_on(text, *pair) for number in pair}
    return tuple(n._replace(value=math.nan) if n in unread or _is_changed(text, n) else n for n in found)


def _masked(match: re.Match[str]) -> str:
    return "#" * len(match.group())


def _runs_on(text: str, first: Number, second: Number) -> bool:
    """Whether two numbers are parts of one ("8" and "hundred million", "two" and "thirds")."""
    fraction = second.ordinal and not first.ordinal and first.text.isalpha()
    runs_on = fraction or _SCALE_FIRST.match(second.text) is not None
    return runs_on and text[first.end : second.start] in (" ", "-")


def _is_changed(text: str, number: Number) -> bool:
    """Whether what stands around the number makes another one of it."""
    glued = number.text[0].isdigit() and text[number.start - 1 : number.start].isalpha()
    before = _SCALE_FIRST.match(number.text) and _CHANGED_BEFORE.search(text[: number.start])
    return glued or bool(before or _PLURAL.search(number.text) or _CHANGED_AFTER.match(text, number.end))


def _from_digits(match: re.Match[str]) -> Number:
    digits, scale = match["digits"].replace(",", ""), match["scale"]
    # Through text, not by multiplying floats: 8.816 billion is 8816000000, not 8815999999.999999.
    exponent = len(str(_SCALES[scale.lower()])) - 1 if scale else 0
    value = float(f"{digits}e{exponent}") if _PLAIN.fullmatch(match["digits"]) else math.nan
    return Number(value, match.start(), match.end(), match.group(), match["ordinal"] is not None)


def _from_words(text: str) -> list[Number]:
    words = [_Word(match) for match in _TOKEN.finditer(text)]
    found = []
    for number in find_numbers(words, "en", 0.0):
        start, end = words[number.start].start, words[number.end - 1].end
        found.append(Number(number.value, start, end, text[start:end], number.is_ordinal))
    return found
