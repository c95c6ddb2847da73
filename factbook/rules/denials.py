"""What a statement denies its quotes deny, and what it says is done they do not only await.

"No money is involved" is not "Money is involved", nor "the rent will be paid" "The rent has been paid". Asked of what
somebody said, in our words: the label of a record that names who speaks.
"""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.schema import Column
from factbook.text.classes import is_awaited
from factbook.text.negated import may_negate, negation_in
from factbook.text.own_words import own_words
from factbook.text.past import tells_what_was
from factbook.text.speech import primary_subtag

_SPEAKER = "speaker"


def check_denials(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Our words deny something where a quote does, and nothing where none may."""
    if _SPEAKER not in record.values or not quotes:
        return None
    own = primary_subtag(record.language)
    texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
    if ours := negation_in(value, own):
        if any(may_negate(text, language) for text, language in texts):
            return None
        hint = "say it as the quotes do, or cite the words that deny it"
        return Fault("words", f"{ours!r} denies what no quote of the record denies", hint)
    theirs = next(filter(None, (negation_in(text, language) for text, language in texts)), "")
    if not theirs or may_negate(value, own):
        return None
    hint = "say what is not so, or take the words that say what is"
    return Fault("words", f"a quote of the record says {theirs!r}, and these words deny nothing", hint)


def check_awaited(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Our words say that something has been done only where not all of it is awaited in the quotes."""
    words, own = own_words(record.language), primary_subtag(record.language)
    done = words.done.search(value) if words and _SPEAKER in record.values else None
    if done is None or is_awaited(value, own, record.lexicon) or may_negate(value, own):
        return None
    texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
    awaited = [text for text, language in texts if is_awaited(text, language, record.lexicon)]
    if not awaited or any(tells_what_was(text, language) for text, language in texts):
        return None
    hint = "say it as the quotes do: planned, expected, to come"
    return Fault("words", f"{done.group()!r} tells as done what the quotes only await", hint)


def _is_claim(column: Column) -> bool:
    return {"label", "words"} <= column.tags and "editorial" not in column.tags


RULES = (
    Rule(check_denials, _is_claim, "worded", everywhere=True),
    Rule(check_awaited, _is_claim, "worded", everywhere=True),
)
