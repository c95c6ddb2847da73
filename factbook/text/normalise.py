"""One declared normalisation of printed text, and where words stand in what is normalised.

Pure functions on strings. Matching is never fuzzy: case, accents and other words are differences.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from factbook.text.late import pattern

#: Signs that are printed in several ways to the one that is kept; soft hyphens and what has no width to nothing.
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
    }
)
_NOT_STRAIGHT = pattern("[" + "".join(map(chr, _STRAIGHT)) + "]")


class Span(NamedTuple):
    """A stretch of a normalised paragraph, in code points, end exclusive."""

    start: int
    end: int


# Each quote is normalised by several checks, and few texts are asked about at a time.
@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """`text` in NFC, white space to one space and none at the ends, quotes and dashes straight, no soft hyphens."""
    return normalised(text, text.split())


def normalised(text: str, words: list[str]) -> str:
    """As `normalise`, of a text that is parted into its words already."""
    if text.isascii():
        return " ".join(words)
    # NFC last: a soft hyphen taken out may bring a letter and its accent together.
    if _NOT_STRAIGHT.search(text):
        words = text.translate(_STRAIGHT).split()
    return unicodedata.normalize("NFC", " ".join(words))


def digest(quote: str) -> str:
    """SHA-256 of the normalised quote, in hexadecimal."""
    return hashlib.sha256(normalise(quote).encode()).hexdigest()


def contains_words(quote: str, words: str) -> bool:
    """Whether the words stand in the quote as whole words, whatever its language; case and typography aside."""
    text, wanted = normalise(quote).casefold(), normalise(words).casefold()
    at = text.find(wanted)
    while at >= 0 and wanted and not is_whole_word(text, at, at + len(wanted)):
        at = text.find(wanted, at + 1)
    return at >= 0 and bool(wanted)


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether no word runs across either end of the stretch."""
    return not joined(text, start) and not joined(text, end)


def joined(text: str, at: int) -> bool:
    """Whether a word runs across this place of the text."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


# ── what a reader cannot see ──

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_LETTERS = pattern(r"[^\W\d_]+")
#: Scripts whose letters look alike; those of one word are of one of them.
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
#: Where the letters of these scripts are, those of Latin aside: a text without any mixes none.
_OTHERS = pattern(
    "[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1dff\u1f00-\u1fff\ua640-\ua69f\uab30-\uabbf\ufb00-\ufb17\U00010000-\U0010ffff]"
)


def unseen_in(text: str) -> str | None:
    """What of a text a reader cannot see, or takes for another letter; None where there is nothing such.

    Invisible and unassigned characters other than line breaks, and words with letters of two scripts that look alike.
    """
    # What is printable has no unseen character, and that is quickly asked.
    is_seen = text.isprintable()
    if is_seen and (text.isascii() or not _OTHERS.search(text)):
        return None
    for character in "" if is_seen else text:
        if unicodedata.category(character) in _UNSEEN and character not in "\n\t":
            return f"the invisible character U+{ord(character):04X}"
    for word in _LETTERS.findall(text):
        if len(found := _scripts(word)) > 1:
            return f"{word!r} mixes {' and '.join(found)} letters"
    return None


def _scripts(word: str) -> list[str]:
    """The scripts that look alike of which the word has letters, as "Latin", "Cyrillic"."""
    return [] if word.isascii() else sorted(name.title() for name in {_script(c) for c in word} & _ALIKE)


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]
