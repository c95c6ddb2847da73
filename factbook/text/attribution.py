"""Whose words a passage gives: by its own sentence's attribution, or by the turn of an interview.

A sentence and a place in it become the voices that may be entered for it and the printed names that it may be entered
for. Up to the verb of saying the words are the reporter's; after it, or before a closing ", he said", they are the
claim of the name that stands nearest as its subject; a pronoun is the last one who was named. Nothing is looked up:
what the names refer to is for the rules to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from factbook.text.clauses import QUOTED, Before, clauses_in, governing
from factbook.text.languages import language_of
from factbook.text.late import pattern
from factbook.text.names import DAYS_AND_MONTHS
from factbook.text.speech import Speech, speech_of
from factbook.text.subjects import FIRST_WORDS, RUN, subjects_in

REPORTER, SPEAKER, INTERVIEWER = "reporter", "speaker", "interviewer"
#: How far back, in code points, the one whom a pronoun stands for may have spoken.
_REACH = 1500
#: So many words behind a verb make a claim.
_FEWEST = 3
_FURNITURE = pattern(r"^(?:Photo|Image|Credit|Copyright|Share|Foto|Imagen|写真|\[)", re.I)


@dataclass(frozen=True)
class Attribution:
    """The voices that a passage may be entered with, and the printed names of those whose claim it may be."""

    voices: frozenset[str]
    names: tuple[str, ...] = ()


class Turn(NamedTuple):
    """A turn of an interview, by the marks that the article prints."""

    voice: str
    name: str = ""


def turns_of(paragraphs: Sequence[str], language: str) -> list[Turn | None]:
    """For each paragraph in order, the turn that it belongs to; None where the article marks none before it."""
    speech = speech_of(language)
    turns: list[Turn | None] = []
    turn: Turn | None = None
    for text in paragraphs:
        if speech and speech.question.match(text):
            turn = Turn(INTERVIEWER)
        elif speech and speech.answer.match(text):
            turn = Turn(SPEAKER)
        elif _FURNITURE.match(text):
            turn = None
        turns.append(turn)
    marked = {found.voice for found in turns if found}
    # One lonely "A:" makes no interview.
    return turns if len(marked) == 2 else [None] * len(turns)


def attribution_of(paragraph: str, start: int, end: int, language: str, before: str = "") -> Attribution:
    """Whose words `paragraph[start:end]` (normalised) gives; `before` is printed ahead of it, a line a paragraph.

    A language without words of saying has none: the reporter's, or a speaker whom nothing here names.
    """
    speech = speech_of(language)
    if speech is None:
        return Attribution(frozenset({REPORTER, SPEAKER}))
    sentence_start, sentence_end = sentence_around(paragraph, start, end, language)
    head = _head(before, paragraph[:sentence_start])
    said = _said_before(head, speech)
    sentence = paragraph[sentence_start:sentence_end]
    clauses = clauses_in(
        sentence, speech, Before(said, _last_name(head), _last_subject(head, speech), _bodies(head, speech))
    )
    if governed := governing(clauses, start - sentence_start, end - sentence_start):
        clause, runs_on = governed
        named_in = f"{before} {paragraph[:sentence_end]}"
        verb_end = sentence_start + clause.verb
        only_says = start < verb_end <= end and _only_says(paragraph[verb_end:end])
        body = runs_on or only_says or clause.body
        body = body or (not speech.verb_last and _may_be_body(clause.names, named_in))
        voices = {SPEAKER, REPORTER} if body else {SPEAKER}
        return Attribution(frozenset(voices), clause.names)
    if _inside_quotation(paragraph, start, end):
        return Attribution(frozenset({SPEAKER}), said)
    return _between(paragraph, sentence_start, sentence_end, speech, said)


def _only_says(behind: str) -> bool:
    """Whether what a quote has behind the verb is no claim: "told analysts"."""
    return 0 < len(behind.split()) < _FEWEST


def _head(before: str, text: str) -> str:
    """What is printed ahead of a sentence, as far back as a pronoun may reach."""
    return f"{before[-_REACH:]}\n{text}"


def _may_be_body(names: tuple[str, ...], text: str) -> bool:
    """Whether the names, each of one word, stand in no longer name ahead: a person is named in full first."""
    runs = [run.split() for run in RUN.findall(text)]
    return all(" " not in name and not any(len(run) > 1 and name in run for run in runs) for name in names)


def _between(paragraph: str, start: int, end: int, speech: Speech, said: tuple[str, ...]) -> Attribution:
    """A sentence without attribution that stands between two of one speaker goes on with the account."""
    opened = _said_before(paragraph[:start], speech)
    after = paragraph[end:]
    clauses = clauses_in(after, speech, Before(said, said)) if after and opened else []
    closing = [clause for clause in clauses if clause.end < clause.verb]
    if any(set(clause.names) & set(opened) for clause in closing):
        return Attribution(frozenset({SPEAKER}), opened)
    return Attribution(frozenset({REPORTER}))


# ── sentences, quotations read as one ──


def sentence_around(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """The sentences that hold the stretch; one that ends inside a quotation is read on to the quotation's end."""
    first, last = 0, len(text)
    for left, right in _sentences(text, language):
        if left <= start:
            first = left
        if right >= end:
            last = right
            break
    return first, last


@lru_cache(maxsize=1024)
def _sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, each with the space behind it; one inside a quotation goes on to the quotation's end."""
    reader = language_of(language)
    ends = [span.end for span in reader.sentences(text)] if reader else []
    spans, begin = [], 0
    for end in ends:
        if not _open_quotation(text[begin:end]):
            spans.append((begin, end))
            begin = end
    if text[begin:].strip():
        spans.append((begin, len(text)))
    return tuple(spans)


def _open_quotation(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("「") > text.count("」")


def _inside_quotation(text: str, start: int, end: int) -> bool:
    """Whether the stretch stands in a quotation that is more than a name: of six words and more, or a sentence."""
    for match in QUOTED.finditer(text):
        if match.start() <= start and end <= match.end():
            inner = match.group().strip('"「」『』')
            return len(inner.split()) >= 9 or inner.endswith((".", ",", "。")) or "。" in inner
    return False


# ── what was said before ──


@lru_cache(maxsize=1024)
def _said_before(head: str, speech: Speech) -> tuple[str, ...]:
    """The names of the last claim before, for a pronoun."""
    said: tuple[str, ...] = ()
    for paragraph in head.splitlines():
        for start, end in _sentences(paragraph, speech.code):
            for clause in clauses_in(paragraph[start:end], speech, Before(said, ())):
                said = clause.names or said
    return said


@lru_cache(maxsize=1024)
def _last_subject(head: str, speech: Speech) -> tuple[str, ...]:
    """The first name of the sentence before, for "he" and "she"."""
    last = next((line for line in reversed(head.splitlines()) if line.strip()), "")
    spans = _sentences(last, speech.code)
    return subjects_in(last[slice(*spans[-1])], speech)[:1] if spans else ()


def _bodies(head: str, speech: Speech) -> tuple[str, ...]:
    """The names ahead that have a word for a body: "Fisheries Chamber"."""
    return tuple(dict.fromkeys(run for run in RUN.findall(head) if " " in run and speech.body.search(run)))


def _last_name(head: str) -> tuple[str, ...]:
    """The last name of a sentence before, for "the company"."""
    runs = (run for run in RUN.findall(head) if not run.endswith("'s"))
    names = [run for run in runs if run.casefold() not in FIRST_WORDS and run not in DAYS_AND_MONTHS]
    return tuple(name.rstrip(".") for name in names[-2:])
