"""What our words say by a phrase of the lexicon a quote says too: that something is the first, why, of which things.

And of opposites (bought and sold, hired and laid off) they do not say the one where the quotes say the other only. A
remark is asked this where a quote is to prove it, what is claimed always.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.rules.transferred import shares_a_side
from factbook.rules.worded import behind_of, is_remark, says_what_is_so
from factbook.schema import Column
from factbook.text.classes import fold
from factbook.text.late import pattern
from factbook.text.lexicon import DENIES, OPPOSITES, Lexicon, Phrase
from factbook.text.phrases import Said, first_said, our, phrases_in, says
from factbook.text.speech import primary_subtag

_CLAIMS, _THINGS = "claims", "things"
_ENGLISH = "en"
_SPEAKER = "speaker"
#: What parts the items of a list; their words; and by how many letters a word is known in another form.
_ITEMS, _WORDS, _STEM = pattern(r"[,;:.]| and | or |&"), pattern(r"[a-z]{3,}"), 5


def check_claims(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Each claim and thing of our words stands in a quote, or in a name or a value of what the record refers to.

    What a record is known by may name the thing that its quotes are of, and what somebody said be retold with things
    that they leave out.
    """
    for said in _claimed(value, our(record.language), record.lexicon) if quotes else ():
        if said.phrase.kind == _THINGS and (column.tags & {"label", "editorial"} or _SPEAKER in record.values):
            continue
        if said.phrase in record.lexicon.of_labels and "label" not in column.tags:
            continue
        if not (_is_quoted(said.phrase, record.lexicon, quotes) or _is_named(said, record, quotes)):
            hint = "say no more than the quotes do, or cite the words that say it"
            due = _looked_for(said.phrase, record.lexicon, quotes)
            message = f"{said.words!r} says what no quote of the record says ({due})"
            return Fault("words", message, hint)
    return None


@lru_cache(maxsize=8192)
def _claimed(value: str, ours: str, lexicon: Lexicon) -> tuple[Said, ...]:
    return tuple(said for said in phrases_in(value, ours, lexicon) if said.phrase.kind in (_CLAIMS, _THINGS))


def _is_quoted(phrase: Phrase, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> bool:
    return any(says(quote.text, phrase, primary_subtag(quote.language), lexicon) for quote in quotes)


def _is_named(said: Said, record: Record, quotes: tuple[Quote, ...]) -> bool:
    """Whether a name of what the record refers to, or another value of its own, says it; or a rank or a 1 does."""
    texts = behind_of(record, quotes, has_days=False).texts
    if said.phrase.kind == _CLAIMS and (record.unit == "rank" or "1" in texts):
        return True
    return any(said.words.casefold() in text.casefold() for text in texts)


def _looked_for(phrase: Phrase, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> str:
    """The words that would have said it, in the languages of the quotes."""
    languages = dict.fromkeys(primary_subtag(quote.language) for quote in quotes)
    words = [word for language in languages for word in lexicon.phrases[phrase].get(language, ())[:4]]
    return f"due: {', '.join(words)}"


def check_listed(value: str, column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Each thing that is listed is called in English by a word that a quote in English has."""
    if (record.table, column.name) not in record.lexicon.listed or not quotes:
        return None
    if any(primary_subtag(language) != _ENGLISH for language in (record.language, *(q.language for q in quotes))):
        return None
    printed = fold(" ".join(quote.text for quote in quotes), _ENGLISH)
    for item in _ITEMS.split(value):
        stems = [word[:_STEM] for word in _WORDS.findall(fold(item, _ENGLISH))]
        if (
            stems
            and not any(stem in printed for stem in stems)
            and not _claimed(item, our(record.language), record.lexicon)
        ):
            hint = "list what the quotes name, with their words"
            return Fault("words", f"no word of {item.strip()!r} is printed in a quote of the record", hint)
    return None


def check_opposites(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """Our words say the one of two opposites only where not all that the quotes say of it is the other."""
    sides = one_sided(value, our(record.language), record.lexicon) if quotes else ()
    for said in sides:
        told = frozenset(_told(said.phrase, record.lexicon, quotes))
        if told != {said.phrase.opposite} or _is_turned(value, record, quotes):
            continue
        if said.phrase.name in record.lexicon.converses and shares_a_side(value, record, quotes):
            continue
        word = _first_said(said.phrase.opposite, record.lexicon, quotes)
        hint = f"say it with the word of the quote, {word!r}, or cite the words that say {said.words!r}"
        return Fault("words", f"{said.words!r} is the contrary of {word!r}, of which alone the quotes tell", hint)
    return None


@lru_cache(maxsize=8192)
def one_sided(value: str, ours: str, lexicon: Lexicon) -> tuple[Said, ...]:
    """The opposites of which our words say one side only, each once."""
    found = {said.phrase: said for said in reversed(phrases_in(value, ours, lexicon)) if said.phrase.kind == OPPOSITES}
    return tuple(said for phrase, said in found.items() if phrase.opposite not in found)


def _told(phrase: Phrase, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> Iterator[Phrase]:
    """The sides that the quotes say, or may say in a language in which the lexicon has no word for it."""
    for side in (phrase, phrase.opposite):
        if _is_quoted(side, lexicon, quotes):
            yield side


def _is_turned(value: str, record: Record, quotes: tuple[Quote, ...]) -> bool:
    """Whether our words or a quote deny something: what is not open is closed."""
    texts = [
        (value, primary_subtag(record.language)),
        *((quote.text, primary_subtag(quote.language)) for quote in quotes),
    ]
    return any(first_said(text, DENIES, language, record.lexicon) for text, language in texts)


def _first_said(phrase: Phrase, lexicon: Lexicon, quotes: tuple[Quote, ...]) -> str:
    found = (first_said(quote.text, phrase, primary_subtag(quote.language), lexicon) for quote in quotes)
    return next(filter(None, found), "")


RULES = (
    Rule(check_claims, says_what_is_so, "worded", everywhere=True, asks_names=True),
    Rule(check_claims, is_remark, "worded", every=False, asks_names=True),
    Rule(check_listed, says_what_is_so, "worded", everywhere=True),
    Rule(check_opposites, says_what_is_so, "worded", everywhere=True, own=True, asks_names=True),
    Rule(check_opposites, is_remark, "worded", every=False, asks_names=True),
)
