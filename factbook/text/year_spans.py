"""Years in a text: those between which something is told ("from 2019 to 2024"), and since or till which it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from factbook.text.late import pattern
from factbook.text.lexicon import OURS, Lexicon, Phrase
from factbook.text.phrases import phrases_in

_Y = r"((?:19|20)\d\d)"
_RANGES = {
    "en": pattern(
        rf"(?:\b[Ff]rom (?:\w+ ){{0,3}}{_Y}(?:,? \w+){{0,4}}? (?:to|through|until|till)"
        rf"|\b[Bb]etween (?:\w+ ){{0,3}}{_Y},? and"
        rf"|(?<![\d-]){_Y} ?(?:-|–|to\b|through\b|until\b)) ?(?:\w+ ){{0,3}}{_Y}(?![\d-])"
    ),
    "es": pattern(
        rf"(?:\b(?:[Dd]e|[Dd]esde|[Dd]el) (?:\w+ ){{0,3}}{_Y}(?:,? \w+){{0,4}}? (?:a|al|hasta)"
        rf"|\b[Ee]ntre (?:\w+ ){{0,3}}{_Y},? y|(?<![\d-]){_Y} ?(?:-|–|a\b|al\b)) ?(?:\w+ ){{0,3}}{_Y}(?![\d-])"
    ),
    "ja": pattern(rf"{_Y}年?(?:度)?(?:\d{{1,2}}月)?(?:から|[〜～–-])(?:の)?{_Y}年"),
}
_YEAR = pattern(rf"(?<![\d,.]){_Y}(?![\d,.]\d|\d)")
_IN = pattern(r"\b(?:in|during|en|durante) $")
#: What may stand between "since" and its year, and in Japanese between a year and "から".
_BETWEEN = pattern(
    r"(?: (?:the|end|of|year|mid|late|early|fiscal|about|around|beginning|start|spring|summer|autumn|fall|winter|el|la"
    r"|fin|fines|finales|de|del|año|mediados|principios|inicios|[A-Z][a-z]+(?:ary|ch|il|une|uly|ust|ber)|May|enero|febrero|marzo"
    r"|abril|mayo|junio|julio|agosto|\w+bre))*[ -]?"
)
_BEHIND = pattern(r"年?(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?末?の?")
SINCE, UNTIL, IN = "since", "until", "in"


@lru_cache(maxsize=8192)
def ranges_in(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The first and the last year of each time that a text in this language tells by both, in order of place."""
    found = _RANGES.get(language)
    pairs = [[int(year) for year in match.groups() if year] for match in (found.finditer(text) if found else ())]
    return tuple((first, last) for first, last in pairs if first < last)


@lru_cache(maxsize=8192)
def years_in(text: str, language: str, lexicon: Lexicon) -> Mapping[int, frozenset[str]]:
    """Each year that a text gives, and how: "since", "until", of `our` text also "in"; "" where it does neither."""
    if not _YEAR.search(text):
        return {}
    found: dict[int, set[str]] = {}
    said = [said for said in phrases_in(text, language, lexicon) if said.phrase in _SIDES]
    for match in _YEAR.finditer(text):
        ways = {
            _SIDES[word.phrase]
            for word in said
            if (
                (word.start >= match.end() and _BEHIND.fullmatch(text, match.end(), word.start))
                if language.endswith("ja")
                else (word.end <= match.start() and _BETWEEN.fullmatch(text, word.end, match.start()))
            )
        }
        is_in = language.startswith(OURS) and not ways and _IN.search(text, 0, match.start())
        found.setdefault(int(match.group()), set()).update(ways or {IN if is_in else ""})
    return {year: frozenset(ways) for year, ways in found.items()}


_SIDES = {Phrase("times", SINCE): SINCE, Phrase("times", UNTIL): UNTIL}
