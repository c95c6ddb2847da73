"""What a statement denies its quotes deny; what our words say is done or settled they do not only await, or think of.

"No money is involved" is not "Money is involved", nor "the rent will be paid" "The rent has been paid", nor "could
open" "will open". What is denied is asked of what somebody said: the label of a record that names who speaks.
"""

from __future__ import annotations

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.rules.worded import says_what_is_so
from factbook.schema import Column
from factbook.text.classes import is_awaited
from factbook.text.late import pattern
from factbook.text.lexicon import Lexicon, Phrase
from factbook.text.negated import may_negate, negation_in
from factbook.text.own_words import own_words
from factbook.text.past import tells_what_was
from factbook.text.phrases import first_said, our
from factbook.text.speech import primary_subtag

_ENGLISH, _SPEAKER = "en", "speaker"
_SETTLED, _POSSIBLE = Phrase("degrees", "settled"), Phrase("degrees", "possible")

#: What is told as done of itself, "the port opened a terminal", or in a clause of its own, "that the firm introduced".
#: What is only said, meant or promised there has not been done.
_CAME = pattern(
    r"\b(?:opened|launched|started|began|completed|inaugurated|built|signed|founded|closed|moved|hired|sold|bought|acquired"
    r"|invested|created|finished|ended|entered|delivered|shipped|approved|introduced|transferred|won|lost)\b"
    r"|\b(?:that|which|who)(?: (?!(?:is|are|be|being|will|would|may|might|could|can|should|must|to|not)\b)[\w-]+){1,3}?"
    r" (?!(?:expect|plann|propos|schedul|intend|suppos|project|hop|promis|pledg|announc|offer|agre|commit|discuss"
    r"|consider|review|estimat|call|nam|need|want|envisag|request|mention|includ|requir|involv|concern|interest)ed\b)"
    r"[a-z]{3,}ed\b"
)


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
    done = words.done.search(value) if words else None
    if done is None and own == _ENGLISH and _SPEAKER not in record.values:
        done = _CAME.search(value)
    if done is None or is_awaited(value, own, record.lexicon) or may_negate(value, own):
        return None
    texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
    awaited = [text for text, language in texts if is_awaited(text, language, record.lexicon)]
    if not awaited or any(tells_what_was(text, language) for text, language in texts):
        return None
    hint = "say it as the quotes do: planned, expected, to come"
    return Fault("words", f"{done.group()!r} tells as done what the quotes only await", hint)


def check_settled(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Our words tell as settled only what not all quotes tell as possible: no "will" for a "could"."""
    lexicon = record.lexicon
    ours = first_said(value, _SETTLED, our(record.language), lexicon)
    if not ours or first_said(value, _POSSIBLE, our(record.language), lexicon):
        return None
    texts = [(quote.text, primary_subtag(quote.language)) for quote in quotes]
    word = next(filter(None, (first_said(text, _POSSIBLE, language, lexicon) for text, language in texts)), "")
    if not word:
        return None
    if may_negate(value, primary_subtag(record.language)) or any(_is_settled(*text, lexicon) for text in texts):
        return None
    return Fault("words", f"{ours!r} tells as settled what the quotes tell by {word!r}", "say that it is possible only")


def _is_settled(text: str, language: str, lexicon: Lexicon) -> bool:
    return bool(first_said(text, _SETTLED, language, lexicon)) or tells_what_was(text, language)


def _is_claim(column: Column) -> bool:
    return {"label", "words"} <= column.tags and "editorial" not in column.tags


RULES = (
    Rule(check_denials, _is_claim, "worded", everywhere=True),
    Rule(check_awaited, says_what_is_so, "worded", everywhere=True, own=True),
    Rule(check_settled, says_what_is_so, "worded", everywhere=True, own=True),
)
