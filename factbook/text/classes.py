"""Which classes of the lexicon a text shows, and whether each stands there as so or hedged.

Whole words, case and accents aside; in Japanese as the letters stand. A hedge or a negation ahead of a word in its
clause (in Japanese: behind it) takes from a class that claims a fact what it claims.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from factbook.text.lexicon import ClassKey, Lexicon

#: How many words ahead of a word a hedge of it may stand; in Japanese, how many characters behind it.
HEDGE_WORDS, HEDGE_CHARACTERS = 6, 20
#: The ending of a Spanish future ("enviará", "serán", but not "Irán"), its accent apart.
_FUTURE = re.compile("(?:(?<=\\w\\w[rR])|(?<=\\*[rR]))[aA]\u0301(?=[nN]?(?!\\w))")
_CLAUSE_END = re.compile(r"[.;:,()]")


class Shown(Enum):
    """How a text shows a class."""

    NOT = "not"
    HEDGED = "hedged"
    SO = "so"


@lru_cache(maxsize=20_000)
def shown(text: str, key: ClassKey, language: str, lexicon: Lexicon) -> Shown:
    """How the text shows this class: SO where a word of it stands there unhedged."""
    entry = lexicon.classes.get(key)
    words = entry.words.get(language, ()) if entry else ()
    plain = fold(text, language)
    found = Shown.NOT
    # Far quicker than the pattern, and of a hundred classes few are in a text.
    if entry is None or not any(part in plain for part in _parts(words, language)):
        return found
    for match in _pattern(words, language).finditer(plain):
        if not entry.is_fact or not _is_hedged(plain, match.start(), match.end(), language, lexicon):
            return Shown.SO
        found = Shown.HEDGED
    return found


def word_for(text: str, key: ClassKey, language: str, lexicon: Lexicon) -> str | None:
    """The first words of the text that show this class, as they stand there; None where none does."""
    entry = lexicon.classes.get(key)
    plain = fold(text, language)
    found = _pattern(entry.words.get(language, ()), language).search(plain) if entry else None
    return (text if len(text) == len(plain) else plain)[slice(*found.span())] if found else None


def shown_in(text: str, language: str, lexicon: Lexicon) -> dict[ClassKey, Shown]:
    """Every class that the text shows, in the order of the lexicon."""
    found = {key: shown(text, key, language, lexicon) for key in lexicon.classes}
    return {key: how for key, how in found.items() if how is not Shown.NOT}


def is_hedged(text: str, language: str, lexicon: Lexicon) -> bool:
    """Whether any hedge or negation of the language stands in the text."""
    return _hedges(language, lexicon).search(fold(text, language)) is not None


def is_awaited(text: str, language: str, lexicon: Lexicon) -> bool:
    """Whether a hedge of the language stands in the text; a negation is none."""
    return _pattern(lexicon.hedges.get(language, ()), language).search(fold(text, language)) is not None


def _is_hedged(text: str, start: int, end: int, language: str, lexicon: Lexicon) -> bool:
    if language == "ja":
        beside = re.split("[。、]", text[end : end + HEDGE_CHARACTERS])[0]
    else:
        beside = " ".join(_CLAUSE_END.split(text[:start])[-1].split()[-HEDGE_WORDS:])
    return _hedges(language, lexicon).search(beside) is not None


@lru_cache(maxsize=64)
def _hedges(language: str, lexicon: Lexicon) -> re.Pattern[str]:
    return _pattern((*lexicon.hedges.get(language, ()), *lexicon.negations.get(language, ())), language)


@lru_cache(maxsize=4096)
def fold(text: str, language: str) -> str:
    """The text without case and, but in Japanese, without accents; digits and letters of full width as plain ones.

    In Spanish a future keeps its accent, which tells "enviará" from "enviara".
    """
    if language == "ja":
        return unicodedata.normalize("NFKC", text).casefold()
    letters = unicodedata.normalize("NFKD", text)
    if language == "es":
        letters = _FUTURE.sub(lambda match: unicodedata.normalize("NFC", match.group()), letters)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=2048)
def _parts(words: tuple[str, ...], language: str) -> frozenset[str]:
    """Of each word a part without which it does not stand in a text."""
    return frozenset(fold(max(re.split(r"[*…]", word), key=len).strip(), language) for word in words)


@lru_cache(maxsize=2048)
def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str]:
    """One pattern for all of the words, the longest first; one that is in no text where there are none."""
    return re.compile("|".join(_expressions(words, language)) or "(?!)")


def _expressions(words: Iterable[str], language: str) -> list[str]:
    found = []
    for word in sorted(words, key=len, reverse=True):
        parts = [re.escape(fold(part.strip(), language)).replace(r"\*", r"\w*") for part in word.split("…")]
        if language == "ja":
            found.append("[^。]{0,12}".join(parts))
        else:
            found.append(r"(?<!\w)" + r"(?: \S+){0,4} ".join(parts) + r"(?!\w)")
    return found
