"""Which classes of the lexicon a text shows, and whether each stands there as so or hedged.

Whole words, case and accents aside; in Japanese as the letters stand. A hedge or a negation ahead of a word in its
clause (in Japanese: behind it) takes from a class that claims a fact what it claims; what gives something up, on either
side, takes it from the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from factbook.text.given_up import is_given_up
from factbook.text.late import pattern
from factbook.text.lexicon import ClassKey, Lexicon

#: How many words ahead of a word a hedge of it may stand; in Japanese, how many characters behind it.
HEDGE_WORDS, HEDGE_CHARACTERS = 6, 20
#: The ending of a Spanish future ("enviará", "serán", but not "Irán"), its accent apart.
_FUTURE = pattern("(?:(?<=\\w\\w[rR])|(?<=\\*[rR]))[aA]\u0301(?=[nN]?(?!\\w))")
#: What was awaited only in comparison with what is so: "more than expected", "de lo previsto", 見込みを上回る.
_COMPARED = pattern(
    r"\b(?:than|as|the) (?:had been |was |were )?(?:\d\S* )?(?:first |originally |initially )?"
    r"(?:expected|planned|forecast|hoped|projected|proposed)\b(?! (?:to|for)\b)"
    # And what denies nothing.
    r"|\bno (?:obstante|doubt)\b"
    r"|\b(?:de|que|a) (?:lo|los|las) (?:\S+ ){0,2}?(?:previst|esperad|planead|propuest)[oa]s?\b"
    r"|(?:見込み|予想|計画|予定)(?:の[^、。]{1,12})?(?:を(?:大きく|大幅に)?(?:上回|下回|超え)|に(?:は)?届か|より)"
)
_CLAUSE_END = pattern(r"[.;:,()]")
#: The month, where a sentence does not begin with it.
_MONTH = pattern(r"(?<=[\w,] )May\b|\bMay(?= \d)")


class Shown(Enum):
    """How a text shows a class."""

    NOT = "not"
    HEDGED = "hedged"
    SO = "so"


def shown(text: str, key: ClassKey, language: str, lexicon: Lexicon) -> Shown:
    """How the text shows this class: SO where a word of it stands there unhedged."""
    return _stands(text, key, language, lexicon) if key in _candidates(text, language, lexicon) else Shown.NOT


@lru_cache(maxsize=8192)
def _stands(text: str, key: ClassKey, language: str, lexicon: Lexicon) -> Shown:
    entry, plain = lexicon.classes[key], fold(text, language)
    found = Shown.NOT
    if not entry.is_fact:
        plain = _COMPARED.sub(_blank, plain)
    for match in pattern_of(entry.words.get(language, ()), language).finditer(plain):
        if not _is_turned(plain, *match.span(), key, language, lexicon):
            return Shown.SO
        found = Shown.HEDGED
    return found


def _blank(match: re.Match[str]) -> str:
    """Blanks for what is awaited in comparison only ("as many as planned"); "the planned" may be a plan."""
    words = match.group()
    return words if words.startswith("the ") else " " * len(words)


def word_for(text: str, key: ClassKey, language: str, lexicon: Lexicon) -> str | None:
    """The first words of the text that show this class, as they stand there; None where none does."""
    entry = lexicon.classes.get(key)
    plain = fold(text, language)
    found = pattern_of(entry.words.get(language, ()), language).search(plain) if entry else None
    return (text if len(text) == len(plain) else plain)[slice(*found.span())] if found else None


def shown_in(text: str, language: str, lexicon: Lexicon) -> dict[ClassKey, Shown]:
    """Every class that the text shows, in the order of the lexicon."""
    return shown_among(text, lexicon.classes, language, lexicon)


def shown_among(text: str, keys: Iterable[ClassKey], language: str, lexicon: Lexicon) -> dict[ClassKey, Shown]:
    """Those of the classes that the text shows, in their order."""
    candidates = _candidates(text, language, lexicon)
    found = {key: _stands(text, key, language, lexicon) for key in keys if key in candidates} if candidates else {}
    return {key: how for key, how in found.items() if how is not Shown.NOT}


def is_hedged(text: str, language: str, lexicon: Lexicon) -> bool:
    """Whether any hedge or negation of the language stands in the text; "more than expected" is none."""
    may_be = not _candidates(text, language, lexicon).isdisjoint(_TURNING)
    return may_be and _stands_apart(_hedges(language, lexicon), fold(text, language))


def is_awaited(text: str, language: str, lexicon: Lexicon) -> bool:
    """Whether a hedge of the language stands in the text; a negation is none."""
    may_be = _HEDGE in _candidates(text, language, lexicon)
    return may_be and _stands_apart(pattern_of(lexicon.hedges.get(language, ()), language), fold(text, language))


def _stands_apart(hedges: re.Pattern[str], text: str) -> bool:
    """Whether a hedge stands in a folded text, and not only in a comparison: "more than expected"."""
    return hedges.search(text) is not None and hedges.search(_COMPARED.sub(" ", text)) is not None


def _is_turned(text: str, start: int, end: int, key: ClassKey, language: str, lexicon: Lexicon) -> bool:
    """Whether what stands beside a word of the class takes from it what it claims."""
    if lexicon.classes[key].is_fact:
        return _is_hedged(text, start, end, language, lexicon)
    return key in lexicon.awaited and is_given_up(text, start, end, language)


def _is_hedged(text: str, start: int, end: int, language: str, lexicon: Lexicon) -> bool:
    if language == "ja":
        beside = re.split("[。、]", text[end : end + HEDGE_CHARACTERS])[0]
    else:
        beside = " ".join(_CLAUSE_END.split(text[:start])[-1].split()[-HEDGE_WORDS:])
    return _stands_apart(_hedges(language, lexicon), beside)


@lru_cache(maxsize=64)
def _hedges(language: str, lexicon: Lexicon) -> re.Pattern[str]:
    return pattern_of((*lexicon.hedges.get(language, ()), *lexicon.negations.get(language, ())), language)


class _Letters(dict[int, str | None]):
    """For str.translate: letters without case, combining marks to nothing."""

    def __missing__(self, code: int) -> str | None:
        """Look at a character that is new."""
        self[code] = None if unicodedata.combining(chr(code)) else chr(code).casefold()
        return self[code]


_LETTERS = _Letters()


@lru_cache(maxsize=4096)
def fold(text: str, language: str) -> str:
    """The text without case and, but in Japanese, without accents; digits and letters of full width as plain ones.

    In Spanish a future keeps its accent, which tells "enviará" from "enviara"; in English the month May is no "may".
    """
    if language == "en" and "May" in text:
        text = _MONTH.sub("Ma_", text)
    if text.isascii():
        return text.lower()
    if language == "ja":
        return unicodedata.normalize("NFKC", text).casefold()
    letters = unicodedata.normalize("NFKD", text)
    if language == "es":
        letters = _FUTURE.sub(lambda match: unicodedata.normalize("NFC", match.group()), letters)
    return letters.translate(_LETTERS)


# ── which classes may be in a text ──

#: What is asked of hedges and negations as of classes.
_HEDGE, _NEGATION = ClassKey("", "", "hedge"), ClassKey("", "", "negation")
_TURNING = frozenset({_HEDGE, _NEGATION})
_RUN = pattern(r"\w+")
#: By so many letters words are looked up that may end in any way.
_LEAD = 3
_Parts = dict[str, list[tuple[str, Hashable]]]


class WordIndex(NamedTuple):
    """The words of a lexicon, each a part without which it does not stand in a text, and its class.

    `whole`: by a whole word of the text; `begun`: by the first letters of one, which may end in any way; `inside`: by a
    letter, what stands anywhere in the text, as all words of languages without spaces do.
    """

    whole: _Parts
    begun: _Parts
    inside: _Parts

    @classmethod
    def empty(cls) -> WordIndex:
        """One without words."""
        return cls(defaultdict(list), defaultdict(list), defaultdict(list))

    def add(self, word: str, key: Hashable, language: str) -> None:
        """Note a word that shows what has this key."""
        folded = [fold(part.strip(), language) for part in word.split("…")]
        part = max((piece for part in folded for piece in part.split("*")), key=len)
        first = folded[0]
        run = _RUN.search(first) if language != "ja" else None
        if run and not first.startswith("*", run.end()) and not first.endswith("*", 0, run.start()):
            self.whole[run.group()].append((part, key))
        elif run and run.start() == 0 and run.end() >= _LEAD:
            self.begun[run.group()[:_LEAD]].append((part, key))
        else:
            self.inside[part[:1]].append((part, key))

    def candidates(self, plain: str) -> list[Hashable]:
        """The keys of what a folded text may show, some of them twice; it shows none else."""
        whole, begun, found = self.whole, self.begun, list[tuple[str, Hashable]]()
        for run in _RUN.findall(plain):
            if run in whole:
                found += whole[run]
            if (lead := run[:_LEAD]) in begun:
                found += begun[lead]
        inside = self.inside.keys()
        for letter in inside & {"", *plain} if len(inside) > len(plain) else inside:
            found += self.inside[letter]
        return [key for part, key in found if part in plain]


@lru_cache(maxsize=16)
def _index(language: str, lexicon: Lexicon) -> WordIndex:
    index = WordIndex.empty()
    entries = [(key, entry.words) for key, entry in lexicon.classes.items()]
    for key, words in (*entries, (_HEDGE, lexicon.hedges), (_NEGATION, lexicon.negations)):
        for word in words.get(language, ()):
            index.add(word, key, language)
    return index


@lru_cache(maxsize=8192)
def _candidates(text: str, language: str, lexicon: Lexicon) -> frozenset[Hashable]:
    return frozenset(_index(language, lexicon).candidates(fold(text, language)))


@lru_cache(maxsize=2048)
def pattern_of(words: tuple[str, ...], language: str) -> re.Pattern[str]:
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
