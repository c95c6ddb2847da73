"""Dates in English: days, months, years, decades, quarters, fiscal years; in either order, long or short."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from factbook.text.dates import MONTHS, Day
from factbook.text.late import pattern
from factbook.text.printed import DateWords, PrintedDate, with_years

_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"Sept": 9}
_MONTHS |= {name.upper(): number for name, number in _MONTHS.items()}
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_DAYS = {word: day for day, word in enumerate(_NTH.split(), 1)}
_CENTURIES = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
_CENTURIES |= {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
_M = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_D = r"(?:\d{1,2}(?:st|nd|rd|th)?|" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")\b"
_Y = r"(?:1\d|2[01])\d\d(?![\d%]|[.,]\d)"
#: What is counted, and so no year, though it looks like one.
_COUNTED = (
    r"workers|people|jobs|employees|units|companies|firms|vehicles|cars|plants|students|households|tons|tonnes|dollars|pesos"
    r"|yen|km|kilomet\w+|miles|members|farmers|visitors|percent|trucks|houses|schools|hectares|participants|engineers|euros"
)
#: What a date begins with: at other letters none is looked for.
_FIRST = sorted({word[:3] for word in (*_MONTHS, *_DAYS, *_CENTURIES, "last", "early", "mid", "late", "FY")})
_LEAD = "|".join(f"{letter}(?:{'|'.join(w[1:] for w in words)})" for letter, words in groupby(_FIRST, itemgetter(0)))
_DATE = pattern(
    rf"(?=\d|\b(?:{_LEAD}))(?:(?P<iso>\b{_Y}-(?:0[1-9]|1[0-2])(?:-\d\d)?\b)|(?P<slash>\b\d{{1,2}}/\d{{1,2}}/{_Y}\b)"
    rf"|(?P<md>\b(?P<m1>{_M}) (?P<d1>{_D})(?:(?: ?- ?| to | and | through )(?P<e1>{_D})(?! {_M}))?(?:,? (?P<y1>{_Y}))?)"
    rf"|(?P<dm>\b(?P<d2>{_D})(?:(?: ?- ?| to | and | through )(?P<e2>{_D}))? (?:of )?(?P<m2>{_M})"
    rf"(?:,? (?:of )?(?P<y2>{_Y}))?)"
    rf"|(?P<m>\b(?P<m3>{_M})(?:,? (?:of )?(?P<y3>{_Y}))?)"
    r"|(?P<q>\b(?P<nth>first|second|third|fourth|last) (?P<size>quarter|half) of (?:fiscal )?(?P<y4>(?:19|20)\d\d)\b)"
    r"|(?P<decade>(?:\b(?P<part>early|mid|late)[- ])?\b(?P<ten>(?:1\d|2[01])\d0)'?s\b)"
    rf"|(?P<short>\b(?P<y5>(?:19|20)\d\d)[-/](?P<yy>\d\d)\b(?![-/\d]))"
    r"|(?P<months>\bfirst (?P<many>two|three|four|five|six|seven|eight|nine|ten|eleven) months"
    r" of (?P<y9>(?:19|20)\d\d)\b)"
    rf"|(?P<fiscal>\bFY ?(?P<y6>{_Y}))"
    rf"|(?P<y>(?<![\w.,$€£¥-])(?P<y7>{_Y})(?!\w))|(?P<after>(?:(?<=\d-)|(?<=[a-z]-)|(?<=\d/))(?P<y8>{_Y})(?!\w))"
    rf"|(?P<words>\b(?P<c>{'|'.join(_CENTURIES)}) (?P<tens>(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve)"
    r"(?:-(?P<one>one|two|three|four|five|six|seven|eight|nine))?\b))",
)
_HINT = pattern(r"\d|teen |twenty ")
#: Of this each date has something: a year in digits, a month, a year in words.
_MAY_BE = pattern(rf"(?:1\d|2[01])\d\d|t(?:een|en|wenty|welve) |eleven |{'|'.join(sorted({n[:3] for n in _MONTHS}))}")
_COUNTED_NEXT = pattern(rf" (?:\w+ )?(?:{_COUNTED})\b", re.I)
_PLURAL_NEXT = pattern(r" [a-z]+[^s\W]s\b")
_SURE = pattern(
    r"\b(?:in|since|by|until|till|from|during|through|before|after|early|mid|late|year|for|to|between|fiscal) $", re.I
)
_MAY = pattern(r"(?:\b(?:the|this|its|their|our)|'s) $", re.I)
_LINK = pattern(r"(?: to | and | through | until | or |, | ?- ?)(?:the )?(?:on )?")
_LOW = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(_LOW.split(), 1)}
_WORDS |= {word: number * 10 for number, word in enumerate(_TENS.split(), 2)}

DATES = DateWords(
    about=pattern(
        r"\b(?:about|around|circa|c\.|ca\.|approximately|roughly|some|nearly|almost|estimated)(?!\w)|~", re.I
    ),
    doubt=pattern(
        r"\b(?:perhaps|possibly|probably|maybe|likely|reportedly|believed|thought|uncertain|may|might)\b|\?", re.I
    ),
    since=pattern(
        r"\b(?:since|from|start\w*|beg[aiu]n\w*|onwards?|as of|effective|after|launched|opened|ever)\b", re.I
    ),
    until=pattern(
        r"\b(?:until|till|to|through|by|before|up to|prior to|end(?:s|ed|ing)?|expir\w+|close[sd]?)\b", re.I
    ),
    by=pattern(r"\b(?:by|before|no later than|until|at the latest|not later than|prior to)\b", re.I),
    span=pattern(r"\b(?:from|between|to|through|until|till|since|during)\b|\d ?[-/] ?\d", re.I),
    opens=pattern(
        r"\b(?:(?:since|(?:starting|beginning)(?: in| from)?|(?:half|quarters?|months) of)(?: [^\W\d]+){0,4}"
        r"|than(?: in)?|against|versus|compared (?:with|to)|from)(?: that of)? $",
        re.I,
    ),
    runs_on=pattern(r" (?:on|onwards?)\b|-(?:to|through)-"),
    link=pattern(r"(?P<to> to | through | until | till | ?- ?)|,? and "),
    begins=pattern(r"\b(?:between|from) (?:\w+ ){0,2}$", re.I),
)  # fmt: skip


def find_dates(text: str) -> list[PrintedDate]:
    """The dates in a normalised text, in order of place, years taken over from the next: "16 March to 20 June 2025"."""
    if not (_HINT.search(text) and _MAY_BE.search(text)):
        return []
    return with_years(text, (date for match in _DATE.finditer(text) for date in _dates(text, match)), _LINK)


def _dates(text: str, match: re.Match[str]) -> Iterator[PrintedDate]:
    # The group around all others is the last that ends.
    (start, end), kind = match.span(), match.lastgroup or ""
    for year, month, day, last, part in _READ[kind](match):
        if kind != "y" or _is_year(text, match):
            yield PrintedDate(year, month, day, start, end, last, part)


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Whether four digits are a year, and no count of what follows them."""
    before, end = text[max(0, match.start() - 12) : match.start()], match.end()
    if _SURE.search(before):
        return True
    if _COUNTED_NEXT.match(text, end):
        return False
    return bool(_MAY.search(before)) or not _PLURAL_NEXT.match(text, end)


