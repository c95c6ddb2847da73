"""Values in words: dates at their own precision, numbers with separators, bounds written out.

Turns what the database holds into what a person reads. It never rounds, and never adds what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factbook.locale import N_, _, amounts, dates, language, numbers
from factbook.locale import say as in_language
from factbook.locale.reader import reader
from factbook.record import Derivation, Fact, Scalar, Value
from factbook.schema.names import say_name
from factbook.schema.tags import counted_in

NOT_STATED = N_("not stated")

_NAME = re.compile(r"[a-z_]+(?:\.[a-z]+|\([a-z_]+\))?")
_PARTS = ("year", "month", "day")
_OF_ARTICLE = {
    "year": N_("year of the article"), "month": N_("month of the article"), "day": N_("day of the article"),
}  # fmt: skip
_SIGNS_OF_SUMS = str.maketrans({"-": "−", "*": "×", "/": "÷"})
_IN_BRACES = re.compile(r"\{(\w+)\}")


def say_date(edtf: str, month_first: bool = False) -> str:
    """An EDTF date in words: "16 June 2025", "2018 to 2023", "from 1999 on", "about 1986", "by March 2021".

    With `month_first`, as American styles write it: "June 16, 2025". All here is in the reader's language.
    """
    return dates.say_date(edtf, reader(), month_first)


def say_number(value: float) -> str:
    """A number with thousands separators and no more decimals than it has: "411,000,000", "8.5"."""
    return numbers.say_number(value, language())


def say_amount(value: float | None, unit: str, qualifier: str, short: bool = False) -> str:
    """A figure in words: "more than 1,500 companies", "dozens of companies", "$8,816,000,000", "1st in rank".

    With `short`, millions and billions are words where no digit is lost by it: "411 million USD".
    """
    return amounts.say_amount(value, unit, qualifier, reader(), short)


def say_value(value: Scalar, is_date: bool = False) -> str:
    """Any value as a person reads it; NULL is "not stated"."""
    if value is None:
        return _(NOT_STATED)
    if is_date and isinstance(value, str):
        return say_date(value)
    return say_number(value) if isinstance(value, int | float) else in_language(value)


def say(value: Value) -> str:
    """A fact's value as a person reads it: the label of the record that it refers to, a date or number in words."""
    if value.target:
        return value.target.label
    return say_measured(value.value, value.tags.get("unit")) or say_value(value.value, value.is_date)


def say_measured(value: object, unit: str | None) -> str:
    """A number with the unit that its column has: "31 meters"; "" of what is none, or has none."""
    words = counted_in(unit)
    return say_amount(float(value), words, "as printed") if words and isinstance(value, int | float) else ""


def say_sum(fact: Fact, expression: str) -> str:
    """A sum as a person writes it, with the values that its names stand for: "2020 − 40"."""
    return _NAME.sub(lambda found: _term(fact, found[0]), expression).translate(_SIGNS_OF_SUMS)


def _term(fact: Fact, name: str) -> str:
    """What a name in a sum stands for; the name in words where the record does not say."""
    if name.startswith("count("):
        return str(len(fact.known_by(name[len("count(") : -1])))
    if not name.startswith("source."):
        value = fact.value(name)
        return say_number(value) if isinstance(value, int | float) else _field_name(name)
    part = name.removeprefix("source.")
    dates = {citation.source.published or "" for citation in fact.citations}
    parts = {date.split("-")[_PARTS.index(part)] for date in dates if date.count("-") >= _PARTS.index(part)}
    return parts.pop() if len(parts) == len(dates) == 1 else _(_OF_ARTICLE[part])


def say_unprinted(derivations: Sequence[Derivation]) -> str:
    """Which values no article prints: "inferred by the factbook: period"; "" where all are."""
    said = ((_("inferred by the factbook"), False), (_("calculated by the factbook"), True))
    fields = {
        how: _(", ").join(_field_name(d.field) for d in derivations if (d.expression is not None) is is_sum)
        for how, is_sum in said
    }
    return _("; ").join(f"{how}{_(': ')}{names}" for how, names in fields.items() if names)


def _field_name(field: str) -> str:
    return in_language(say_name(field)).lower()


def say_claim(fact: Fact, short: bool = False) -> str:
    """What the fact says, in a line: as the `[claim: ...]` of its table has it, else its label.

    `{amount}` stands there for the number with its unit and its bound, any other word in braces for a column. Where one
    of them is not stated, the label is all that is said. With `short`, the number is as `say_amount` has it.
    """
    said = {value.field: say(value) for value in fact.values if value.value is not None}
    said |= {"amount": amount} if (amount := _amount(fact, short)) else {}
    wanted = _IN_BRACES.findall(fact.form)
    return in_language(fact.form).format(**said) if wanted and said.keys() >= set(wanted) else fact.label


def _amount(fact: Fact, short: bool) -> str:
    """The record's `[number]` with its unit and its bound in words; "" where it has none."""
    number = next((value for value in fact.values if "number" in value.tags), None)
    units = (str(value.value) for value in fact.values if value.tags.get("unit") == "" and value.value)
    bounds = (str(value.value) for value in fact.values if "qualifier" in value.tags and value.value)
    unit, bound = next(units, number.tags.get("unit", "") if number else ""), next(bounds, "as printed")
    if number is None or (number.value is None and bound == "as printed"):
        return ""
    amount = float(number.value) if isinstance(number.value, int | float) else None
    return say_amount(amount, unit, bound, short).strip()
