"""A column of one unit takes a number that is printed with it: of "31 meters and 4 keepers" a height is not 4.

The unit is what `[unit: …]` says in the comment of the column, or what `lexicon.yml` has for it under `units`.
"""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.counted import own_numbers, whole_before
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column
from factbook.schema.tags import ORDINAL, counted_in
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.lexicon import Lexicon
from factbook.text.numbers import Number

_RANK = "rank"


def check_measured(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The column's unit belongs to the number in the quote."""
    about = record._replace(number=value, unit=_of(column))
    for quote in quotes:
        numbers, reader = own_numbers(quote, about), language_of(quote.language)
        if reader and numbers and not any(is_measured(reader, quote.text, n, column, record.lexicon) for n in numbers):
            words = f"`units: {{{column.unit}: {{{reader.code}: [...]}}}}`"
            hint = f"take the number of {column.unit}, or say in lexicon.yml what prints the unit: {words}"
            return Fault("unit", f"{value} is not printed as a number of {column.unit}", hint)
    return None


def is_measured(reader: Language, text: str, number: Number, column: Column, lexicon: Lexicon) -> bool:
    """Whether the number of the text is printed with the column's unit, or tells a part of one that is."""
    numbers = (number, whole_before(reader, text, number))
    words = (_of(column), *lexicon.units.get(str(column.unit), {}).get(reader.code, ()))
    return any(reader.unit_at(text, each, word) for each in numbers if each for word in words)


def has_one_unit(column: Column) -> bool:
    """Whether all numbers of the column have the same unit, which is printed beside them."""
    unit = column.unit or ""
    return column.type in ("INTEGER", "REAL") and bool(counted_in(unit) or unit.startswith(ORDINAL))


def _of(column: Column) -> str:
    return _RANK if str(column.unit).startswith(ORDINAL) else str(column.unit)


RULES = (Rule(check_measured, has_one_unit, how="read"),)
