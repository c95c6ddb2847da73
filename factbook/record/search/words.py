"""The words of a query, each with the ways in which the indexes may hold it."""

from __future__ import annotations

import re
from typing import NamedTuple

from factbook.text.letters import RUN, pairs

#: How much a find counts: as typed; its words apart; a beginning of a word.
TYPED, APART, BEGINNING = 1.0, 0.7, 0.6
#: A word for a full-text index: letters and digits, as SQLite's tokenizer parts them.
TOKEN = re.compile(r"[^\W_]+")


class Way(NamedTuple):
    """One way to find a word: as people read it, as FTS5 expression, in which index, its weight and language."""

    text: str
    expression: str
    in_letters: bool
    weight: float
    language: str = ""


class Word(NamedTuple):
    """A word or phrase that was typed, and the ways to find it, the typed one first.

    `meanings` are those that it has by a name or by the vocabulary: "name:<id>", "word:<group>".
    """

    typed: str
    ways: tuple[Way, ...]
    meanings: tuple[str, ...] = ()


def phrase(text: str) -> str:
    """The words of a text as an FTS5 phrase, in which no sign has a meaning; "" where it has no word."""
    words = " ".join(TOKEN.findall(text))
    return f'"{words}"' if words else ""


def ways_of(text: str, weight: float, language: str = "") -> list[Way]:
    """The ways to find a text as it stands: in the index of words, and of letters where it has a script of these."""
    found = [Way(text, phrase(text), False, weight, language)] if phrase(text) else []
    runs = [f'"{pairs(run)}"' for run in RUN.findall(text) if len(run) > 1]
    return [*found, *([Way(text, " AND ".join(runs), True, weight, language)] if runs else [])]


def words_apart(text: str) -> list[Way]:
    """The way to find the words of a phrase wherever they stand; none for a single word."""
    words = TOKEN.findall(text)
    together = " AND ".join(f'"{word}"' for word in words)
    return [Way(text, together, False, APART)] if len(words) > 1 else []
