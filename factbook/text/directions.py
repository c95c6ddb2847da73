"""To which side a text says that something went: up or down, gain or loss; both or neither where it says so.

Ours is read for the words that name a change, theirs for all that may tell one: what they say both of is of no side.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factbook.text.late import pattern
from factbook.text.own_words import CHANGE, RESULT, Sides, own_words

_PERCENT = r"(?:%|per ?cent|por ciento)"
#: By language and axis, words that may tell the one side and the other.
_THEIRS: dict[str, dict[str, Sides]] = {
    "en": {
        CHANGE: (
            pattern(
                r"\b(?:gr[eo]w\w*|ris(?:es?|en|ing)|rose|increas\w+|gain\w*|climb\w*|surg\w+|jump\w*|soar\w*|expan\w+"
                r"|advanc\w+|(?<!set )(?<!sets )(?<!ned )up(?= (?:\d|by|from|about|nearly))"
                r"|rais\w+|higher|doubl\w+|tripl\w+|widen\w*|boost\w*|recover\w*|strengthen\w*)\b"
                rf"|{_PERCENT} more\b",
                re.I,
            ),
            pattern(
                r"\b(?:f[ae]ll(?:s|en|ing)?|drop\w*|declin\w+(?! to\b)|decreas\w+|shr[aiu]nk\w*|slump\w*|plung\w*"
                r"|slid\w*|slip\w*|down(?= (?:\d|by|from|to|about|nearly))"
                r"|contracted|reduc\w+|cuts?|cutting|lost|lower\w*|tumbl\w*|halv\w+|weaken\w*|shed)\b"
                rf"|{_PERCENT} (?:less|fewer)\b",
                re.I,
            ),
        ),
        RESULT: (
            pattern(r"\b(?:profit\w*|surplus\w*|earn\w+|net income|gains?)\b", re.I),
            pattern(r"\b(?:loss(?:es)?|lost|deficit\w*|red)\b", re.I),
        ),
    },
    "es": {
        CHANGE: (
            pattern(
                r"\b(?:cre[cz]\w+|aument\w+|sub(?:e|en|ió|ieron|ida|ir\w*)|alza\w*|increment\w+|repunt\w+|avanz\w+|ascend\w+"
                r"|ascenso|gan[óa]\w*|expan\w+|amplía\w*|mejor\w*|recuper\w+|elev\w+|duplic\w+|triplic\w+|arriba)\b"
                rf"|{_PERCENT} más\b",
                re.I,
            ),
            pattern(
                r"\b(?:ca(?:e|en|er|erá\w*|ería\w*|ída|ídas|yó|yeron)|baj[aóe]\w*|disminu\w+|descen[ds]\w*|reduc\w+|redu[jz]\w+"
                r"|retroce\w+|contra[cj]\w+|merm\w+|perd\w+|pierd\w+|recort\w+|desplom\w+|abajo)\b"
                rf"|{_PERCENT} menos\b",
                re.I,
            ),
        ),
        RESULT: (
            pattern(r"\b(?:ganancia\w*|utilidad\w*|beneficio\w*|superávit|gan[óa]\w*)\b", re.I),
            pattern(r"\b(?:pérdida\w*|perd\w+|déficit)\b", re.I),
        ),
    },
    "ja": {
        CHANGE: (
            pattern("増|伸|上昇|上回|拡大|高ま|高く|上が|伸長|成長|倍|回復|急騰|改善"),
            pattern("減|落ち|下落|下回|縮小|低下|下が|低迷|割り込|後退|悪化|急落|半減"),
        ),
        RESULT: (pattern("黒字|利益|純益|増益|減益"), pattern("赤字|損失|純損|最終損|営業損(?!益)")),
    },
}
#: A capital inside of a sentence.
_IN_NAME = pattern(r"[\w,] [A-Z]$")
#: Sides by the words for them.
_NAMES = {CHANGE: ("a rise", "a fall"), RESULT: ("a profit", "a loss")}


@lru_cache(maxsize=4096)
def sides_of(text: str, language: str) -> tuple[tuple[str, int, str], ...]:
    """Each axis of which a text of ours says one side only, the side (0 or 1), and the word that does."""
    found, words = [], own_words(language)
    for axis, sides in words.sides.items() if words else ():
        told = [(side, word) for side, words in enumerate(sides) if (word := _first(words, text))]
        if len(told) == 1:
            found.append((axis, *told[0]))
    return tuple(found)


def _first(words: re.Pattern[str], text: str) -> str:
    """The first of the words that is no part of a name, as "Green Growth Fund"; "" where none stands there."""
    matches = (match for match in words.finditer(text) if not _IN_NAME.search(text, 0, match.start() + 1))
    return next((match.group() for match in matches), "")


@lru_cache(maxsize=4096)
def told_sides(text: str, axis: str, language: str) -> frozenset[int]:
    """The sides of an axis that a text in this language may tell; both where the language has no reader."""
    sides = _THEIRS.get(language, {}).get(axis)
    if sides is None:
        return frozenset({0, 1})
    return frozenset(side for side, words in enumerate(sides) if words.search(text))


def side_name(axis: str, side: int) -> str:
    """A side, in words."""
    return _NAMES[axis][side]
