"""`classed`: a value of a `[class]` column is shown by a word of the lexicon, in the language of the article.

The word stands in a quote that is to prove it or in that quote's sentence, unhedged where the class claims a fact.
"""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule, tagged
from factbook.schema import Column
from factbook.text.classes import Shown, is_awaited, shown, shown_among
from factbook.text.lexicon import ClassKey, Lexicon
from factbook.text.speech import primary_subtag

_WORDS_SHOWN = 6


def check_class(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """One of the quotes shows the class as so; a value that is not in the list is refused by the list."""
    if value not in column.choices:
        return None
    key = ClassKey(record.table, column.name, value)
    found = [_shown_by(key, quote, record.lexicon) for quote in quotes]
    if Shown.SO in found:
        return None
    if Shown.HEDGED in found:
        hint = "take the status that the article gives it, or give a derivation"
        return Fault("class", f"{value!r} stands there hedged or denied", hint)
    return Fault("class", f"no word of {value!r} is in the quote or its sentence", _hint(key, quotes, record.lexicon))


def is_shown(key: ClassKey, quotes: tuple[Quote, ...], lexicon: Lexicon) -> bool:
    """Whether one of the quotes shows the class as so."""
    return any(_shown_by(key, quote, lexicon) is Shown.SO for quote in quotes)


def _shown_by(key: ClassKey, quote: Quote, lexicon: Lexicon) -> Shown:
    if key not in lexicon.classes:
        return Shown.NOT
    in_quote = shown(quote.text, key, primary_subtag(quote.language), lexicon)
    in_sentence = quote.context.shows(key)
    if in_quote is not Shown.NOT:
        # What stands before the quote in its sentence may hedge it.
        return in_sentence if in_sentence is Shown.HEDGED else in_quote
    if in_sentence is not Shown.NOT:
        # A word beside the quote does not take the hedge from it.
        return Shown.HEDGED if _is_awaited(key, quote, lexicon) else in_sentence
    return Shown.SO if _goes_without_saying(key, quote, lexicon) else Shown.NOT


def _goes_without_saying(key: ClassKey, quote: Quote, lexicon: Lexicon) -> bool:
    """Whether the class needs no word, and no other of its column, nor a hedge, has one up to the quote's end."""
    entry, context = lexicon.classes[key], quote.context
    if not entry.otherwise or context.hedged:
        return False
    if _is_awaited(key, quote, lexicon):
        return False
    return not _others(key, quote, lexicon) and not (context.near and any(map(context.is_near, lexicon.siblings(key))))


def _is_awaited(key: ClassKey, quote: Quote, lexicon: Lexicon) -> bool:
    """Whether the class claims a fact that goes without saying, and a hedge stands in the quote.

    What is announced, agreed or signed may well be awaited.
    """
    entry = lexicon.classes[key]
    is_plain_fact = entry.is_fact and entry.otherwise
    return is_plain_fact and is_awaited(quote.text, primary_subtag(quote.language), lexicon)


def _others(key: ClassKey, quote: Quote, lexicon: Lexicon) -> list[str]:
    """Other values of the column that the quote itself shows."""
    found = shown_among(quote.text, lexicon.siblings(key), primary_subtag(quote.language), lexicon)
    return [other.value for other, how in found.items() if how is Shown.SO]


def _hint(key: ClassKey, quotes: tuple[Quote, ...], lexicon: Lexicon) -> str:
    others = dict.fromkeys(value for quote in quotes for value in _others(key, quote, lexicon))
    if others:
        return f"the quote shows {', '.join(map(repr, others))}"
    entry = lexicon.classes.get(key)
    languages = dict.fromkeys(primary_subtag(quote.language) for quote in quotes)
    words = [word for language in languages for word in (entry.words.get(language, ()) if entry else ())]
    some = f"its words: {', '.join(words[:_WORDS_SHOWN])}; " if words else ""
    return f"{some}prove it by another quote, add the article's word to lexicon.yml, or give a derivation"


RULES = (Rule(check_class, tagged("class"), "classed", every=False),)
