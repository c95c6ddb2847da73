"""What was typed, as the words to look for: dates, names and phrases of the vocabulary, and what is left over.

The longest name or phrase is taken first; function words are left out; a word that stands nowhere is read as the
nearest one that does. What a phrase means is asked of the database, which holds the vocabulary of its release.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factbook.record.search.dates import take_dates
from factbook.record.search.spelling import bare, nearest
from factbook.record.search.statements import IN_SCRIPT, PHRASES, SAME, STANDS
from factbook.record.search.words import BEGINNING, TOKEN, TYPED, Way, Word, phrase, ways_of, words_apart
from factbook.text.letters import RUN, SCRIPT, fold

#: Words of a query that are read, the length of each, and the words of the longest phrase.
MOST_TERMS, LONGEST_TERM, LONGEST_PHRASE = 24, 60, 8
#: Ways in which one word is looked for.
MOST_WAYS = 40
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


class Read(NamedTuple):
    """The words of a query in the order in which they were taken; what was read as what; whether it was cut."""

    words: tuple[Word, ...]
    corrected: tuple[tuple[str, str], ...]
    cut: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase of the query and what it means; no meaning for what is left over."""

    typed: str
    meanings: tuple[str, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether it is a function word and nothing else."""
        return self.meanings == ("",)


def read_query(conn: sqlite3.Connection, text: str) -> Read:
    """The words to look for in what was typed, whatever it is."""
    text = text.encode(errors="ignore").decode().replace("\x00", " ")
    rest, dates = take_dates(fold(_POSSESSIVE.sub("", text)))
    rest, in_script = _take_script(conn, rest)
    tokens = [token[:LONGEST_TERM] for token in TOKEN.findall(rest)]
    tokens, cut = tokens[:MOST_TERMS], len(tokens) > MOST_TERMS
    meanings = _meanings(conn, tokens)
    kept, corrected = _corrected(conn, tokens, meanings)
    found = [*in_script, *_phrases(kept, meanings if kept == tokens else _meanings(conn, kept))]
    once = {bare(each.typed): each for each in reversed(found)}
    found = [each for each in found if once[bare(each.typed)] is each]
    telling = [each for each in found if not each.says_nothing] or found
    same = _same(conn, [meaning for each in telling for meaning in each.meanings])
    words = (_word(each, same) for each in telling)
    return Read((*dates, *(word for word in words if word.ways)), tuple(corrected), cut)


# ── scripts without spaces ──


def _take_script(conn: sqlite3.Connection, text: str) -> tuple[str, list[_Found]]:
    """The text without its runs of such scripts, and what these say: the longest term first, from left to right."""
    if not RUN.search(text):
        return text, []
    terms = defaultdict[str, list[str]](list)
    text = text[: MOST_TERMS * LONGEST_TERM]
    for term, meaning in conn.execute(IN_SCRIPT, {"text": text, "script": f"*{SCRIPT}*"}):
        terms[term].append(meaning)
    longest = sorted(terms, key=len, reverse=True)
    found, rest, at = list[_Found](), "", 0
    while at < len(text):
        term = next((each for each in longest if text.startswith(each, at)), "")
        found += [_Found(term, tuple(dict.fromkeys(terms[term])))] if term else []
        rest += " | " if term else text[at]
        at += len(term) or 1
    left = [_Found(run) for run in RUN.findall(rest) if len(run) > 1]
    return RUN.sub(" ", rest), [*found, *left][:MOST_TERMS]


# ── words with spaces between them ──


def _phrases(tokens: Sequence[str], meanings: Mapping[tuple[int, int], Sequence[str]]) -> list[_Found]:
    """The tokens as phrases that mean something, the longest first, and single words; in the order of the query."""
    taken: dict[int, tuple[int, _Found]] = {}
    free = set(range(len(tokens)))
    for start, end in sorted(meanings, key=lambda span: (span[0] - span[1], span[0])):
        if free.issuperset(range(start, end)):
            free -= set(range(start, end))
            taken[start] = (end, _Found(" ".join(tokens[start:end]), tuple(meanings[start, end])))
    left = ((at, (at + 1, _Found(tokens[at]))) for at in free)
    return [found for _, (_, found) in sorted([*taken.items(), *left], key=lambda pair: pair[0])]


def _meanings(conn: sqlite3.Connection, tokens: Sequence[str]) -> dict[tuple[int, int], list[str]]:
    """What each stretch of the tokens means, where it means something."""
    spans = [
        (start, end) for start in range(len(tokens)) for end in range(start + 1, len(tokens) + 1)
        if end - start <= LONGEST_PHRASE
    ]  # fmt: skip
    asked = [[at, f"^{phrase(' '.join(tokens[start:end]))}", end - start] for at, (start, end) in enumerate(spans)]
    found = defaultdict[tuple[int, int], list[str]](list)
    for at, meaning in conn.execute(PHRASES, {"asked": json.dumps(asked)}):
        if meaning not in found[spans[at]]:
            found[spans[at]].append(meaning)
    return {span: _chosen(tokens[span[0]], meanings) for span, meanings in found.items()}


def _chosen(typed: str, meanings: list[str]) -> list[str]:
    """A function word is one, unless it is typed in capitals and is a name: "US", "UN"."""
    if "" not in meanings or len(meanings) == 1:
        return meanings
    return [each for each in meanings if each] if len(typed) > 1 and typed.isupper() else [""]


def _corrected(
    conn: sqlite3.Connection, tokens: Sequence[str], meanings: Mapping[tuple[int, int], Sequence[str]]
) -> tuple[list[str], list[tuple[str, str]]]:
    """The tokens, each that stands nowhere and begins no word replaced by the nearest; and which were."""
    kept, corrected = list[str](), list[tuple[str, str]]()
    known = {at for start, end in meanings for at in range(start, end)}
    for at, token in enumerate(tokens):
        near = None if at in known or _stands(conn, token) else nearest(conn, token)
        corrected += [(token, near)] if near and near != bare(token) else []
        kept.append(near or token)
    return kept, corrected


def _stands(conn: sqlite3.Connection, token: str) -> bool:
    beginning = f" OR {phrase(token)} *" if len(token) > 3 else ""
    return conn.execute(STANDS, [phrase(token) + beginning]).fetchone() is not None


# ── ways ──


def _same(conn: sqlite3.Connection, meanings: Sequence[str]) -> dict[str, list[Way]]:
    """The ways to find all words of each meaning."""
    found = defaultdict[str, list[Way]](list)
    asked = {"meanings": json.dumps([each for each in meanings if each])}
    for meaning, term, weight, language in conn.execute(SAME, asked):
        found[meaning] += ways_of(term, weight, language)
    return found


def _word(found: _Found, same: dict[str, list[Way]]) -> Word:
    """The word with the ways to find it, each once: as typed, its words apart, a beginning, others of its meaning."""
    ways = [*ways_of(found.typed, TYPED), *words_apart(found.typed), *_beginning(found)]
    ways += [way for meaning in found.meanings for way in same.get(meaning, ())]
    once = {(bare(way.expression), way.in_letters): way for way in reversed(ways)}
    kept = sorted(once.values(), key=ways.index)
    return Word(found.typed, tuple(kept[:MOST_WAYS]), tuple(each for each in found.meanings if each))


def _beginning(found: _Found) -> Iterator[Way]:
    is_name = any(meaning.startswith("name:") for meaning in found.meanings)
    if not is_name and len(found.typed) > 3 and TOKEN.fullmatch(found.typed):
        yield Way(f"{found.typed}…", f"{phrase(found.typed)} *", False, BEGINNING)
