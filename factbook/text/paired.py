"""Two names and two numbers of one sentence, told in the same order: "Reed Hill and Fish Bay sold 7 and 9 boats".

Which of two a name or a number is, and which year "last year" is. Pure functions on normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factbook.text.language import Language
from factbook.text.late import pattern
from factbook.text.normalise import Span
from factbook.text.numbers import Number

FIRST, SECOND = 0, 1
#: That what follows is told in the order of what is ahead.
_IN_ORDER = pattern(r"\brespectively\b|\brespectivamente\b|それぞれ", re.I)
#: What stands between two names, ahead of a second one, and between two numbers: nothing else, or what each counts.
_AND = pattern(r",? (?:and|y|e) (?:the |el |la |los |las )?|と")
_AND_BEHIND = pattern(r"[A-ZÀ-ÖØ-Þ][\w.&'-]*,? (?:and|y|e) (?:the |el |la |los |las )?$|[^\W\d]と$")
_ALONE = pattern(r"(?:%|円|社|人|件)?(?:,? (?:and|y) |[とや])[$€£¥]?")
_COUNTED = pattern(r"(?:%|(?: [^\s\d,;.]+){0,3}),? (?:and|y) [$€£¥]?|[^\d、。]{0,6}[とや、](?:約)?")
#: A year by how far it is from the article's: behind a number, in Japanese before it.
_YEARS = (
    (
        -1,
        pattern(r"(?: [^\s\d,;:()]+){0,3} (?:last year|el año pasado)\b", re.I),
        pattern(r"(?:昨年|前年)(?:度)?[はの]$"),
    ),
    (0, pattern(r"(?: [^\s\d,;:()]+){0,3} (?:this year|este año)\b", re.I), pattern(r"(?:今年|本年)(?:度)?[はの]$")),
    (1, pattern(r"(?: [^\s\d,;:()]+){0,3} (?:next year|el próximo año)\b", re.I), pattern(r"来年(?:度)?[はの]$")),
)


def is_in_order(text: str) -> bool:
    """Whether a text says that two things are told in the order of two others."""
    return _IN_ORDER.search(text) is not None


def place_of_name(text: str, span: Span) -> int | None:
    """Whether the name at this place is the FIRST or the SECOND of two; None where it is neither."""
    behind = _AND.match(text, span.end)
    if behind and text[behind.end() :][:1].isalpha() and not text[behind.end()].islower():
        return FIRST
    return SECOND if _AND_BEHIND.search(text, 0, span.start) else None


def are_two(text: str, one: Span, two: Span) -> bool:
    """Whether two names stand together: "Reed Hill and Fish Bay"."""
    first, second = sorted((one, two))
    return _AND.fullmatch(text, first.end, second.start) is not None


def pairs_of_numbers(reader: Language, text: str) -> Iterator[tuple[Number, Number]]:
    """The numbers that stand in twos, by themselves or (where the text says `is_in_order`) with what they count."""
    between = _COUNTED if is_in_order(text) else _ALONE
    dates = reader.dates(text)
    numbers = [n for n in reader.numbers(text) if not any(d.start <= n.start and n.end <= d.end for d in dates)]
    for one, two in pairwise(numbers):
        if between.fullmatch(text, one.end, two.start):
            yield one, two


def years_from_article(reader: Language, text: str, number: Number) -> int | None:
    """How many years after that of the article a number is of: -1 for "500 last year"; None where none is said."""
    for years, behind, ahead in _YEARS:
        if ahead.search(text, 0, number.start) if reader.code == "ja" else behind.match(text, number.end):
            return years
    return None
