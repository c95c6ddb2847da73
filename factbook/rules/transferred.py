"""Who gives and who takes in our words does so in the quotes: what goes "from Osaka" there goes not to Osaka here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factbook.problems import Fault
from factbook.rules.rule import Quote, Record, Rule
from factbook.rules.worded import is_remark, says_what_is_so
from factbook.schema import Column
from factbook.text.late import pattern
from factbook.text.names import fold
from factbook.text.normalise import Span
from factbook.text.speech import primary_subtag
from factbook.text.subjects import RUN
from factbook.text.transfers import GIVES, TAKES, opens_with, sides_at

#: Without one of these words our words tell no side.
_MAY_TELL = pattern(r"\b(?:from|to|into|by|of|for|de|desde|hacia|a|al|por)\b|'s |^\w+(?:ed|er|or|ght|old|ent|s|ó|ra)\b")
_THERE = pattern(
    r"\b(?:there|back|return\w*|all[íá]|ah[íi]|regres\w+|devuel\w+)\b|そこ|同[地国州県市社]|戻|帰|往復", re.I
)
_NAMES = {GIVES: "from", TAKES: "to"}
_NO_SPACES = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")


class _Letters(dict[int, str]):
    """For str.translate: each letter folded, where that is one letter."""

    def __missing__(self, code: int) -> str:
        """Look at a letter that is new."""
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_LETTERS = _Letters()


def check_transferred(value: str, _column: Column, record: Record, quotes: tuple[Quote, ...]) -> Fault | None:
    """No name that our words tell as the one from whom something goes is told as the one to whom it goes."""
    for id, side in _one_sided(value, record, quotes):
        told = _sides_in_quotes(id, record, quotes)
        # What goes to a place may go on from there.
        if len(told) == 1 and side not in told and not any(_THERE.search(quote.text) for quote in quotes):
            name = _label(id, record)
            theirs = _NAMES[next(iter(told))]
            message = f"what goes {_NAMES[side]!r} {name!r} in these words goes {theirs!r} it in the quotes"
            return Fault("words", message, "say who gives and who takes as the quotes do")
    return None


def shares_a_side(value: str, record: Record, quotes: tuple[Quote, ...]) -> bool:
    """Whether somebody gives, or takes, in our words and in the quotes alike: "A sold to B" is "B bought from A"."""
    return any(side in _sides_in_quotes(id, record, quotes) for id, side in _one_sided(value, record, quotes))


def _one_sided(value: str, record: Record, quotes: tuple[Quote, ...]) -> Iterator[tuple[str, str]]:
    """Whom our words tell on one side only, by id, and the side."""
    if record.known is None or not quotes or not _MAY_TELL.search(value):
        return
    language = primary_subtag(record.language)
    found: dict[str, set[str]] = {}
    for span in _capital_runs(value):
        for id, place in _known_at(value, span, record):
            found.setdefault(id, set()).update(sides_at(value, place, language, record.lexicon))
    own = record.values.get("id")
    if (side := opens_with(value, language, record.lexicon)) and isinstance(own, str) and own in record.known.names:
        found.setdefault(own, set()).add(side)
    for id, sides in found.items():
        if len(sides) == 1:
            yield id, next(iter(sides))


@lru_cache(maxsize=8192)
def _capital_runs(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in RUN.finditer(text))


def _known_at(text: str, run: Span, record: Record) -> Iterator[tuple[str, Span]]:
    """The longest known name at the start of a run of capitals, or behind its first word, with the ids that have it."""
    known = record.known.ids if record.known else {}
    words = text[run.start : run.end].split(" ")
    for first in range(min(2, len(words))):
        for last in range(len(words), first, -1):
            name = " ".join(words[first:last])
            ids = known.get(fold(name.removesuffix("'s")))
            if ids:
                start = run.start + len(" ".join(words[:first])) + (1 if first else 0)
                span = Span(start, start + len(name.removesuffix("'s")))
                yield from ((id, span) for id in ids)
                return


def _sides_in_quotes(id: str, record: Record, quotes: tuple[Quote, ...]) -> frozenset[str]:
    names = record.known.names.get(id, ()) if record.known else ()
    reference = record.references.get(id)
    sides = [
        sides_at(quote.text, place, primary_subtag(quote.language), record.lexicon)
        for quote in quotes
        for place in places_of(quote.text, (*names, *map(fold, reference.names_in(quote.source) if reference else ())))
    ]
    return frozenset[str]().union(*sides)


@lru_cache(maxsize=8192)
def places_of(text: str, names: tuple[str, ...]) -> tuple[Span, ...]:
    """Where a text has one of these folded names, as whole words; in scripts without spaces, anywhere."""
    plain = text.translate(_LETTERS)
    found = []
    for name in names:
        start = plain.find(name)
        while start >= 0:
            end = start + len(name)
            beside = plain[start - 1 : start] + plain[end : end + 1]
            if _NO_SPACES.search(name) or not any(letter.isalnum() for letter in beside):
                found.append(Span(start, end))
            start = plain.find(name, end)
    return tuple(found)


def _label(id: str, record: Record) -> str:
    reference = record.references.get(id)
    return reference.label if reference else id


RULES = (
    Rule(check_transferred, says_what_is_so, "worded", everywhere=True, own=True, asks_names=True),
    Rule(check_transferred, is_remark, "worded", every=False, asks_names=True),
)