_Date = tuple[int | None, int | None, int | None, Day | None, str]


def _iso(match: re.Match[str]) -> Iterator[_Date]:
    year, month, *day = map(int, match["iso"].split("-"))
    yield year, month, day[0] if day else None, None, ""


def _slash(match: re.Match[str]) -> Iterator[_Date]:
    """A day only where the order of day and month is plain."""
    first, second, year = map(int, match["slash"].split("/"))
    if first > 12 >= second or first == second <= 12:
        yield year, second, first, None, ""
    elif second > 12 >= first:
        yield year, first, second, None, ""
    else:
        yield year, None, None, None, ""


def _day(text: str | None) -> int | None:
    return None if text is None else _DAYS.get(text) or int(re.sub(r"\D", "", text))


def _days(month: str, first: str | None, last: str | None, year: str | None) -> Iterator[_Date]:
    number, y = _MONTHS[month.rstrip(".")], int(year) if year else None
    for day in (first, last) if last else (first,):
        yield y, number, _day(day), None, ""


def _quarter(match: re.Match[str]) -> Iterator[_Date]:
    year, size = int(match["y4"]), 3 if match["size"] == "quarter" else 6
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // size}[match["nth"]]
    yield year, None, None, None, "some"
    if nth * size <= 12:
        yield year, nth * size - size + 1, None, Day(year, nth * size, None), ""


def _months(match: re.Match[str]) -> Iterator[_Date]:
    year = int(match["y9"])
    yield year, None, None, None, "some"
    yield year, 1, None, Day(year, _WORDS[match["many"]], None), ""


def _decade(match: re.Match[str]) -> Iterator[_Date]:
    year = int(match["ten"])
    last = year + (99 if year % 100 == 0 and year < 2000 else 9)  # "the 1900s" is the century
    yield year, None, None, Day(last, None, None), (match["part"] or "").lower()


def _short(match: re.Match[str]) -> Iterator[_Date]:
    first = int(match["y5"])
    last = first // 100 * 100 + int(match["yy"])
    if last > first:
        yield first, None, None, Day(last, None, None), ""
    elif 1 <= int(match["yy"]) <= 12:
        yield first, int(match["yy"]), None, None, ""


def _in_words(match: re.Match[str]) -> Iterator[_Date]:
    year = _CENTURIES[match["c"]] * 100 + _WORDS[match["tens"]] + _WORDS.get(match["one"] or "", 0)
    yield year, None, None, None, ""


def _year(name: str) -> Callable[[re.Match[str]], Iterator[_Date]]:
    return lambda match: iter([(int(match[name]), None, None, None, "")])


_READ: dict[str, Callable[[re.Match[str]], Iterator[_Date]]] = {
    "iso": _iso,
    "slash": _slash,
    "md": lambda match: _days(match["m1"], match["d1"], match["e1"], match["y1"]),
    "dm": lambda match: _days(match["m2"], match["d2"], match["e2"], match["y2"]),
    "m": lambda match: _days(match["m3"], None, None, match["y3"]),
    "q": _quarter,
    "months": _months,
    "decade": _decade,
    "short": _short,
    "fiscal": _year("y6"),
    "y": _year("y7"),
    "after": _year("y8"),
    "words": _in_words,
}
