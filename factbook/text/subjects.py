"""Who stands in a text as a subject: runs of capitalised words, less titles and what says of what kind another is."""

from __future__ import annotations

import re

from factbook.text.late import pattern
from factbook.text.speech import Speech

RUN = pattern(r"[A-ZÀ-ÖØ-Þ][\w&.'-]*(?:(?: (?:de|del|la|y|da|van|von|al|bin|ibn))? [A-ZÀ-ÖØ-Þ][\w&'-]*)*")
#: A post of so many words may stand ahead of a name in one run.
_POST_WORDS = 2
#: What belongs to the name of an English body: "Chamber of Commerce and Industry", "Ministry of Foreign Affairs".
_OF_BODY = pattern(r"(?: (?:of|for)(?: the)?(?: [A-Z][\w'-]*(?:,?(?: and(?: the)?)?(?= [A-Z]))?)+)+")
#: What an article calls a body that it has named: "the council", which may be an alias.
CALLED = pattern(r"\b((?:the|el|la|los|las) ([\w-]+))(?!\w)", re.I)
#: A name that only says of what kind another is: "the Kobe-based company".
_MADE_OF_NAME = pattern(r"-(?:[a-z]+ed|born|led|run|made|built)$")
_FIRST_WORDS = """
the a an this that these those it its in on at for during while when after before as and but however also both most many
some all furthermore moreover additionally every their our his her we they he she there here one
el la los las un una este esta estos estas en durante mientras cuando tras por para con según además también sin se su
sus lo ellos ella él nosotros
"""
#: Words that are capitalised because a sentence begins with them.
FIRST_WORDS = frozenset(_FIRST_WORDS.split())


def subjects_in(text: str, speech: Speech) -> tuple[str, ...]:
    """Capitalised runs that may be the subject: not after a preposition, no possessive, less titles."""
    found = []
    for match in RUN.finditer(text):
        if match.group().endswith("'s") or _MADE_OF_NAME.search(match.group()):
            continue
        if speech.preposition.search(text[: match.start()]):
            found += _behind_post(match.group())
            continue
        name = speech.title.sub("", match.group() + " ").strip(" .,")
        if speech.body.search(name.rsplit(" ", 1)[-1]) and (rest := _OF_BODY.match(text, match.end())):
            name = match.group() + rest.group().removesuffix("'s")
        words = name.split()
        while words and words[0].casefold() in FIRST_WORDS:
            words = words[1:]
        if words:
            found.append(" ".join(words))
    return tuple(found)


def _behind_post(run: str) -> list[str]:
    """The person in a run behind "of": "secretario de Comercio Arturo Vega"."""
    words = run.split()
    return [" ".join(words[-2:])] if len(words) > _POST_WORDS else []
