"""Dates in Japanese: 2025年3月12日, 令和7年, 1990年代, 2024年度; a date takes over the year of the one before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from factbook.text.dates import Day
from factbook.text.late import pattern
from factbook.text.printed import DateWords, PrintedDate

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ONES = "〇一二三四五六七八九"
_N = rf"(?:[0-9０-９]{{1,2}}|[{_ONES}]?十[{_ONES}]?|[{_ONES}]{{1,2}})"
_Y = rf"(?:[0-9０-９]{{4}}|[一二][{_ONES}]{{3}})"
_DASH = r"(?:[〜～-]|から)"
_DATE = pattern(
    rf"(?P<span>(?<![0-9０-９])(?P<from>{_Y})年?(?:度)?{_DASH}(?P<to>{_Y})年)"
    rf"|(?P<decade>(?P<ten>[0-9０-９]{{3}}[0０])年代(?P<part>前半|初頭|初め|半ば|中頃|中ごろ|後半|末)?)"
    rf"|(?P<iso>(?<![0-9０-９])(?P<iy>[0-9]{{4}})[-/.](?P<im>[0-9]{{1,2}})(?:[-/.](?P<id>[0-9]{{1,2}}))?(?![0-9]))"
    rf"|(?P<year>(?:(?P<era>{'|'.join(_ERAS)})(?P<nth>元|{_N})|(?<![0-9０-９,，.])(?P<y>{_Y})(?:[(（][^)）]{{2,8}}[)）])?)年(?!間|代)"
    rf"(?:度)?(?:第(?P<quarter>[1-4１-４一二三四])四半期|(?P<half>上半期|下半期)|(?P<first>{_N})月?[〜～-](?P<till>{_N})月|(?P<m>{_N})月(?!期)(?:(?P<d>{_N})(?:[、・](?P<e>{_N}))?日)?)?)"
    rf"|(?P<md>(?<![0-9０-９{_ONES}十])(?P<mm>{_N})月(?:(?P<dd>{_N})(?:[、・](?P<ee>{_N}))?日)?(?!間))"
    rf"|(?P<day>(?<![0-9０-９{_ONES}十月])(?P<only>{_N})日(?![間本系米産立墨]))"
)
_LINK = pattern(r"(?:から|[〜～・、と-]|および|及び)(?:同年)?")
_PARTS = {"前半": "early", "初頭": "early", "初め": "early", "後半": "late", "末": "late"}

DATES = DateWords(
    about=pattern("頃|ごろ|約|前後|あたり|およそ|半ば"),
    doubt=pattern("おそらく|とみられ|とされ|推定|可能性|かもしれ"),
    since=pattern("から|以降|以来|開始|開業|始ま|設立|より|創業|発効"),
    until=pattern("まで|末|終了|完了|閉|期限|終わ"),
    by=pattern("までに|以前|遅くとも|まで"),
    span=pattern("から|[〜～]|まで|にかけて|間|[0-9]-"),
    opens=pattern("(?!)"),
    runs_on=pattern(
        "(?:の?[一-龥]{0,4}(?:以来|以降|から)|より|比|に比べ|と比べ|[〜～]|の?(?:上半期|下半期|上期|下期|前半|後半))"
    ),
    link=pattern("(?P<to>から|[〜～-])"),
    begins=pattern("(?!)"),
)

_Date = tuple[int | None, int | None, int | None, Day | None, str]


def find_dates(text: str) -> list[PrintedDate]:
    """The dates in a normalised text, in order of place; a day without its month only where it is linked to one."""
    found: list[PrintedDate] = []
    for match in _DATE.finditer(text):
        for year, month, day, last, part in _read(match):
            date = PrintedDate(year, month, day, match.start(), match.end(), last, part)
            before = found[-1] if found else None
            if before and year is None and _LINK.fullmatch(text[before.end : date.start]):
                date = date._replace(year=before.year, month=month or before.month)
            if date.month or date.year:
                found.append(date)
    return found


def _read(match: re.Match[str]) -> Iterator[_Date]:
    if match["span"]:
        yield _number(match["from"]), None, None, None, ""
        yield _number(match["to"]), None, None, None, ""
    elif match["decade"]:
        year = _number(match["ten"])
        yield year, None, None, Day(year + 9, None, None), _part(match["part"])
    elif match["iso"]:
        day = match["id"]
        if 1 <= int(match["im"]) <= 12:
            yield int(match["iy"]), int(match["im"]), int(day) if day else None, None, ""
    elif match["year"]:
        yield from _in_year(match)
    elif match["md"]:
        for day in (match["dd"], match["ee"]) if match["ee"] else (match["dd"],):
            yield None, _number(match["mm"]), _number(day) if day else None, None, ""
    else:
        yield None, None, _number(match["only"]), None, ""


def _part(word: str | None) -> str:
    return _PARTS.get(word, "mid") if word else ""


def _in_year(match: re.Match[str]) -> Iterator[_Date]:
    nth = match["nth"]
    year = _ERAS[match["era"]] + (1 if nth == "元" else _number(nth)) if match["era"] else _number(match["y"])
    if match["quarter"] or match["half"]:
        size = 3 if match["quarter"] else 6
        last = size * (_number(match["quarter"]) if match["quarter"] else 1 + (match["half"] == "下半期"))
        yield year, None, None, None, "some"
        yield year, last - size + 1, None, Day(year, last, None), ""
        return
    if match["first"]:
        yield year, None, None, None, "some"
        yield year, _number(match["first"]), None, Day(year, _number(match["till"]), None), ""
        return
    month = match["m"]
    for day in (match["d"], match["e"]) if match["e"] else (match["d"],):
        yield year, _number(month) if month else None, _number(day) if day else None, None, ""


def _number(text: str) -> int:
    """Digits of any width, or kanji: 二〇二五, 十二, 二十一."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii():
        return int(plain)
    tens, ten, ones = plain.partition("十")
    if ten:
        return 10 * (_ONES.index(tens) if tens else 1) + (_ONES.index(ones) if ones else 0)
    return int("".join(str(_ONES.index(c)) for c in plain))
