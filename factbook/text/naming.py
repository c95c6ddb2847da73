"""Whether a text names something: by any of its names, as whole words, case, accents and punctuation aside.

Names in scripts without spaces stand anywhere; all others only as words of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factbook.text.late import pattern
from factbook.text.names import fold

_WORD = pattern(r"[^\W_]+")
_NO_SPACES = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
#: "in New Mexico": a name of its own.
_NEW = pattern(r"(\b[a-zà-ÿ,]+ )(New|Nuev[oa]s?) (?=[A-ZÀ-Þ])")
_NEW_NAME = pattern(r"New |Nuev[oa]s? ")
#: "a Latin American plant": of a continent, and of no country that is called by its last word.
_OF_CONTINENT = pattern(r"\b(?:Latin|Central|South|North|Pan|Ibero)[ -]Americans?\b")
#: "US$": a unit, and no country.
_OF_MONEY = pattern(r"\b[A-Z]{1,3}(?=[$€£¥])")
#: A body of one field, and what goes on with the name of one of several: "Ministry of Economy, Trade and Industry".
_OF_FIELD = pattern(r" (?:of|for|de|del) ")
_FIELD = (
    r"(?:the |la |el |los |las )?"
    r"(?:Trade|Industry|Commerce|Labou?r|Energy|Agriculture|Forestry|Fisheries|Fishing|Tourism"
    r"|Transport|Infrastructure|Land|Housing|Culture|Sports?|Science|Technology|Education|Health|Welfare|Finance|Planning"
    r"|Development|Innovation|Environment|Communications|Security|Investment|Employment|Competitiveness|Economy"
    r"|Comercio|Industria|Trabajo|Energía|Agricultura|Pesca|Turismo|Transportes?|Infraestructura|Cultura|Deportes?"
    r"|Ciencia|Tecnología|Educación|Salud|Finanzas|Hacienda|Planeación|Desarrollo|Innovación|Medio Ambiente"
    r"|Comunicaciones|Seguridad|Inversión|Empleo|Competitividad|Economía)\b"
)
_GOES_ON = pattern(rf"(?:, {_FIELD})*,? (?:and|y|e|&) {_FIELD}")
#: A name of fewer letters than this would be found in too much.
_SHORTEST = 2
#: A name of so many capitals may be a word of the language in small letters.
_MOST_CAPITALS = 3


def named_by(names: Iterable[str], text: str, longer: Iterable[str] = ()) -> str | None:
    """The first of the names that stands in the text; None where none does.

    What stands in one of the `longer` names (folded, the longest first), or behind "New" or "Latin", is another's.
    """
    words = _words(text)
    names = tuple(names)
    for name in names:
        if _is_longer(name) and _stands(name, _all_words(text)):
            return name
    for other in longer:
        if f" {other} " in words and _is_capital(other, text):
            words = words.replace(f" {other} ", "  ")
    found = (name for name in names if _stands(name, words) and _has_its_capitals(name, text))
    return next((name for name in found if not _is_cut(name, text)), None)


@lru_cache(maxsize=8192)
def _is_longer(name: str) -> bool:
    """Whether a name itself begins with "New", or is of a continent."""
    return _NEW_NAME.match(name) is not None or _OF_CONTINENT.search(name) is not None


def _is_cut(name: str, text: str) -> bool:
    """Whether the text has the name of a body only as the beginning of a longer one."""
    places = [match.end() for match in re.finditer(re.escape(name), text)] if _OF_FIELD.search(name) else ()
    return bool(places) and all(_GOES_ON.match(text, end) for end in places)


def _has_its_capitals(name: str, text: str) -> bool:
    """Whether a name of few capitals stands in capitals: "un puerto" names no UN, nor "with us" the US."""
    if len(name) > _MOST_CAPITALS or not (name.isalpha() and name.isupper() and name.isascii()):
        return True
    return any(word.isupper() and fold(word) == fold(name) for word in _WORD.findall(text))


def _is_capital(name: str, text: str) -> bool:
    """Whether the folded name, which stands in the text, begins with a capital there: "a state of Mexico" is none."""
    first = name.split(" ", 1)[0]
    return any(fold(word) == first and not word[0].islower() for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def _all_words(text: str) -> str:
    return f" {' '.join(fold(text.replace(chr(39) + 's', ' ')).split())} "


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    text = _OF_MONEY.sub("", text.replace("'s", " "))
    if "New" in text or "Nuev" in text:
        text = _NEW.sub(r"\1\2", text)
    if "American" in text:
        text = _OF_CONTINENT.sub("", text)
    return f" {' '.join(fold(text).split())} "


@lru_cache(maxsize=8192)
def _wanted(name: str) -> str:
    return " ".join(fold(name.replace("'s", " ")).split())


@lru_cache(maxsize=8192)
def _looked_for(name: str) -> str:
    """What words have where the name stands among them; "" where it is too short to be looked for."""
    wanted = _wanted(name)
    if len(wanted) < _SHORTEST:
        return ""
    return wanted if _NO_SPACES.search(name) else f" {wanted} "


def _stands(name: str, words: str) -> bool:
    wanted = _looked_for(name)
    return bool(wanted) and wanted in words


def may_be_same(printed: str, names: Iterable[str]) -> bool:
    """Whether a printed name ("Horii", "Sen. Cuauhtémoc Ochoa") may be that of one with these names.

    True where its words are among the words of one of them, or all words of one of them among its own.
    """
    if _NO_SPACES.search(printed):
        return any(
            _wanted(name) and (_wanted(name) in _wanted(printed) or _wanted(printed) in _wanted(name)) for name in names
        )
    found = set(_wanted(printed).split())
    names = [name for name in names if not _is_cut(name, printed)]
    return any(
        found and (found <= own or (own and own <= found)) for own in (set(_wanted(name).split()) for name in names)
    )
