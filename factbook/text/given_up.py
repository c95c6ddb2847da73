"""Whether what a word says is awaited has been given up: "cancelled its plan", "the planned visit was called off".

Folded texts and places in, a truth value out; one pattern ahead of the word and one behind it for each language.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factbook.text.late import pattern


class _Words(NamedTuple):
    """What gives up what follows it, and what precedes it."""

    ahead: re.Pattern[str]
    behind: re.Pattern[str]


_EN_DONE = r"(?:cancell?ed|scrapped|abandoned|dropped|shelved|called off|given up|axed)"
_EN_DOES = (
    r"(?:cancel(?:s|l?ed|l?ing)|scrap(?:s|ped|ping)|abandon(?:s|ed|ing)|drop(?:s|ped|ping)|shelv(?:es|ed|ing)"
    r"|call(?:s|ed|ing) off|g(?:ives?|iven|ave|iving) up(?: on)?|axe[sd])"
)
_EN_ITS = r"(?:its|the|an?|their|his|her|our|all|any|this|that|these|those|both|several|some|two|three)"
_EN_WORD = r"(?:(?!and |but |or |to |as )[^\s,;:.()]+ )"
_ES_DOES = (
    r"(?:cancel(?:o|a|an|aron|ado|ar)|abandon(?:o|a|an|aron|ado|ar)|desech(?:o|a|aron|ado)|descart(?:o|a|aron|ado)"
    r"|desist(?:io|e|en|ieron) de|renunci(?:o|a|aron) a)"
)
_ES_ITS = r"(?:el|la|los|las|sus?|una?|est[aeo]s?|es[ae]s?|tod[oa]s? l[oa]s?|amb[oa]s|vari[oa]s|dos|tres)"
_JA_DOES = (
    r"(?:取りやめ|取り止め|取止め|断念|白紙(?:に|と)|見送(?:っ|り|る|ら)|キャンセル"
    r"|(?:中止|撤回)(?:し|と|に|す|さ|が|を(?:決|発表)|[。、]|$))"
)
_BY_LANGUAGE = {
    "en": _Words(
        pattern(rf"(?<!not )(?<!never )(?<!n't )\b{_EN_DOES} (?:{_EN_ITS} {_EN_WORD}{{0,4}})?$"),
        pattern(
            r"[\w'-]*(?: (?!and |but |as )[^\s,;:.()]+){0,6}? (?:was|were|is|are|been|being|got)(?: [a-z]+ly)? "
            + _EN_DONE
        ),
    ),
    "es": _Words(
        pattern(
            rf"(?<!no )(?<!no ha )(?<!nunca )\b{_ES_DOES} (?:{_ES_ITS} (?:(?!y |pero |o |para )[^\s,;:.()]+ ){{0,4}})?$"
        ),
        pattern(
            r"[\w'-]*(?: (?!y |pero )[^\s,;:.()]+){0,6}?(?<! no) (?:(?:fue(?:ron)?|qued(?:o|aron)|sido|esta(?:n)?)"
            r" (?:cancelad|abandonad|desechad|descartad)[oa]s?|se cancel(?:o|a|aron))\b"
        ),
    ),
    "ja": _Words(
        pattern(rf"{_JA_DOES}[^、。]{{0,8}}$"),
        pattern(rf"[^。]{{0,40}}?{_JA_DOES}(?!ない|なかった|せず|なく)"),
    ),
}


def is_given_up(text: str, start: int, end: int, language: str) -> bool:
    """Whether what `text[start:end]` says, in a folded text of that language, is said there to be given up."""
    words = _BY_LANGUAGE.get(language)
    return words is not None and bool(words.ahead.search(text[:start]) or words.behind.match(text, end))
