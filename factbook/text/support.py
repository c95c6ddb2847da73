"""What of our own words is printed: the numbers and names in a text, held against all that may stand behind them.

A number must be one of the support's numbers; a name must stand in its words, or be another name of what does. Words at
the start of a sentence count only where they are a known name: any other is capitalised there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from factbook.text.late import pattern
from factbook.text.names import fold
from factbook.text.peoples import PEOPLES

_WORD = pattern(r"[^\W_](?:[\w&.'-]*\w)?")
_PLAIN = pattern(r"[^\W_]+")
_PAUSE = pattern(r"[.,;:!?()\"]+(?: |$)| [-–(\"]")
_CAPITALS = pattern(r"(?<!\S)(?=\S*[^\Wa-zß-öø-ÿ_])\S+(?: (?:(?:of|de|del|la|s) )?(?=\S*[^\Wa-zß-öø-ÿ_])\S+)*")
#: Kana, kanji: what is written without spaces stands anywhere.
_NO_SPACES = pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
#: Letters of scripts without spaces, Korean and Thai too; names of fewer letters in them are not told from other words.
UNSPACED = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
UNSPACED_LETTERS = 2
_FIRST = pattern(r"^\S+ ?(?:(?:of|de|del|la|s) )?")
_OPENS = pattern(r"(?:^|[.!?:]) ?[\"'(]*$|^[\"'(]*$")
#: Capitalised for another reason than that they name something.
_NOTHING = frozenset(
    {"I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March"}
    | {"April", "May", "June", "July", "August", "September", "October", "November", "December"}
)


class Missing(NamedTuple):
    """A word of ours that nothing stands behind: "number" or "name", and the word as it is written."""

    kind: str
    word: str


@dataclass(frozen=True)
class KnownNames:
    """All names of the records, folded, with the ids of those that have them; and the names of lands among them."""

    ids: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    lands: frozenset[str] = frozenset()

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first word of each name."""
        return frozenset(name.split(" ", 1)[0] for name in self.ids)

    @cached_property
    def longest(self) -> int:
        """Words of the longest name."""
        return max((len(name.split()) for name in self.ids), default=0)

    @cached_property
    def _longer(self) -> Mapping[str, tuple[str, ...]]:
        """By name, the names that have it among their words, the longest first."""
        found: dict[str, set[str]] = {}
        for name in self.ids:
            words = name.split()
            for start, end in combinations(range(len(words) + 1), 2):
                part = " ".join(words[start:end])
                if part != name and part in self.ids:
                    found.setdefault(part, set()).add(name)
        return {part: tuple(sorted(names, key=lambda name: (-len(name), name))) for part, names in found.items()}

    def longer(self, name: str) -> tuple[str, ...]:
        """The folded names that have this one's words among theirs, the longest first."""
        return self._longer.get(_folded(name), ())

    @cached_property
    def _by_start(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name in sorted(self.ids, key=len, reverse=True):
            if len(name) >= UNSPACED_LETTERS and UNSPACED.match(name):
                found.setdefault(name[:UNSPACED_LETTERS], []).append(name)
        return {start: tuple(names) for start, names in found.items()}

    def starting(self, letters: str) -> tuple[str, ...]:
        """The folded names in scripts without spaces that begin with these two letters, the longest first."""
        return self._by_start.get(letters, ())

    def others(self, name: str) -> Iterator[str]:
        """Other folded names of all that have this folded one."""
        for owner in self.ids.get(name, ()):
            yield from self.names[owner]


@dataclass(frozen=True)
class Support:
    """What may stand behind our words: texts (quotes, values, names), and the numbers read in them."""

    texts: tuple[str, ...]
    numbers: frozenset[float]
    #: Whether a word or a number that is in no text is printed where else it may be (the cited paragraph, for notes).
    printed: Callable[[str], bool] = lambda _word: False
    #: Whether the words of a name may stand apart, as in a note.
    apart: bool = False

    @cached_property
    def words(self) -> str:
        """All texts, folded, a blank between the words and at both ends."""
        return f" {' '.join(' '.join(_folded(text).split()) for text in self.texts)} "

    def holds(self, name: str) -> bool:
        """Whether the folded name stands in the texts as whole words, a plural aside."""
        if _NO_SPACES.search(name):
            return name in self.words or self.printed(name)
        return any(f" {form} " in self.words for form in _forms(name)) or self.printed(name)


def known_names(records: Mapping[str, Iterable[str]], lands: Iterable[str] = ()) -> KnownNames:
    """The index of the names of records, by id; `lands` are the ids of those that are lands."""
    folded = {owner: tuple(dict.fromkeys(_folded(name) for name in names if name)) for owner, names in records.items()}
    ids: dict[str, tuple[str, ...]] = {}
    for owner, names in folded.items():
        for name in names:
            ids[name] = (*ids.get(name, ()), owner)
    return KnownNames(ids, folded, frozenset(name for owner in lands for name in folded.get(owner, ())))


def folded_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts, each folded as those of names are."""
    return frozenset(_fold(" ".join(texts)).split(" "))


def plain_runs(text: str, known: KnownNames) -> tuple[str, ...]:
    """The runs of words with a capital or a digit in a text, as they are written.

    Where they `stand_plainly`, no name is missing: far quicker to see than by `missing_words`, and enough for most
    texts. A first word that begins no known name and no number is left out.
    """
    runs = _capital_runs(text)
    if runs and _is_capital_by_place(text, runs[0], known):
        rest = _FIRST.sub("", runs[0])
        runs = (rest, *runs[1:]) if rest else runs[1:]
    return runs


def stand_plainly(runs: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether each of the runs stands in one of the texts as it is written, and as whole words."""
    printed = "|".join(map(_plain_words, texts))
    return all(f" {run} " in printed for run in runs)


def _is_capital_by_place(text: str, run: str, known: KnownNames) -> bool:
    """Whether the run opens the text with a word that begins no known name."""
    opens = _plain_words(text).startswith(f" {run} ") and not run[0].isdigit()
    first = run.split(" ", 1)[0]
    return opens and first not in PEOPLES and _folded(first) not in known.first_words


def named_twice(text: str) -> str | None:
    """The name that stands twice in a text, and no other between: "of Mexico and Mexico"; None where none does."""
    runs = _capital_runs(text)
    if runs and _plain_words(text).startswith(f" {runs[0]} "):
        runs = (*filter(None, (_FIRST.sub("", runs[0]) if " " in runs[0] else runs[0],)), *runs[1:])
    for one, two in pairwise(runs):
        if one == two and one not in _NOTHING and not one[0].isdigit() and len(one) > 1:
            return one
    return None


def missing_words(
    text: str, support: Support, known: KnownNames, numbers: Iterable[tuple[float, str]]
) -> Iterator[Missing]:
    """Numbers (given as value and print, in order) and names of the text that nothing stands behind, in order."""
    for value, printed in numbers:
        if value not in support.numbers and not support.holds(_folded(printed)):
            yield Missing("number", printed)
    for run in _runs(text):
        yield from _missing_names(run, support, known)


class _Token(NamedTuple):
    text: str
    opens: bool


def _runs(text: str) -> Iterator[list[_Token]]:
    """Runs of words between which nothing but a blank stands, each with whether it opens a sentence."""
    run: list[_Token] = []
    last = 0
    for match in _WORD.finditer(text):
        if run and text[last : match.start()] not in (" ", "-", "'s "):
            yield run
            run = []
        word = match.group()
        # Of a word in small letters nobody asks.
        run.append(_Token(word, word[0].isupper() and _OPENS.search(text, 0, match.start()) is not None))
        last = match.end()
    if run:
        yield run


def _missing_names(run: list[_Token], support: Support, known: KnownNames) -> Iterator[Missing]:
    at = 0
    while at < len(run):
        length = _known_length(run, at, known) if run[at].text[0].isupper() else 0
        words = run[at : at + max(1, length)]
        at += len(words)
        if not (_is_supported(words, support, known) if length else _needs_none(words[0], support)):
            yield Missing("name", " ".join(token.text for token in words))


def _is_supported(words: list[_Token], support: Support, known: KnownNames) -> bool:
    """Whether a known name stands in the texts as it is, or by another name of its record.

    Of one that goes on in small letters ("Japanese embassy"), the words with a capital are enough; in a note, its words
    may stand apart.
    """
    name = _folded(" ".join(token.text for token in words))
    if support.holds(name) or any(support.holds(other) for other in known.others(name)):
        return True
    if support.apart and all(support.holds(_folded(token.text)) for token in words):
        return True
    capital = [token for token in words if token.text[0].isupper()]
    return words[-1].text.islower() and _is_supported(capital, support, known)


def _needs_none(word: _Token, support: Support) -> bool:
    """Whether a word that begins no known name is no name of anything, or stands in the texts."""
    others = PEOPLES.get(word.text)
    names_nothing = not word.text[0].isupper() or (word.opens and not others) or word.text in _NOTHING
    return names_nothing or any(support.holds(_folded(name)) for name in (word.text, *(others or ())))


def _known_length(run: list[_Token], at: int, known: KnownNames) -> int:
    """How many words of the run, from here, make the longest known name; 0 where none begins here."""
    first = _folded(run[at].text)
    if first and first.split(" ", 1)[0] not in known.first_words:
        return 0
    for length in range(min(known.longest, len(run) - at), 0, -1):
        if _folded(" ".join(token.text for token in run[at : at + length])) in known.ids:
            return length
    return 0


@lru_cache(maxsize=4096)
def _plain_words(text: str) -> str:
    """The words of a text, a blank between them and at both ends."""
    return f" {' '.join(_PLAIN.findall(text))} "


@lru_cache(maxsize=4096)
def _capital_runs(text: str) -> tuple[str, ...]:
    """The runs of words that are not small, with what joins the words of one name ("State of Mexico")."""
    parts = (_plain_words(part).strip() for part in _PAUSE.split(text))
    return tuple(match.group() for part in parts for match in _CAPITALS.finditer(part))


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    return " ".join(fold(re.sub(r"'s?(?=\W|$)", " ", text)).split())


def _forms(name: str) -> Collection[str]:
    """A name and what it may end in beside: a plural, and the adjective of a continent ("American")."""
    return (name, name + "s", name + "n", name[:-1]) if name[-1:] in "sn" else (name, name + "s", name + "n")
