"""Whether a text says that something is not so: the word that negates or denies, by language.

What negates no claim is none: "no fewer than", "not only", "do not hesitate", "No. 1", no menos de, だけでなく;
nor what is said under a condition ("if quotas are not cut"), nor "not X" where Y is what is said ("not X but Y").
"""

from __future__ import annotations

import re
from functools import lru_cache

from factbook.text.denied import affirmed
from factbook.text.late import pattern

_NOTHING = (
    r"(?!\. ?\d| (?:only|just|merely|least|less|fewer|more|over|above|later|longer than|hesitate|to mention|doubt)\b)"
)
_NEGATES = {
    "en": pattern(
        rf"\b(?:not|no)\b{_NOTHING}|\w*n't\b{_NOTHING}"
        r"|\b(?:never|nor|neither|none|nobody|cannot|den(?:y|ies|ied|ying))\b",
        re.I,
    ),
    "es": pattern(
        r"\bno\b(?!\. ?\d| (?:s[oó]lo|solamente|únicamente|menos de|más de|obstante|dud[ae]\w*|hay duda)\b)"
        r"|\b(?:nunca|jamás|tampoco|ni|ning[uú]n[ao]?s?|negó|negaron|niegan?|desmintió|desmintieron|desmienten?"
        r"|descart(?:ó|aron|a|an))\b",
        re.I,
    ),
    "ja": pattern(
        r"(?<!少)(?<!だけで)(?<!のみで)(?<!しれ)(?<!知れ)(?<!過ぎ)(?<!すぎ)(?<!ばなら)(?<!しか)(?<!違い)"
        r"(?:ない(?!と(?:いけ|なら)|か(?:[。」、と]|$))|なかった)|ません(?!か)|(?<!必)(?<!わ)ず(?:、|。|$|に(?!は))|否定(?=し|する)"
    ),
}
#: What may negate too: where such a word stands, nothing is told from the lack of another.
_MAY = {
    "en": pattern(
        r"\b(?:not?|nothing|none|nobody|nowhere|nor|never|neither|without|cannot|den(?:y|ies|ied|ying|ials?)|reject\w*"
        r"|refus\w+|rul\w+ out|lack\w*|fail\w*|instead|rather|un(?!i|der|til)[a-z]{4,}"
        r"|in(?:suffic|adequa|complet)\w+|disa\w+|dismiss\w*|less|free of|absen\w+|against|cancel\w*|abandon\w*"
        r"|stop\w*|end\w*|exclud\w+|avoid\w*|zero|far from|yet|still|only|except|declin\w+ to|scrap\w*|drop\w*"
        r"|imposs\w+|few\w*|little|hardly|too|if|unless|froz\w+|freez\w+|flat|steady|stable|suspend\w*|stall\w*|shelv\w*|stays?|stayed|remain\w*|keeps?|kept|continu\w+|same|outside"
        r"|out of|remov\w+|lift\w*|abolish\w*|prohib\w+|bann?\w*|exempt\w*|prevent\w*|block\w*|halt\w*|postpon\w+"
        r"|delay\w*|wait\w*)\b|n't\b",
        re.I,
    ),
    "es": pattern(
        r"\b(?:no|nunca|jamás|tampoco|ni|ning\w+|nada|nadie|sin|neg[aóo]\w*|nieg\w+|desm\w+|descart\w+|rechaz\w+|falt\w+"
        r"|cancel\w+|lejos|in(?:sufic|exist|viab|capa|ciert|acept|ú?til)\w*|imposib\w+|des(?:aparec|conoc|isti|ech|autor)\w+|menos|s[oó]lo|aún|todavía|excl\w+|evit\w+|contra"
        r"|poc[oa]s?|suspen\w+|apla\w+|dej\w+|sino|si|abandon\w+|demasiad\w+|termin\w+|fuera|exent\w+|prohib\w+|imp[ei]d\w+"
        r"|carec\w+|ausen\w+|fracas\w+|difícil\w*|mant[ei]\w+|sigu\w+|permanec\w+|contin[uú]\w+|igual\w*|pospon\w+"
        r"|pospu\w+|posterg\w+|elimin\w+|congel\w+|estable\w*|estanc\w+|archiv\w+|quit\w+|bloque\w+)\b",
        re.I,
    ),
    "ja": pattern(
        r"ない|なく|なか|ず|ません|なし|ぬ|非|不|無|未|否|反|中止|撤|断|拒|欠|避|見送|足り|だけ|しか|終|外|除|免|禁|止|延|難|失|遅|待|保留|維持|続|据え置|残|廃|凍|横ばい"
    ),
}
#: Set phrases that deny nothing, but say how much or how surely.
_SET = {
    "en": pattern(
        r"\b(?:never (?:been |had |seen )(?:so|as|more|better|(?!under|after|other|later|member)\w{3,}er)"
        r"|could(?: not|n't) be (?:more|\w{3,}er)|cannot be (?:overstated|overestimated|denied)|second to none|why not"
        r"|no(?:body| one) doubts|spar\w+ no (?:effort|expense)|no better (?:time|place|moment|way)"
        r"|no (?:question(?! of\b)|doubts?|coincidence|secret|accident|surprise|wonder))\b",
        re.I,
    ),
    "es": pattern(
        r"\bno (?:hay mejor|(?:hay|cabe|queda|existe)(?: la menor)? duda|podría ser (?:mejor|más)"
        r"|es (?:casualidad|coincidencia|(?:un )?secreto|de extrañar))\b|\b(?:como nunca|ni más ni menos)\b",
        re.I,
    ),
    "ja": pattern(
        r"欠か[せさ](?:ない|ず)|少なくない|少なからず|なくてはならない|やむを得ない|惜しま(?:ない|ず)|\bまず、|かかわらず|のみならず"
        r"|ほど[^、。]{1,10}[はも]ない|(?:かつて|これまでに|また[とも])ない|言うまでもない|疑い(?:の余地)?[はが]?ない|切っても切れない"
        r"|見逃せない|計り知れない|にほかならない|ではない(?:か|でしょうか|だろうか)"
    ),
}
#: To deny what denies is to say it: "does not rule out", que no se cancele, 否定しない.
_TWICE = {
    "en": pattern(
        r"(?:\b(?:not|never|no)|n't) (?:\w+ ){0,2}?(?:rul\w+ out|exclud\w+|den(?:y|ied)|reject\w*|oppos\w+|object\w*"
        r"|refus\w+|cancel\w*|postpon\w+|delay\w*|stop\w*|end(?:ed|s)?|clos\w+|los[et]\w*|abandon\w*|interrupt\w*"
        r"|halt\w*|fail\w*|without|leave|left|withdraw\w*|forget\w*|lack\w*|problem|obstacle)\b",
        re.I,
    ),
    "es": pattern(
        r"\b(?:no|nunca|ni) (?:\w+ ){0,2}?(?:descart|nieg|neg[óa]|exclu|rechaz|opon|opus|cancel|pospon|aplac|aplaz"
        r"|retras|deten|detuv|suspend|interrump|pierd|perd|abandon|cierr|cerr|termin|acab|olvid|falt|sin\b)\w*"
        r"|\b(?:descart(?:ó|aron|a|an)|negó|negaron|niegan?|desmintió|desmintieron|desmienten?) que \w*(?: \w+){0,5}?"
        r" (?:cancel|suspend|deten|detuv|retras|pierd|perd|abandon|cierr|cerr|termin|acab|falt)\w*",
        re.I,
    ),
    "ja": pattern(
        r"(?:否定|中止|撤退|延期|削減|閉鎖|失)[^、。]{0,4}(?:ない|せず|なかった|ません)|なくな[^、。]{0,8}ない"
    ),
}
_CONDITION = pattern(r"\b(?:if|unless|si|a menos que|salvo que)\b[^,;.]*", re.I)


@lru_cache(maxsize=4096)
def negation_in(text: str, language: str) -> str:
    """The first word of a text that says that something is not so; "" where none does or the language has no reader."""
    found = _NEGATES.get(language)
    if found is None or found.search(text) is None:
        return ""
    plain = _CONDITION.sub(_blank, affirmed(_without(text, language), language))
    # What stands behind "not" in "not X but Y" is blank there.
    matches = (match for match in found.finditer(plain) if not plain.startswith("   ", match.end()))
    return next((match.group() for match in matches), "")


@lru_cache(maxsize=4096)
def may_negate(text: str, language: str) -> bool:
    """Whether a text has a word that may say that something is not so; of a language without a reader, it may."""
    found = _MAY.get(language)
    return found is None or found.search(text) is not None


def _without(text: str, language: str) -> str:
    """The text, blanks in the place of what only seems to deny."""
    return _TWICE[language].sub(_blank, _SET[language].sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
