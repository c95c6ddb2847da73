"""What a rule is, and what it is given: plain data in, a fault or nothing out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from factbook.factfiles.nodes import YamlValue
from factbook.problems import Fault
from factbook.schema import Column
from factbook.text.context import QuoteContext
from factbook.text.lexicon import Lexicon
from factbook.text.support import KnownNames

_NO_WORDS = Lexicon()


class Quote(NamedTuple):
    """A quote that proves a field: normalised text, its place, whose words it gives, the article's language.

    `said` is what the quote's own sentence says, as the lock writes it; `context` the same, read. `listed` is the id of
    who speaks in that paragraph by the article's own record, or "". `reason` says why the words are of that voice and
    speaker, where a person has inferred it.
    """

    text: str
    source: str
    paragraph: int
    voice: str
    speaker: str
    language: str
    said: str
    listed: str = ""
    reason: str = ""

    @property
    def context(self) -> QuoteContext:
        """What the quote's own sentence says."""
        return QuoteContext.from_text(self.said)

    @property
    def voices(self) -> frozenset[str]:
        """The voices of `context`, read by themselves: they are asked of every quote, and the rest of few."""
        first, _, _ = self.said.partition("|")
        return QuoteContext.from_text(first).voices


class Reference(NamedTuple):
    """What a record is called: its table, its label, and all its names: columns [name], aliases, `names`.

    `scoped` are an article's own words for it ("the trip"), each with the articles in which they mean it: an alias
    without a capital counts only in those whose citations prove it. `values` are what else the record says but
    in our own words; `is_person`, whether it is of the table of persons. `within` are the places that a place lies in.
    """

    table: str
    label: str
    names: tuple[str, ...]
    scoped: tuple[tuple[str, frozenset[str]], ...] = ()
    values: tuple[str, ...] = ()
    is_person: bool = False
    within: tuple[str, ...] = ()

    def names_in(self, source: str) -> tuple[str, ...]:
        """All its names, and what this article calls it."""
        return (*self.names, *(name for name, sources in self.scoped if source in sources))

    @property
    def all_names(self) -> tuple[str, ...]:
        """All its names, those of single articles too."""
        return (*self.names, *(name for name, _ in self.scoped))


#: For rules that do not ask for names.
NO_REFERENCES: Mapping[str, Reference] = MappingProxyType({})


class Record(NamedTuple):
    """A record as rules see it: its table's name, its nodes by key, its number as text, and what it refers to, by id.

    `number` and `unit` are "" where it has none; `references` is empty for all but the rules that ask for names;
    `lexicon` has the words that show a class. `reason` is that of the derivation, for a rule on what is derived. `ours`
    are the fields that are in our own words, `known` all names of all records, for rules that ask for names. `named_in`
    are the fields with its own names: printed, aliases, looked up. `language` is that of our own words (BCP 47).
    """

    table: str
    values: Mapping[str, YamlValue]
    number: str = ""
    unit: str = ""
    references: Mapping[str, Reference] = NO_REFERENCES
    lexicon: Lexicon = _NO_WORDS
    reason: str = ""
    ours: frozenset[str] = frozenset()
    named_in: tuple[str, ...] = ()
    known: KnownNames | None = None
    language: str = "en"


#: For rules of form, which look at the value only.
NO_RECORD = Record("", MappingProxyType({}))

#: The value as it is written, its column, the record, and the quotes that prove it: a fault, or None.
Check = Callable[[Any, Column, Record, tuple[Quote, ...]], Fault | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and the columns that it is for.

    `check` is pure. `how` is what it proves a value by (`proofs.how`); a rule without one is of the value's form alone:
    it is given no record and no quotes, and each text is asked about once. A rule with one is asked for each field that
    a citation names and that is not derived: of a column about each quote by itself where `every` quote has to show it,
    else about all together; of an item in a list always about all together. `with_number` adds the quotes that prove
    the record's number. A rule `everywhere` is asked of each value that a record gives, cited, derived or ours, with
    all quotes of the record; one that is `own` too, with those of the field where any is to prove it. One on what is
    `derived` is asked of these values only, with the quotes of the field (`everywhere`: of the record) and
    `record.reason`; one `of_citations` of their `voice` and `speaker` only, with that quote alone. One that
    `asks_names` runs when all files are in, and finds in `record.references` what each id is called.
    """

    check: Check
    applies: Callable[[Column], bool]
    how: str = ""
    every: bool = True
    with_number: bool = False
    everywhere: bool = False
    own: bool = False
    derived: bool = False
    of_citations: bool = False
    asks_names: bool = False


def tagged(tag: str) -> Callable[[Column], bool]:
    """Of columns with that tag."""
    return lambda column: tag in column.tags


def named(name: str) -> Callable[[Column], bool]:
    """Of columns with that name, in any table."""
    return lambda column: column.name == name


def every_column(_column: Column) -> bool:
    """Of all columns."""
    return True
