"""What a text denies by naming another thing: "not in León but in Veracruz", "en lugar de León", 「レオンではなく」.

Such words stand there, and prove nothing of what the text claims. What is merely negated ("will not leave") is no
matter of this module.
"""

from __future__ import annotations

from functools import lru_cache

from factbook.text.late import pattern

_EN_WORDS = r"(?:(?:in|at|on|by|for|from|to|with|of|the|a|an) )*[^\s,;]+(?: (?=[A-Z\d$€£¥])[^\s,;]+)*"
_ES_WORDS = (
    r"(?:(?:en|a|al|de|del|con|por|para|el|la|los|las|un|una) )*[^\s,;]+(?: (?:(?:de|del|y) )?(?=[A-Z\d$])[^\s,;]+)*"
)
_DENIED = {
    "en": pattern(
        r"\b[Nn]ot (?!only|just|merely|least|less|fewer|more|over|above|exceeding)(?P<a>[^,;.]{1,60}?),? but\b"
        rf"|(?:\b(?:[Ii]nstead of|[Rr]ather than|[Uu]nlike|and not)|, not) (?P<b>{_EN_WORDS})"
    ),
    "es": pattern(
        r"\b[Nn]o (?!s[oó]lo|solamente|únicamente|menos|más)(?P<a>[^,;.]{1,60}?),? sino\b"
        rf"|(?:\b(?:[Ee]n (?:lugar|vez) de|a diferencia de|y no)|, no) ?(?P<b>{_ES_WORDS})"
    ),
    "ja": pattern(
        r"(?:^|[はがをも、。「])(?P<a>[^はがをも、。「」]{1,20}?)(?<!だけ)(?<!のみ)(?<!ばかり)(?:では?な[いく]|に代わ[りっ]|を除[きく])"
    ),
}
#: Of each pattern a part without which it stands in no text: far quicker to look for.
_PARTS = {
    "en": ("not ", "Not ", "nstead of", "ather than", "nlike"),
    "es": (" sino", "lugar de", "vez de", "diferencia de", "y no", ", no"),
    "ja": ("なく", "ない", "代わ", "除"),
}


@lru_cache(maxsize=8192)
def affirmed(text: str, language: str) -> str:
    """The text, blanks in the place of each letter that it denies: places in it are those in the text."""
    if not any(part in text for part in _PARTS.get(language, ())):
        return text
    for match in _DENIED[language].finditer(text):
        start, end = match.span(next(name for name, words in match.groupdict().items() if words))
        text = text[:start] + " " * (end - start) + text[end:]
    return text
