"""Names as they stand in English text: runs of capitalised words, for the eye of an editor.

Pure functions on strings. What a name is cannot be read off by rule, so nothing is decided by what is found here: it
only makes an editor look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from factbook.text.dates import MONTHS
from factbook.text.late import pattern

_WORD = pattern(r"\w(?:[\w&.'-]*\w)?")
_OPENING = pattern(r"(?:^|[.!?:\"(] )[\"'(]*$|^[\"'(]*$")
#: Words that stand between the words of one name.
_JOINING = frozenset({"of", "the", "for", "de", "del", "la", "las", "los", "el", "y", "da", "do", "van", "von"})
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NO_NAMES = """
a according additionally after although among an and as at because before both but by despite during each every finally
first for from furthermore he her here his how however i if in it its last later like likewise many meanwhile more
moreover most mr mrs ms next no not nothing on once one other our second she since so some such that the their then
there therefore these they this those through thus to today under until we what when where whether which while who
why with within you your
"""
DAYS_AND_MONTHS = frozenset((*MONTHS, *_DAYS))
#: Words that are capitalised for another reason than that they name something.
_NOTHING = frozenset(_NO_NAMES.split()) | {word.casefold() for word in DAYS_AND_MONTHS}


class Name(NamedTuple):
    """A name in a text: where it stands (code points, end exclusive), and its words."""

    start: int
    end: int
    text: str


def common_words(paragraphs: Iterable[str]) -> frozenset[str]:
    """Words that an article also writes without a capital: at the start of a sentence they name nothing."""
    return frozenset(m.group() for text in paragraphs for m in _WORD.finditer(text) if m.group().islower())


def names_in(text: str, common: Collection[str] = ()) -> list[Name]:
    """The names in the text, in order of place; `common` are words that are none at the start of a sentence."""
    return [Name(run[0].start(), _end(run[-1]), text[run[0].start() : _end(run[-1])]) for run in _runs(text, common)]


def _runs(text: str, common: Collection[str]) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and text[run[-1].end() : word.start()] != " ":
            yield from _trimmed(run, text, common)
            run = []
        if _is_capitalised(word) or (run and word.group() in _JOINING):
            run.append(word)
        elif run:
            yield from _trimmed(run, text, common)
            run = []
    yield from _trimmed(run, text, common)


def _is_capitalised(word: re.Match[str]) -> bool:
    return word.group()[0].isupper()


def _trimmed(run: list[re.Match[str]], text: str, common: Collection[str]) -> Iterator[list[re.Match[str]]]:
    """The run without what only begins a sentence and joining words at its end; nothing where no name is left."""
    while run and (_names_nothing(run[0], text, common) or not _is_capitalised(run[0])):
        run = run[1:]
    while run and not _is_capitalised(run[-1]):
        run = run[:-1]
    if run:
        yield run


def _names_nothing(word: re.Match[str], text: str, common: Collection[str]) -> bool:
    lower = word.group().casefold()
    if len(lower) == 1 or lower in _NOTHING:
        return True
    opens = bool(_OPENING.search(text[: word.start()]))
    return opens and (lower in common or lower.endswith("ly"))


def _end(word: re.Match[str]) -> int:
    """Where the word ends, a possessive ending aside."""
    return word.end() - 2 * word.group().endswith("'s")


class _Letters(dict[int, str | None]):
    """For str.translate: combining marks to nothing, other characters to their letters, white space for the rest."""

    def __missing__(self, code: int) -> str | None:
        """Look at a character that is new."""
        letters = "".join(c if c.isalnum() else " " for c in chr(code).casefold())
        self[code] = None if unicodedata.combining(chr(code)) else letters
        return self[code]


_LETTERS = _Letters()
#: The same for ASCII, by byte.
_ASCII = bytes(ord(c.lower()) if (c := chr(code)).isascii() and c.isalnum() else ord(" ") for code in range(256))


def fold(name: str) -> str:
    """A name without case, accents and punctuation."""
    if name.isascii():
        return name.encode().translate(_ASCII).decode().strip()
    return unicodedata.normalize("NFKD", name).translate(_LETTERS).strip()
