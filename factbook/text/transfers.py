"""Who gives and who takes: where a text names somebody as the one from whom something goes, or to whom.

"exports to Japan", "Fish Bay sold a boat to Reed Hill", "comprada por", 「日本から」. By what stands beside the
name, or by the words of the lexicon's converses: who sells gives, who buys takes. Where neither tells, nobody does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factbook.text.late import pattern
from factbook.text.lexicon import Lexicon
from factbook.text.normalise import Span
from factbook.text.phrases import Said, phrases_in

GIVES, TAKES = "from", "to"
_SIDES = {"one": GIVES, "other": TAKES}
#: Converses whose nouns are followed by whose they are: "exports of Mexico".
_OWN_NOUN = "trade"
#: So many letters a Japanese noun may stand behind whose it is.
_NEAR = 8

_FROM = {
    "en": pattern(r"\b(?:from|out of) (?:the )?(?:\w+ of )?$"),
    "es": pattern(
        r"\b(?:desde|procedentes? de|provenientes? de|originari[oa]s? de) (?:el |la |los |las )?(?:\w+ de )?$"
    ),
}
_TO = {
    "en": pattern(
        r"(?<!according )(?<!thanks )(?<!due )(?<!owing )(?<!next )(?<!close )(?<!closer )(?<!compared )(?<!similar )"
        r"(?<!belongs )(?<!tied )(?<!linked )(?<!related )(?<!addition )(?<!respect )(?<!regard )(?<!relevant )"
        r"\b(?:to|into|towards?|(?:bound|destined|leaves?|headed) for) (?:the )?"
        r"(?:(?:state|city|port|prefecture|government) of )?$"
    ),
    "es": pattern(r"\b(?:hacia|rumbo a|con destino a|a|al) (?:el |la |los |las )?(?:(?:estado|ciudad|puerto) de )?$"),
}
_ES_OF, _ES_ON = pattern(r"\bde $"), pattern(r" (?:a|hacia) (?:la |el )?[A-ZÁÉÍÓÚ]")
_JA_BODY = "(?:州|県|市|社|政府)?"
_JA_FROM = pattern(rf"{_JA_BODY}(?:など)?(?:から|発(?![表展足言生電動]))")
_JA_TO = pattern(rf"{_JA_BODY}(?:へ|向け|宛|行き)")
_JA_AGENT, _JA_OWN = pattern(rf"{_JA_BODY}(?:は|が)"), pattern(rf"{_JA_BODY}(?:の|による)")
_JA_DATIVE = pattern(rf"{_JA_BODY}に(?!よ|つ|お|関|対|あ)")
#: "the city of Ensenada", which is as good as its name.
_TITLE = pattern(
    r"(?:city|state|port|government|prefecture|ciudad|estado|gobierno|puerto|prefectura) (?:of|de|del) $", re.I
)
#: What stands between a subject and its verb, a verb and its "by", a verb and "a".
_ACTIVE = {
    "en": pattern(r"'?(?: (?!(?:was|were|been|be|being|by|from|of|for|that|who|which|and|in|on)\b)[a-z][\w-]*){0,5} $"),
    "es": pattern(r"(?: (?!(?:fue|fueron|sido|ser|siendo|por|a|de|del|para|que|y|en)\b)[a-záéíóúñ]+){0,4} $"),
}
_BY = {
    "en": pattern(r"(?: [\w-]+){0,6}? by (?:the )?$"),
    "es": pattern(r"(?: [\w-]+){0,6}? por (?:el |la |los )?$"),
}
_OWNED = pattern(r"(?:'s|')(?: [\w-]+){0,3} $")
_PREPOSITION = pattern(
    r"\b(?:from|to|of|in|by|with|for|at|near|on|into|a|al|de|del|por|en|con|para|desde|hacia) (?:the |el |la |los )?$"
)
_ES_TO = pattern(r"(?: [\w%.-]+){0,8}? (?:a(?: la| los)?|al) $")


@lru_cache(maxsize=8192)
def sides_at(text: str, span: Span, language: str, lexicon: Lexicon) -> frozenset[str]:
    """As what the name at that place is told: "from", "to", both or neither."""
    if language == "ja":
        return frozenset(_in_japanese(text, span, lexicon))
    if language not in _FROM:
        return frozenset()
    return frozenset(_by_preposition(text, span, language, lexicon)) | frozenset(
        _SIDES[word.phrase.side]
        for word in _transfers(text, language, lexicon)
        if _is_agent(text, span, word, language)
    )


def opens_with(text: str, language: str, lexicon: Lexicon) -> str:
    """The side of whoever a text is about, where a word of a transfer is its first: "Bought a boat"."""
    first = next(iter(_transfers(text, language, lexicon)), None)
    return _SIDES[first.phrase.side] if first and first.start == 0 else ""


def _transfers(text: str, language: str, lexicon: Lexicon) -> tuple[Said, ...]:
    return tuple(said for said in phrases_in(text, language, lexicon) if said.phrase.name in lexicon.converses)


def _by_preposition(text: str, span: Span, language: str, lexicon: Lexicon) -> Iterator[str]:
    before = text[: span.start]
    if text.startswith("'", span.end):
        return  # "to Mexico's role" goes not to Mexico
    is_from = language == "es" and _ES_OF.search(before) and _ES_ON.match(text, span.end)
    if is_from or _FROM[language].search(before):
        yield GIVES
    elif _TO[language].search(before):
        yield GIVES if language == "es" and _is_bought_from(text, span, lexicon) else TAKES


def _is_bought_from(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether a taking verb stands ahead of "a": what is bought (comprado) "a Hamaoka" is bought from it."""
    verbs = [word for word in _transfers(text, "es", lexicon) if word.end <= span.start]
    if not verbs or verbs[-1].phrase.side != "other" or verbs[-1].phrase.name == _OWN_NOUN:
        return False
    return _ES_TO.fullmatch(text, verbs[-1].end, span.start) is not None


def _is_agent(text: str, span: Span, word: Said, language: str) -> bool:
    """Whether who has this name does what the word says."""
    is_trade = word.phrase.name == _OWN_NOUN
    if word.start < span.start:
        between = text[word.end : span.start]
        if between == " ":
            return is_trade and language == "es"  # importaciones mexicanas
        if between in (" of ", " de ") and is_trade:
            return language == "en" or word.phrase.side == "one"
        return _BY[language].fullmatch(between) is not None
    between = text[span.end : word.start]
    if language == "en" and _OWNED.fullmatch(between):
        return True
    if between == " " and is_trade and word.phrase.side == "other":
        return False  # "Japanese imports" may be Japan's, or from there
    before = _TITLE.sub("", text[: span.start])
    return _ACTIVE[language].fullmatch(between) is not None and not _PREPOSITION.search(before)


def _in_japanese(text: str, span: Span, lexicon: Lexicon) -> Iterator[str]:
    if _JA_FROM.match(text, span.end):
        yield GIVES
    elif _JA_TO.match(text, span.end) or text.endswith("対", 0, span.start):
        yield TAKES
    sentence = text[: span.end] + text[span.end :].split("。")[0]
    words = [word for word in _transfers(text, "ja", lexicon) if span.end <= word.start < len(sentence)]
    if not words:
        return
    first, last = words[0], words[-1]
    if _JA_DATIVE.match(text, span.end) and first.phrase.side == "one":
        yield TAKES
    elif _JA_AGENT.match(text, span.end):
        yield _SIDES[last.phrase.side]
    elif _JA_OWN.match(text, span.end) and first.phrase.name == _OWN_NOUN and first.start - span.end <= _NEAR:
        yield _SIDES[first.phrase.side]
