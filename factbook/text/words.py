"""A reader of languages that part words by spaces: sentences, whole words, and words that turn the sense of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factbook.text.language import Language
from factbook.text.late import pattern
from factbook.text.normalise import Span, joined
from factbook.text.numbers import Number
from factbook.text.spaced import Grammar, read_numbers

_END = pattern(r"[.!?…][\"')\]]*(?= |$)")
#: What ends a clause; a quotation that closes ends one too, an opening mark does not.
_CLAUSE = pattern(r"[.;:!?](?= |$)|[,.!?]\"(?= )|\",(?= )|\b(?:but|while|whereas|pero|mientras|aunque) ")
#: What a claim of another subject begins with.
_NEXT_CLAIM = pattern(r", (?:while|whereas|but|of (?:which|whom)|mientras|pero|de l[oa]s cuales)\b")
#: Within how many words of a quote a word turns its sense.
_NEAR = 3


class SpacedLanguage(Language):
    """What English and Spanish have in common."""

    grammar: Grammar
    #: Abbreviations with a full stop that never end a sentence, those that may, and the words that begin one then.
    titles: frozenset[str]
    suffixes: frozenset[str]
    openers: frozenset[str]
    turning: re.Pattern[str]

    def find_numbers(self, text: str) -> list[Number]:
        """The numbers of a text in order of place."""
        return list(read_numbers(text, self.grammar))

    def may_bound(self, text: str) -> bool:
        """Whether a word stands in the text by which a bound is printed before or after a number."""
        return self.bound_words.may_stand_in(text)

    def is_word_at(self, text: str, start: int, end: int) -> bool:
        """Whether no word runs across either end of the stretch."""
        return not joined(text, start) and not joined(text, end)

    def find_sentences(self, text: str) -> list[Span]:
        """The sentences of a text in order, without the spaces between them."""
        found, start = [], 0
        for match in _END.finditer(text):
            if match.end() == len(text) or self._ends(text, match):
                found.append(Span(start, match.end()))
                start = match.end() + 1
        return [*found, Span(start, len(text))] if start < len(text) else found

    def _ends(self, text: str, match: re.Match[str]) -> bool:
        """Whether the stop at this place ends a sentence, and no abbreviation only."""
        rest = text[match.end() + 1 :].lstrip("\"'([¿¡-")
        if not rest[:1] or rest[0].islower():
            return False
        if match.group()[0] != ".":
            return match.group()[0] != "…"
        word = text[: match.start()].rsplit(" ", 1)[-1].lstrip("\"'([¿¡").casefold()
        if word in self.titles or (len(word) == 1 and word.isalpha()):
            return False
        abbreviates = word in self.suffixes or "." in word
        return not abbreviates or rest.split(" ", 1)[0].strip("',\"").casefold() in self.openers

    def cut_words(self, paragraph: str, spans: Sequence[Span]) -> list[str]:
        """The words that turn a quote's sense and stand within three words before it, in its own clause."""
        return list(self._cut(paragraph, spans)) if spans else []

    def _cut(self, paragraph: str, spans: Sequence[Span]) -> Iterator[str]:
        before = paragraph[max(0, spans[0].start - 80) : spans[0].start]
        clause = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
        near = " ".join(clause.split(" ")[-_NEAR - (clause.endswith(" ")) :])
        yield from (match.group().strip("-") for match in self.turning.finditer(near))

    def left_out(self, gap: str) -> str | None:
        """The negation or hedge in what a quote leaves out, or the word that parts two claims."""
        match = self.turning.search(gap) or _NEXT_CLAIM.search(gap)
        return match.group().strip(", ") if match else None
