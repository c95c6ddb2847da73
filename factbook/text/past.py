"""Whether a text may tell what was or has been done, by the forms of its verbs: "was cut", "grew", firmaron, 建てた.

More is taken for past than is. It is asked of texts that await something, which may tell of what was done too: where
nothing of the kind stands, nothing was.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factbook.text.late import pattern

#: Verbs of saying and hoping, which say nothing of when.
_SAID_EN = (
    "expected|planned|proposed|scheduled|intended|supposed|projected|hoped|asked|added|stressed|noted|urged|warned"
)
_SAID_ES = (
    "sostuv|dij|afirm|señal|aclar|agreg|precis|indic|anunci|explic|asegur|consider|advirti|subray|destac|pidi|estim"
    "|coment|declar|añadi|inform"
)
_SAID_JA = "".join(
    f"(?<!{verb})"
    for verb in (
        "述べ",
        "語っ",
        "話し",
        "強調し",
        "発表し",
        "説明し",
        "指摘し",
        "示し",
        "求め",
        "訴え",
        "かにし",
        "言っ",
        "とし",
    )
)
_PAST = {
    "en": pattern(
        r"\b(?:was|were|did|had|has|have|ago|since|already)\b"
        r"|(?<!\bbe )\b(?:grew|rose|fell|began|built|sold|bought|made|paid|held|cut|met|left|won|lost|sent|went|came"
        r"|got|took|gave|found|brought|taught|saw|became|put|set)\b"
        rf"|(?<!\bbe )\b(?!(?:need|proceed|succeed|exceed|speed|feed|seed|{_SAID_EN})\b)[a-z]{{3,}}ed\b",
        re.I,
    ),
    "es": pattern(
        r"\b(?:fue|fueron|había\w*|ha|han|hemos|hubo|ya)\b"
        rf"|\b(?!(?:{_SAID_ES})[a-zó]{{0,5}}\b)[a-zñáéíú]{{2,}}(?:ó|aron|ieron|jeron|uvo|uvieron)(?!\w)",
        re.I,
    ),
    "ja": pattern(
        rf"[しっいきぎりみびめけせれべえげちじた]{_SAID_JA}た(?!め|ら|い|だ|り)"
        r"|[んい]だ(?=。|、|$|[一-龥ァ-ヴ])|て(?:きた|いた)"
    ),
}


@lru_cache(maxsize=4096)
def tells_what_was(text: str, language: str) -> bool:
    """Whether a text in this language may tell what was; it may where the language has no reader."""
    past = _PAST.get(language)
    return past is None or past.search(text) is not None
