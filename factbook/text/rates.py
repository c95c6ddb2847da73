"""Which numbers of a text are of an exchange rate: "at a rate of 151 yen", "tipo de cambio de 18.40", 1ドル=149円.

Such a number counts nothing: it says how one currency was turned into another.
"""

from __future__ import annotations

from factbook.text.late import pattern
from factbook.text.numbers import Number

_US = r"(?:US |U\.S\. )?"
_MONEY = rf"{_US}(?:dollars?|euros?|pounds?|yen|yenes|dólar(?:es)?|libras?|pesos?)"
_ONE = rf"(?:[$€£¥]1|1 ?{_MONEY}|one {_MONEY})"
_JA_MONEY = "(?:米)?(?:ドル|ユーロ|ポンド|ペソ|元|円)"
#: What stands before a rate; `loose`, only where money is counted.
_BEFORE = pattern(
    r"\b(?:exchange|conversion) rate of (?:about |some |around )?[$€£¥]?$"
    r"|(?P<loose>\b(?:at (?:an?|the) (?:current |average )?rate of (?:about |some )?|a razón de (?:unos )?)"
    rf"|(?<![\d.,])(?<!from )(?<!entre )(?<!between )(?<!\bde ){_ONE} (?:to|at|is|por) (?:about )?)[$€£¥]?$"
    r"|\btipos? de cambio (?:[^\W\d]\w*,? ){0,3}?(?:de |a )?(?:cerca de |unos )?[$€£¥]?$"
    rf"|(?<![\d.,]){_ONE} ?(?:=|equals|equivale a) ?(?:about )?[$€£¥]?$"
    rf"|(?<![0-9０-９.,])[1１一]{_JA_MONEY} ?[=＝は、] ?約?$"
)
#: What stands behind the one unit that a rate is of, or behind the rate.
_BEHIND = pattern(
    rf" ?(?:{_MONEY} ?(?:=|equals)|{_JA_MONEY} ?[=＝])"
    rf"| {_MONEY} (?:to|per|por|al) (?:the |an? |one |1 |un |el )?{_US}(?:dollar|euro|pound|dólar|libra|peso)\b(?!s)"
)
_COUNTED = pattern(rf" {_MONEY}\b")
#: Some of these each rate has beside it; most texts have none.
_MAY_BE = pattern(
    r"\brate\b|cambio|[=＝]|\bto the |\bper |por (?:dólar|euro|peso)|a razón|equals|[1１一](?:米)?ドル|1 "
)


def is_of_rate(text: str, number: Number) -> bool:
    """Whether the number, which stands in the text, is one of an exchange rate."""
    if not _MAY_BE.search(text):
        return False
    before = _BEFORE.search(text, max(0, number.start - 60), number.start)
    if before and before["loose"]:
        return before.group().endswith(tuple("$€£¥")) or _COUNTED.match(text, number.end) is not None
    return before is not None or _BEHIND.match(text, number.end) is not None
