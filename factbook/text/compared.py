"""Which date is of which number, where a text compares: "rose to 1,150 from 480 in 2019", 2019年の480社を上回る."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factbook.text.language import Language
from factbook.text.late import pattern
from factbook.text.numbers import Number
from factbook.text.printed import PrintedDate

#: What stands between a number and a date of its own: behind it, or (in Japanese) before it.
_BEHIND = pattern(
    r"(?:[ -](?!from\b|than\b|desde\b|que\b)[^\s\d,;:()]+){0,4}"
    r"(?: (?:in|for|of|en|de|del|durante)(?: the| el| año| fiscal| year)* | \()$"
)
_BEFORE = pattern(r"(?:度)?(?:の|には|に|は)(?:約|およそ|計)?[$¥€￥]?")
#: Words before a number (in Japanese, behind it) that only compare with it.
_COMPARES = pattern(
    r"\b(?:from|than|against|versus|compared (?:with|to)|desde|frente a|contra|(?:más|menos) que|respecto a"
    r"|en comparación con)"
    r"(?: (?:the|about|some|a|los|las|el|la|unos|unas)){0,2} [$€£¥]?$",
    re.I,
)
#: So many letters all these words have at most.
_FARTHEST = 40
_COMPARED = pattern(
    r"[^、。]{0,6}(?:を(?:大きく|大幅に|わずかに)?(?:上回|下回|超え|超す)|に比べ|に対し|から[^、。]{0,4}(?:増|減)|より)"
)
#: Of these words each comparison has one; most texts have none, and then nothing else is looked for.
_MAY_COMPARE = pattern(r"\b(?:from|than|against|versus|with|to|desde|contra|a|que|con)\b", re.I)
#: What stands around a number from which another is reached, and behind that other.
_FROM = pattern(r"\b(?:from|de)(?: (?:about|some|unos|unas|los|las))? [$€£¥]?$", re.I)
_TO = pattern(r"(?: [^\s\d,;:()]+){0,3} (?:to|a)(?: (?:about|some|unos|unas|los|las))? [$€£¥]?")
_REACHED = pattern(r"\b(?:to|a)(?: (?:about|some|unos|unas|los|las))? [$€£¥]?$", re.I)
_LEFT = pattern(r"(?: [^\s\d,;:()]+){0,3},? (?:from|desde|de)(?: (?:about|some|unos|unas|los|las))? [$€£¥]?")
_JA_FROM = pattern(r"[^、。\d]{0,6}(?:から|を)(?:週|月|年|約)?")
_JA_TO = pattern(r"[^、。\d]{0,6}[にへ](?:増|減|引|拡|縮|伸|す|な|変|改)")
#: "A year earlier": a number of another time than the sentence's own, which prints none.
_EARLIER = pattern(
    r"(?: [^\s\d,;:()]+){0,3} (?:a|one|two|three|five|ten) (?:years?|months?|decades?) (?:earlier|ago|before)\b"
    r"|(?: [^\s\d,;:()]+){0,3} (?:hace|de hace) (?:un|una|dos|tres|cinco|diez) (?:años?|mes(?:es)?|décadas?)\b"
    r"|(?: [^\s\d,;:()]+){0,3} (?:un|una|dos|tres|cinco|diez) (?:años?|mes(?:es)?|décadas?) (?:antes|atrás)\b",
    re.I,
)
_JA_EARLIER = pattern(r"(?:[0-9０-９一二三五十]+(?:年|カ月|か月)前|前年|前回|前期)(?:は|の)(?:約)?$")


def may_compare(reader: Language, text: str) -> bool:
    """Whether a number of the text may be compared with, of an earlier time, or before a change; else none is."""
    return reader.code == "ja" or _MAY_COMPARE.search(text) is not None


def _is_left_behind(reader: Language, text: str, number: Number) -> bool:
    """Whether the number stands behind the one that is reached: "to 560,000 from 545,000"."""
    ahead = [other for other in reader.numbers(text) if other.end <= number.start]
    return bool(
        ahead
        and _REACHED.search(text, 0, ahead[-1].start)
        and _LEFT.fullmatch(text[ahead[-1].end : number.start]) is not None
    )


def is_of_earlier(reader: Language, text: str, number: Number) -> bool:
    """Whether the number is of a time that is only said by how long ago it was: "152 a year earlier"."""
    if reader.code == "ja":
        return _JA_EARLIER.search(text, 0, number.start) is not None
    return _is_compared(reader, text, number) and _EARLIER.match(text, number.end) is not None


def compared_year(reader: Language, text: str, number: Number) -> int | None:
    """The year of a number that the text only compares with; None where it does not, or gives no year."""
    if not (_is_compared(reader, text, number) or _gives_way(reader, text, number)):
        return None
    date = _date_of(reader, text, number)
    return date.year if date else None


def year_of(reader: Language, text: str, number: Number) -> int | None:
    """The year that is printed right at a number: "480 in 2019", 2019年の480社."""
    date = _date_of(reader, text, number)
    return date.year if date else None


def _gives_way(reader: Language, text: str, number: Number) -> bool:
    """Whether another number is reached behind it and its date: "31 ships in 2019, has shrunk to 24"."""
    others = (
        other for other in reader.numbers(text) if other.start >= number.end and not _is_year(reader, text, other)
    )
    reached = next(others, None)
    return reader.code != "ja" and reached is not None and _REACHED.search(text, 0, reached.start) is not None


def _is_year(reader: Language, text: str, number: Number) -> bool:
    return any(date.start <= number.start and number.end <= date.end for date in reader.dates(text))


@lru_cache(maxsize=8192)
def _date_of(reader: Language, text: str, number: Number) -> PrintedDate | None:
    """The date that is printed right at a number."""
    for date in reader.dates(text):
        if reader.code == "ja":
            if date.end <= number.start and _BEFORE.fullmatch(text[date.end : number.start]):
                return date
        elif number.end <= date.start and _BEHIND.fullmatch(text[number.end : date.start]):
            return date
    return None


def _is_given_up(reader: Language, text: str, number: Number) -> bool:
    """Whether the date of a number is that of no other: always in Japanese, where it stands before the number."""
    return reader.code == "ja" or _is_compared(reader, text, number) or _gives_way(reader, text, number)


def _is_compared(reader: Language, text: str, number: Number) -> bool:
    if reader.code == "ja":
        return _COMPARED.match(text, number.end) is not None
    return _COMPARES.search(text, max(0, number.start - _FARTHEST), number.start) is not None


def without_dates_of_others(reader: Language, text: str, own: Iterable[Number]) -> str:
    """The text, blanks in the place of dates that are printed at another number than at its own ones.

    Only of a number that is compared with, or where its own have a date of their own.
    """
    own = list(own)
    others = [number for number in reader.numbers(text) if number.value is not None and number not in own]
    if not any(_date_of(reader, text, number) for number in others):
        return text
    mine = {date[:5] for number in own if (date := _date_of(reader, text, number))}
    for number in others:
        date = _date_of(reader, text, number)
        if date and date[:5] not in mine and (mine or _is_given_up(reader, text, number)):
            text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text


def is_before_change(reader: Language, text: str, number: Number) -> bool:
    """Whether the number is what was, and another what becomes of it: "from 7 to 10", 7便を10便に増やす."""
    return _is_before_change(reader, text, number)


@lru_cache(maxsize=8192)
def _is_before_change(reader: Language, text: str, number: Number) -> bool:
    following = next((n for n in reader.numbers(text) if n.start >= number.end), None)
    if _is_left_behind(reader, text, number):
        return True
    if following is None:
        return False
    gap = text[number.end : following.start]
    if reader.code == "ja":
        return _JA_FROM.fullmatch(gap) is not None and _JA_TO.match(text, following.end) is not None
    return _TO.fullmatch(gap) is not None and _FROM.search(text, 0, number.start) is not None
