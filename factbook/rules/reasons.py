"""A reason is tied to what it derives: it has a word of the quotes, or of the value, or of what the value refers to."""

from __future__ import annotations

import re

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.classes import Shown, shown
from factbook.text.content import share_a_word
from factbook.text.lexicon import ClassKey
from factbook.text.own_words import own_words
from factbook.text.reckoning import expression_of
from factbook.text.speech import primary_subtag

#: How the bound of a number that is printed without one ends: "exactly as printed".
_PRINTED = "printed"


def check_tied(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """The reason has a word that says something of a quote, of the value, or of a name of what it refers to.

    Or a word that shows the class; a sum has its numbers; what is the article's own day, that the reason says so.
    """
    reference = record.references.get(value) if column.references else None
    ours = (value, *reference.all_names, *reference.values) if reference else (value,)
    if expression_of(record.reason) is not None or share_a_word(record.reason, ours):
        return None
    if share_a_word(record.reason, [quote.text for quote in quotes]) or _is_said(value, column, record):
        return None
    words = own_words(record.language)
    if (
        words
        and words.of_day.search(record.reason)
        and any(_is_day_of(quote.source, value, record) for quote in quotes)
    ):
        return None
    hint = "say from which words of the article it follows"
    return Fault("reason", f"no word of the value or of a quote is in the reason {record.reason!r}", hint)


def _is_said(value: str, column: Column, record: Record) -> bool:
    """Whether the reason says of a bound that none is printed, or has a word that shows the class."""
    if "qualifier" in column.tags:
        words = own_words(record.language)
        return value.endswith(_PRINTED) and words is not None and words.printed.search(record.reason) is not None
    if "class" not in column.tags:
        return False
    return (
        shown(
            record.reason, ClassKey(record.table, column.name, value), primary_subtag(record.language), record.lexicon
        )
        is not Shown.NOT
    )


def check_bound(value: str, column: Column, record: Record, _quotes: tuple[Quote, ...]) -> Fault | None:
    """The reason of a derived bound names no other bound, unless it names this one too."""
    said = [choice for choice in column.choices if re.search(rf"\b{re.escape(choice)}\b", record.reason, re.I)]
    if not said or value in said:
        return None
    return Fault("reason", f"the reason says {said[0]!r}, not {value!r}", "say in the reason how it is that bound")


def _is_day_of(source: str, value: str, record: Record) -> bool:
    article = record.references.get(source)
    return article is not None and any(day and day in value for day in article.values)


def _is_not_printed(column: Column) -> bool:
    """Of all but printed words: those are made of the words of the reason or of a quote."""
    return "printed" not in column.tags


RULES = (
    Rule(check_tied, _is_not_printed, "inferred", derived=True, everywhere=True, asks_names=True),
    Rule(check_bound, tagged("qualifier"), "inferred", derived=True),
)
