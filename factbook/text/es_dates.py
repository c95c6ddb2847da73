"""Dates in Spanish: "12 de marzo de 2025", "marzo de 2025", decades, quarters, periods."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbook.text.dates import Day
from factbook.text.late import pattern
from factbook.text.printed import DateWords, PrintedDate, with_years

_NAMES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
#: The months in order.
MONTHS = tuple(_NAMES.split())
_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)} | {"setiembre": 9}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_M = "(?:" + "|".join(_MONTHS) + r")\b"
_ABBREVIATED = "(?:" + "|".join([*_MONTHS, *sorted(_SHORT, key=len, reverse=True)]) + r")\b\.?"
_D = r"(?:\d{1,2}[ºo°]?|primero)\b"
_Y = r"(?:1\d|2[01])\d\d(?![\d%]|[.,]\d| mil\b| mill| ?md[dp]\b)"
_TO = r"(?: ?- ?| al? | y )"
_TENS = {"sesenta": 1960, "setenta": 1970, "ochenta": 1980, "noventa": 1990, "cincuenta": 1950, "cuarenta": 1940}
_NTH = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "último": 0}
_PARTS = {
    "principios": "early",
    "inicios": "early",
    "comienzos": "early",
    "mediados": "mid",
    "finales": "late",
    "fines": "late",
}
_COUNTED = (
    r"trabajadores|personas|empleos|empleados|empresas|firmas|unidades|vehículos|autos|plantas|estudiantes|hogares"
    r"|toneladas|dólares|pesos|yenes|euros|km|kilómetros|miembros|agricultores|visitantes|turistas|escuelas|hectáreas"
)
_DATE = pattern(
    rf"(?P<iso>\b{_Y}-(?:0[1-9]|1[0-2])(?:-\d\d)?\b)|(?P<slash>\b(?P<sd>\d{{1,2}})[/.](?P<sm>\d{{1,2}})[/.](?P<sy>{_Y})\b)"
    rf"|(?P<dm>\b(?P<d>{_D})(?:{_TO}(?P<e>{_D}))? (?:de )?(?P<m>{_ABBREVIATED})(?:,? (?:del? )?(?:año )?(?P<y>{_Y}))?)"
    rf"|(?P<my>\b(?P<mm>{_M})(?:,? (?:del? )?(?:año )?(?P<yy>{_Y}))?)"
    r"|(?P<period>\b(?P<nth>primer|segundo|tercer|cuarto|último) (?P<size>trimestre|semestre)"
    rf"(?: del?(?: año)?)? (?P<py>{_Y}))"
    rf"|(?P<decade>(?:\b(?P<part>{'|'.join(_PARTS)}) de )?(?:la década de(?: los)?|los años|los|década de(?: los)?)"
    rf" (?:años )?(?P<ten>(?:1\d|20)\d0|[3-9]0|{'|'.join(_TENS)})\b(?! [a-zñ]+[aeo]s\b))"
    r"|(?P<short>\b(?P<first>(?:19|20)\d\d)[-/](?P<last>\d\d)\b(?![-/\d]))"
    rf"|(?P<year>(?<![\w.,$€£¥])(?P<only>{_Y})(?!\w))",
    re.I,
)
_HINT = pattern(r"\d|noventa|ochenta|setenta|sesenta|cuarenta|cincuenta", re.I)
_SURE = pattern(r"\b(?:en|desde|hasta|durante|año|para|entre|tras) (?:el )?$", re.I)
_MAY = pattern(r"\b(?:el|la|los|las|su|del) $", re.I)
_LINK = pattern(r"(?: al? | y | hasta | o |, | ?- ?)(?:el )?(?:de )?")

DATES = DateWords(
    about=pattern(
        r"\b(?:alrededor|aproximadamente|hacia|cerca|torno|circa|c\.|aprox|casi|unos|principios|mediados|finales)(?!\w)|~",
        re.I,
    ),
    doubt=pattern(r"\b(?:quizás?|tal vez|posiblemente|probablemente|presunt\w+|podría\w*|acaso)\b|\?", re.I),
    since=pattern(
        r"\b(?:desde|a partir|inici\w+|comenz\w+|empez\w+|arranc\w+|tras|después|abri\w+|inaugur\w+)\b", re.I
    ),
    until=pattern(r"\b(?:hasta|al?|antes|para|conclu\w+|termin\w+|finaliz\w+|venc\w+|cerr\w+)\b", re.I),
    by=pattern(r"\b(?:para|antes|a más tardar|hasta)\b", re.I),
    span=pattern(r"\b(?:desde|del?|entre|al?|hasta|durante)\b|\d ?[-/] ?\d", re.I),
    opens=pattern(
        r"\b(?:(?:desde|a partir)(?: [^\W\d]+){0,4}|(?:mitad|trimestres?|semestres?|meses) del?(?: año)?(?: el| del?)?"
        r"|(?:más|menos|mayor\w*|menor\w*|mejor|peor)(?: [^\W\d]+){0,3} que(?: en)?(?: el año)?"
        r"|respecto (?:a|de)|frente a|contra|comparad[oa]s? con|en comparación con) $",
        re.I,
    ),
    runs_on=pattern(r" en adelante\b"),
    link=pattern(r"(?P<to> al? | hasta | ?- ?)(?:el )?|,? y (?:el )?"),
    begins=pattern(r"\b(?:entre|de|desde)(?: los años)? $", re.I),
)


def find_dates(text: str) -> list[PrintedDate]:
    """The dates in a normalised text, in order of place; "del 3 de mayo al 5 de junio de 2025" has the year twice."""
    if not _HINT.search(text):
        return []
    return with_years(text, (date for match in _DATE.finditer(text) for date in _dates(text, match)), _LINK)


_Date = tuple[int | None, int | None, int | None, Day | None, str]


def _dates(text: str, match: re.Match[str]) -> Iterator[PrintedDate]:
    for year, month, day, last, part in _read(text, match):
        yield PrintedDate(year, month, day, match.start(), match.end(), last, part)


def _read(text: str, match: re.Match[str]) -> Iterator[_Date]:
    if match["iso"]:
        year, month, *day = map(int, match["iso"].split("-"))
        yield year, month, day[0] if day else None, None, ""
    elif match["slash"]:
        yield from _slash(int(match["sd"]), int(match["sm"]), int(match["sy"]))
    elif match["dm"] or match["my"]:
        yield from _days(match)
    else:
        yield from _years(text, match)


def _years(text: str, match: re.Match[str]) -> Iterator[_Date]:
    if match["period"]:
        yield from _period(match)
    elif match["decade"]:
        yield _decade(match)
    elif match["short"]:
        first = int(match["first"])
        last = first // 100 * 100 + int(match["last"])
        if last > first:
            yield first, None, None, Day(last, None, None), ""
    elif _is_year(text, match):
        yield int(match["only"]), None, None, None, ""


def _slash(day: int, month: int, year: int) -> Iterator[_Date]:
    """The day comes first, unless it cannot."""
    if month > 12:
        day, month = month, day
    yield (year, month, day, None, "") if 1 <= month <= 12 else (year, None, None, None, "")


def _days(match: re.Match[str]) -> Iterator[_Date]:
    name = (match["m"] or match["mm"]).rstrip(".").lower()
    month, year = _MONTHS.get(name) or _SHORT[name], match["y"] or match["yy"]
    for day in (match["d"], match["e"]) if match["e"] else (match["d"],):
        yield int(year) if year else None, month, _day(day), None, ""


def _day(text: str | None) -> int | None:
    if text is None:
        return None
    return 1 if text.lower() == "primero" else int(re.sub(r"\D", "", text))


def _period(match: re.Match[str]) -> Iterator[_Date]:
    year, size = int(match["py"]), 3 if match["size"].lower() == "trimestre" else 6
    nth = _NTH[match["nth"].lower()] or 12 // size
    yield year, None, None, None, "some"
    if nth * size <= 12:
        yield year, nth * size - size + 1, None, Day(year, nth * size, None), ""


def _decade(match: re.Match[str]) -> _Date:
    ten = match["ten"].lower()
    year = _TENS.get(ten) or (int(ten) if len(ten) == 4 else 1900 + int(ten))
    return year, None, None, Day(year + 9, None, None), _PARTS.get((match["part"] or "").lower(), "")


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Whether four digits are a year, and no count of what follows them."""
    before = text[max(0, match.start() - 12) : match.start()]
    if _SURE.search(before):
        return True
    if re.match(rf" (?:\w+ )?(?:{_COUNTED})\b", text[match.end() :], re.I):
        return False
    return bool(_MAY.search(before)) or not re.match(r" [a-zñáéíóú]+[aeo]s\b", text[match.end() :])
