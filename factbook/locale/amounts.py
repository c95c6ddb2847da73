"""Amounts as people of a language say them: "more than 1,500 companies", "más de 1,500 empresas", "1500社超".

A number, its unit and its bound as one. The unit is a word of the project, translated in its catalogue; a sign such as
`$` stands before the number. The forms of bounds are in the package's catalogue.
"""

from __future__ import annotations

from factbook.locale.catalogue import SOURCE
from factbook.locale.dates import locale_of
from factbook.locale.numbers import say_large, say_number
from factbook.locale.reader import N_, Reader, message

#: A million is a noun in Spanish: what is counted follows with "de".
_NOUNS = ("millón", "millones")
_SIGNS = ("$", "€", "£", "¥")
_PLAIN = "as printed"
_BOUNDS = {
    "more than": N_("more than %(amount)s"),
    "at least": N_("at least %(amount)s"),
    "about": N_("about %(amount)s"),
    "less than": N_("less than %(amount)s"),
    "up to": N_("up to %(amount)s"),
    "nearly": N_("nearly %(amount)s"),
    "exactly": N_("exactly %(amount)s"),
}
_VAGUE = {"dozens": N_("dozens of %(unit)s"), "several": N_("several %(unit)s")}
#: Units of numbers that are a place in an order: how English says it behind the ordinal, and other languages.
PLACES = {
    "rank": ("in rank", N_("number %(number)s in rank")),
    "anniversary": ("anniversary", N_("anniversary number %(number)s")),
}


def say_amount(value: float | None, unit: str, qualifier: str, reader: Reader, short: bool = False) -> str:
    """A figure in words: "more than 1,500 companies", "dozens of companies", "$8,816,000,000", "1st in rank".

    With `short`, large numbers are partly in words where no digit is lost by it: "411 million USD".
    """
    words = message(reader.catalogue, unit, {})
    if value is None:
        form = _VAGUE.get(qualifier, "%(qualifier)s %(unit)s")
        return message(reader.catalogue, form, {"unit": words, "qualifier": qualifier})
    if unit in PLACES:
        amount = _place(int(value), unit, reader)
    else:
        number = say_large(value, reader.language) if short else say_number(value, reader.language)
        amount = _counted(number, unit, reader) or _with_unit(number, unit, words, reader.language)
    if qualifier == _PLAIN:
        return amount
    form = _BOUNDS.get(qualifier, "%(qualifier)s %(amount)s")
    return message(reader.catalogue, form, {"amount": amount, "qualifier": qualifier})


def _counted(number: str, unit: str, reader: Reader) -> str:
    """The number as the catalogue counts this unit, by the message "%(number)s companies"; "" where it has none."""
    form = counting_form(unit)
    said = reader.catalogue.gettext(form)
    if said == form:
        return ""
    de = " de" if number.endswith(_NOUNS) and "%(number)s " in said else ""
    return said % {"number": f"{number}{de}"}


def counting_form(unit: str) -> str:
    """The message that says how many there are of a unit."""
    return f"%(number)s {unit.replace('%', '%%')}"


def _with_unit(number: str, unit: str, words: str, language: str) -> str:
    if unit in _SIGNS and words == unit:
        return f"{unit}{number}"
    primary = locale_of(language).language
    if primary == "ja" or (unit == "%" and primary == SOURCE):
        return f"{number}{words}"
    joined = " de " if primary == "es" and number.endswith(_NOUNS) and words != "%" else " "
    return f"{number}{joined}{words}"


def _place(number: int, unit: str, reader: Reader) -> str:
    in_english, form = PLACES[unit]
    if locale_of(reader.language).language != SOURCE:
        return message(reader.catalogue, form, {"number": number})
    return f"{_ordinal(number)} {in_english}"


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
