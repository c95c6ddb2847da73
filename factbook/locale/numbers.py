"""Numbers as people of a language write them: "37,000", "37,000 millones", "370億".

It never rounds. Groups and the decimal sign are Unicode's (CLDR, by Babel). Spanish of no country (`es`) is that of
Latin America, as its press writes it: "1,250", "8.5"; a tag with a country (`es-ES`) has that country's signs.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.numbers import get_decimal_symbol, get_group_symbol

from factbook.locale.catalogue import SOURCE
from factbook.locale.dates import locale_of

_SPACE = "\u00a0"


class Signs(NamedTuple):
    """What parts groups of three digits, and what parts decimals."""

    group: str
    decimal: str


_ENGLISH_SIGNS = Signs(",", ".")
#: Where the name of a language alone would mean the usage of one country.
_OF_WHERE = {"es": "es-419"}


@lru_cache(maxsize=64)
def signs_of(language: str) -> Signs:
    """The signs of a language."""
    locale = locale_of(_OF_WHERE.get(language, language))
    if locale.language == SOURCE:
        return _ENGLISH_SIGNS
    return Signs(get_group_symbol(locale), get_decimal_symbol(locale))


def say_number(value: float, language: str) -> str:
    """A number with its groups and no more decimals than it has: "411,000,000", "8.5"."""
    whole = int(value)
    text = f"{whole:,}" if whole == value else f"{Decimal(repr(value)):,f}"
    group, decimal = signs = signs_of(language)
    if signs == _ENGLISH_SIGNS:
        return text
    digits, _, rest = text.partition(".")
    digits = digits.replace(",", group)
    return f"{digits}{decimal}{rest}" if rest else digits


# ── large numbers, partly in words ──

_ENGLISH = ((1_000_000_000, "billion"), (1_000_000, "million"))
_MYRIADS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_MILLION = 1_000_000


def say_large(value: float, language: str) -> str:
    """As `say_number`, its scale in words where no digit is lost by it: "411 million", "411 millones", "4億1100万"."""
    primary = locale_of(language).language
    if primary == "ja":
        return _in_myriads(value) or say_number(value, language)
    if primary == "es":
        return _in_millions(value, language) or say_number(value, language)
    return (primary == SOURCE and _in_billions(value)) or say_number(value, language)


def _in_billions(value: float) -> str:
    exact = Decimal(repr(value))
    for scale, word in _ENGLISH:
        scaled = exact / scale
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{scaled.normalize():,f} {word}"
    return ""


def _in_millions(value: float, language: str) -> str:
    scaled = Decimal(repr(value)) / _MILLION
    if abs(scaled) < 1 or scaled != round(scaled, 3):
        return ""
    number = say_number(int(scaled) if scaled == int(scaled) else float(scaled), language)
    return f"{number}{_SPACE}{'millón' if scaled == 1 else 'millones'}"


def _in_myriads(value: float) -> str:
    if value != int(value) or abs(value) < 10**4:
        return ""
    rest, parts = abs(int(value)), "-" if value < 0 else ""
    for scale, sign in _MYRIADS:
        if rest >= scale:
            parts += f"{rest // scale}{sign}"
            rest %= scale
    return parts + (str(rest) if rest else "")
