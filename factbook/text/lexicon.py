"""The lexicon: which printed words show which value of a `[class]` column, by language; units, hedges, negations too.

And what our own words say only where a quote says it: phrases of a kind, each by name.

`lexicon.yml` becomes a `Lexicon`, with a Problem for each key that fits neither the schema nor the languages. Only
texts are read; nothing is looked up in an article here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

import yaml

from factbook.problems import Problem
from factbook.text.word_file import WordFile
from factbook.yaml_nodes import compose_yaml, read_utf8

#: For each table, for each of its [class] columns, the values of its closed list.
ClassColumns = Mapping[str, Mapping[str, tuple[str, ...]]]
_Listed: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
Words = Mapping[str, tuple[str, ...]]
_MARKS = ("fact", "otherwise")
_A_UNIT = "unit of a column, as its [unit: …] says it"
#: Kinds of phrases, each of which has names, and for each name words by language.
PHRASES = ("claims", "things", "amounts", "times", "degrees")
#: Phrases of two sides, of which a text says the one or the other.
OPPOSITES, SIDES = "opposites", ("one", "other")
#: The key of our own words for a phrase, where they are others than those that show it in an article in our language.
OURS = "ours"
#: Lists of words by language.
_LISTS = ("hedges", "negations")
#: Of opposites: that who gives and who takes change places.
_CONVERSE = "converse"
#: The columns that list things.
_LISTED = "listed"
#: Of claims: that only labels are asked.
_LABELS = "labels"
_PARTS = ("classes", "units", _LISTED, *PHRASES, OPPOSITES, *_LISTS)


class ClassKey(NamedTuple):
    """One value of one `[class]` column."""

    table: str
    column: str
    value: str

    def __str__(self) -> str:
        """`table.column=value`, as the locks have it."""
        return f"{self.table}.{self.column}={self.value}"


class Phrase(NamedTuple):
    """What words say: its kind, its name, and of opposites which of the two sides ("one", "other"), else ""."""

    kind: str
    name: str
    side: str = ""

    @property
    def opposite(self) -> Phrase:
        """The other side of the two."""
        return self._replace(side=SIDES[1 - SIDES.index(self.side)])


#: That something is not so.
DENIES = Phrase("negations", "")


@dataclass(frozen=True)
class ClassWords:
    """What shows a class: words by language; whether it claims that something is so; whether it goes without saying."""

    words: Words
    is_fact: bool = False
    otherwise: bool = False


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All classes; by language the words that hedge a fact or deny it; the words for the unit of a column.

    Equal only to itself: a project has one lexicon, and what is read with it is kept by it.
    """

    classes: Mapping[ClassKey, ClassWords] = field(default_factory=dict)
    hedges: Words = field(default_factory=dict)
    negations: Words = field(default_factory=dict)
    units: Mapping[str, Words] = field(default_factory=dict)
    #: What words say beside classes: claims, opposites, that a part is meant, that something is possible.
    phrases: Mapping[Phrase, Words] = field(default_factory=dict)
    #: Opposites in which who gives and who takes change places: what the one sells the other buys.
    converses: frozenset[str] = frozenset()
    #: Claims that are asked only of what a record is known by.
    of_labels: frozenset[Phrase] = frozenset()
    #: Columns that list things, each with its table before it.
    listed: frozenset[tuple[str, str]] = frozenset()
    #: SHA-256 of the file, in hexadecimal; "" where there is none.
    sha256: str = ""

    @cached_property
    def columns(self) -> frozenset[tuple[str, str]]:
        """The columns that have words, each with its table before it."""
        return frozenset(self._by_column)

    @cached_property
    def _by_column(self) -> Mapping[tuple[str, str], tuple[ClassKey, ...]]:
        found: dict[tuple[str, str], tuple[ClassKey, ...]] = {}
        for key in self.classes:
            found[key.table, key.column] = (*found.get((key.table, key.column), ()), key)
        return found

    @cached_property
    def _siblings(self) -> Mapping[ClassKey, tuple[ClassKey, ...]]:
        return {
            key: tuple(other for other in keys if other != key) for keys in self._by_column.values() for key in keys
        }

    @cached_property
    def awaited(self) -> frozenset[ClassKey]:
        """What is no fact in a column that has facts too: planned, proposed."""
        return frozenset(
            key
            for keys in self._by_column.values()
            if any(self.classes[other].is_fact for other in keys)
            for key in keys
            if not self.classes[key].is_fact
        )

    def siblings(self, key: ClassKey) -> tuple[ClassKey, ...]:
        """The other values of the same column that have words."""
        known = self._siblings.get(key)
        return self._by_column.get((key.table, key.column), ()) if known is None else known


def load_lexicon(
    path: Path, columns: ClassColumns, languages: Collection[str], units: Collection[str] = ()
) -> tuple[Lexicon, list[Problem]]:
    """The lexicon in the file and what is wrong with it, by place; an empty one where there is no such file.

    `columns` and `units` are those of the schema.

    Raises ProjectError where the file cannot be read or is not YAML.
    """
    if not path.exists():
        return Lexicon(), []
    listed = tuple((table, tuple(of_table.items())) for table, of_table in columns.items())
    lexicon, problems = _read(path.name, read_utf8(path), listed, frozenset(languages), frozenset(units))
    return lexicon, list(problems)


