"""Which date is of which number, where a text compares: "rose to 1,150 from 480 in 2019", 2019年の480社を上回る."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factbook.text.language import Language
from factbook.text.numbers import Number
from factbook.text.printed import PrintedDate

#: What stands between a number and a date of its own: behind it, or (in Japanese) before it.
_BEHIND = re.compile(
    r"(?:[ -](?!from\b|than\b|desde\b|que\b)[^\s\d,;:()]+){0,4}"
    r"(?: (?:in|for|of|en|de|del|durante)(?: the| el| año| fiscal| year)* | \()$"
)
_BEFORE = re.compile(r"(?:度)?の(?:約|およそ|計)?[$¥€￥]?")
#: Words before a number (in Japanese, behind it) that only compare with it.
_COMPARES = re.compile(
    r"\b(?:from|than|against|versus|compared (?:with|to)|desde|frente a|contra|que|respecto a|en comparación con)"
    r"(?: (?:the|about|some|a|los|las|el|la|unos|unas)){0,2} [$€£¥]?$",
    re.I,
)
_COMPARED = re.compile(
    r"[^、。]{0,6}(?:を(?:大きく|大幅に|わずかに)?(?:上回|下回|超え|超す)|に比べ|に対し|から[^、。]{0,4}(?:増|減)|より)"
)


def compared_year(reader: Language, text: str, number: Number) -> int | None:
    """The year of a number that the text only compares with; None where it does not, or gives no year."""
    date = _date_of(reader, text, number)
    return date.year if date and _is_compared(reader, text, number) else None


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


def _is_compared(reader: Language, text: str, number: Number) -> bool:
    if reader.code == "ja":
        return _COMPARED.match(text, number.end) is not None
    return _COMPARES.search(text, 0, number.start) is not None


def without_dates_of_others(reader: Language, text: str, own: Iterable[Number]) -> str:
    """The text, blanks in the place of dates that are printed at another number than at its own ones.

    Only of a number that is compared with, or where its own have a date of their own.
    """
    own = list(own)
    mine = {date[:5] for number in own if (date := _date_of(reader, text, number))}
    for number in reader.numbers(text):
        date = _date_of(reader, text, number) if number.value is not None and number not in own else None
        if date and date[:5] not in mine and (mine or reader.code == "ja" or _is_compared(reader, text, number)):
            text = text[: date.start] + " " * (date.end - date.start) + text[date.end :]
    return text
