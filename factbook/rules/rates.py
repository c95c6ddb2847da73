"""A number of an exchange rate is no amount: "($65 million at a rate of 151 yen)" tells of no 151 yen."""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.counted import own_numbers
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.own_words import own_words
from factbook.text.rates import is_of_rate


def check_rate(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The number of a record is that of an exchange rate only where its own words say so."""
    owned = [(quote.text, own_numbers(quote, record)) for quote in quotes]
    if not any(own for _, own in owned) or not all(is_of_rate(text, n) for text, own in owned for n in own):
        return None
    words = own_words(record.language)
    if words and any(words.of_rate.search(said) for said in record.values.values() if isinstance(said, str)):
        return None
    hint = "take the amount, or say in the label that it is the exchange rate"
    return Fault("number", f"{value} is a number of an exchange rate", hint)


RULES = (Rule(check_rate, tagged("number"), "read"),)