@lru_cache(maxsize=4)
def _read(
    name: str, text: str, listed: tuple[tuple[str, _Listed], ...], languages: frozenset[str], units: frozenset[str]
) -> tuple[Lexicon, tuple[Problem, ...]]:
    reader = _Reader(name, {table: dict(columns) for table, columns in listed}, languages, units)
    lexicon = reader.lexicon(compose_yaml(name, text))
    return replace(lexicon, sha256=sha256(text.encode()).hexdigest()), tuple(sorted(reader.problems))


class _Reader(WordFile):
    """Walks the nodes of the file, and collects what does not fit."""

    def __init__(self, path: str, columns: ClassColumns, languages: Collection[str], units: Collection[str]) -> None:
        super().__init__(path, languages)
        self.columns, self.units = columns, units
        self._shown_by: dict[tuple[str, ...], str] = {}
        self._converses: set[str] = set()
        self._of_labels: set[Phrase] = set()

    def lexicon(self, root: yaml.Node | None) -> Lexicon:
        lists: dict[str, Words] = {name: {} for name in _LISTS}
        classes: dict[ClassKey, ClassWords] = {}
        units: dict[str, Words] = {}
        phrases: dict[Phrase, Words] = {}
        listed: frozenset[tuple[str, str]] = frozenset()
        for name, node in self.pairs(root):
            if name.value == "classes":
                classes = dict(self.classes(node))
            elif name.value == "units":
                known = [(unit, words) for unit, words in self.pairs(node) if self.known(unit, _A_UNIT, self.units)]
                units = {unit.value: self.words(words) for unit, words in known}
            elif name.value in (*PHRASES, OPPOSITES):
                phrases.update(self.phrases(name.value, node))
            elif name.value == _LISTED:
                listed = frozenset(
                    (table.value, column) for table, names in self.pairs(node) for column in self.texts(names)
                )
            elif self.known(name, "part of the lexicon", _PARTS):
                lists[name.value] = self.words(node)
        if lists["negations"]:
            phrases[DENIES] = lists["negations"]
        converses, of_labels = frozenset(self._converses), frozenset(self._of_labels)
        return Lexicon(classes, lists["hedges"], lists["negations"], units, phrases, converses, of_labels, listed)

    def phrases(self, kind: str, node: yaml.Node) -> Iterator[tuple[Phrase, Words]]:
        """The phrases of a kind; of opposites, both sides of each."""
        for name, words in self.pairs(node):
            if kind != OPPOSITES:
                phrase = Phrase(kind, name.value)
                self._of_labels.update(phrase for key, _ in self.pairs(words) if key.value == _LABELS)
                yield phrase, self.words(words, (_LABELS,), ours=True)
                continue
            for key, of_side in self.pairs(words):
                if key.value == _CONVERSE:
                    self._converses.add(name.value)
                elif self.known(key, f"side of {name.value!r}", (*SIDES, _CONVERSE)):
                    yield Phrase(kind, name.value, key.value), self.words(of_side, ours=True)

    def classes(self, node: yaml.Node) -> Iterator[tuple[ClassKey, ClassWords]]:
        for table, columns in self.pairs(node):
            if not self.known(table, "table with a [class] column", self.columns):
                continue
            for column, values in self.pairs(columns):
                if not self.known(column, f"[class] column of {table.value}", self.columns[table.value]):
                    continue
                choices = self.columns[table.value][column.value]
                for value, words in self.pairs(values):
                    if self.known(value, f"value of {table.value}.{column.value}", choices):
                        key = ClassKey(table.value, column.value, value.value)
                        yield key, self.class_words(words, key)

    def class_words(self, node: yaml.Node, key: ClassKey) -> ClassWords:
        for language, words in self.pairs(node):
            for word in words.value if isinstance(words, yaml.SequenceNode) else ():
                self.once(word, key, language.value)
        marks = {key.value: value.value for key, value in self.pairs(node) if key.value in _MARKS}
        return ClassWords(self.words(node, _MARKS), marks.get("fact") == "yes", marks.get("otherwise") == "yes")

    def once(self, word: yaml.Node, key: ClassKey, language: str) -> None:
        """A word shows one value of a column: what shows two shows neither."""
        first = self._shown_by.setdefault((key.table, key.column, language, str(word.value)), key.value)
        if first != key.value:
            self.fault(word, f"{word.value!r} shows {first!r} already", "take a longer phrase, or one of the two away")

    def words(self, node: yaml.Node, besides: Collection[str] = (), *, ours: bool = False) -> Words:
        found = {}
        languages = (*self.languages, OURS) if ours else self.languages
        for language, words in self.pairs(node):
            if language.value not in besides and self.known(language, "language that is read", languages):
                found[language.value] = tuple(self.texts(words))
        return found
