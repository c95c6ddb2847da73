"""What an article could give, sentence by sentence: records to choose from and to mend, none that the checks refuse.

Proposes numbers with their units, what a word of the lexicon shows, what a speaker says, and bodies and persons that no
record names yet. What is quoted already, or listed as holding no fact, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factbook.editor.add import Values, citation_of, ids, is_counted, read_values
from factbook.editor.entered import closed_in, listed_numbers, quoted_in
from factbook.editor.new import free_id, slug
from factbook.editor.ranges import countable
from factbook.editor.reading import Passage, Reading
from factbook.editor.units import counted_words
from factbook.editor.usual import usual
from factbook.editor.who import (
    Body,
    Person,
    bodies_in,
    body_values,
    is_named_so,
    is_told_before,
    kind_word,
    of_body,
    person_values,
    persons_in,
    speaks_of,
    things_in,
)
from factbook.editor.windows import passages_around
from factbook.editor.words import singular
from factbook.schema import Column, Table
from factbook.schema.settings import load_settings
from factbook.text.classes import word_for
from factbook.text.lexicon import ClassKey
from factbook.text.names import Name, common_words, names_in
from factbook.text.naming import may_be_same
from factbook.text.normalise import Span
from factbook.text.speech import primary_subtag

#: A record of our own words holds so many of a quote's, or so many characters.
_KEPT_WORDS, _KEPT_CHARACTERS = 4, 12
#: A word of so many letters or fewer does not end what a record is called by: "in", "and".
_SHORT = 3
#: What follows a word in its clause; and what counts days, months, years and hours in Japanese.
_CLAUSE, _OF_DATES = re.compile(r" [^,;:.()\"“”]+"), "日月年時"
#: What follows a word of which it is: "review of the USMCA".
_OF_WHAT = re.compile(r" (?:of|del?)(?: the| la| el)?((?: [\w'’-]+){1,4})")
#: Words that a passage has at least on which a claim rests.
_CLAIM = 7


@dataclass(frozen=True)
class Proposal:
    """A record that an article could give, and the passage that would prove it."""

    table: str
    values: Values
    passage: Passage


class Drafting:
    """Proposals of one article, in order of place."""

    def __init__(self, reading: Reading, checked: str) -> None:
        """With this day as that of the check."""
        self._reading, self._checked = reading, checked
        self._ids = ids(reading)
        self._tables = [t for t in reading.workspace.schema.fact_tables.values() if t.needs_proof]
        self._quoted = quoted_in(reading)
        self._numbers = listed_numbers(reading)
        self._proposed: list[str] = []
        self._common = common_words(reading.article.paragraphs)
        settings, _ = load_settings(reading.workspace.project.metadata, reading.workspace.schema)
        #: Whether the article is in the language of the factbook's own words.
        self._is_ours = primary_subtag(settings.language) == primary_subtag(reading.language)

    def proposals(self) -> Iterator[Proposal]:
        """All of them."""
        reader = self._reading.reader
        closed = closed_in(self._reading)
        for paragraph in range(1, len(self._reading.article.paragraphs) + 1):
            if reader is not None and paragraph not in closed:
                for sentence in reader.sentences(self._reading.text(paragraph)):
                    yield from self._of_sentence(paragraph, sentence)

    def _of_sentence(self, paragraph: int, sentence: Span) -> Iterator[Proposal]:
        for table in self._tables:
            if table.tagged("number"):
                yield from self._counts(table, paragraph, sentence)
            elif table.tagged("class"):
                printed = "printed" in table.columns[table.label].tags
                yield from (self._things if printed else self._claims)(table, paragraph, sentence)
            elif "person" in table.tags:
                yield from self._persons(table, paragraph, sentence)
            else:
                yield from self._bodies(table, paragraph, sentence)

    def quoted(self) -> dict[int, list[tuple[int, int]]]:
        """What of the article is quoted already, by paragraph."""
        return {paragraph: list(spans) for paragraph, spans in self._quoted.items()}

    # ── numbers ──

    def _counts(self, table: Table, paragraph: int, sentence: Span) -> Iterator[Proposal]:
        text, language = self._reading.text(paragraph), self._reading.language
        for number, value in countable(self._reading, text):
            span = Span(number.start, number.end)
            if number.ordinal or not _within(span, sentence) or self._is_quoted(paragraph, span):
                continue
            if _is_part_of_word(text, span):
                continue
            wanted = Span(span.start, span.end + len(counted_words(text[span.end :], number, language)))
            for passage in passages_around(self._reading, paragraph, sentence, wanted):
                values = self._filled(table, passage, {_name(table, "number"): value})
                if values and is_counted(self._reading, table, passage, values) and self._may_cite(passage):
                    said = f", {values[_name(table, 'qualifier')]}" if number.value is None else ""
                    yield self._proposal(table, values, passage, f"{number.text}{said}")
                    break

    # ── what words of the lexicon show ──

    def _claims(self, table: Table, paragraph: int, sentence: Span) -> Iterator[Proposal]:
        if self._is_quoted(paragraph, sentence):
            return
        text, language = self._reading.text(paragraph), primary_subtag(self._reading.language)
        if not speaks_of(text[sentence.start : sentence.end], language, singular(table.name)):
            return
        kind, claims = table.tagged("class")[0], list(self._shown(table, paragraph, sentence))
        kinds = [wanted for wanted, column, _ in claims if column == kind]
        if kinds and all(is_told_before(text, wanted) for wanted in kinds):
            return
        for wanted, column, value in claims:
            if self._is_known_already(table, text[wanted.start : wanted.end], text[wanted.end :]):
                continue
            for passage in passages_around(self._reading, paragraph, sentence, wanted, _CLAIM):
                values = self._filled(table, passage, {column.name: value})
                if values and self._all_shown(table, values, passage) and self._may_cite(passage):
                    word = text[wanted.start : wanted.end]
                    is_kind = self._is_ours and column == kind and is_named_so(text, wanted)
                    yield self._proposal(table, values, passage, _core(passage.quote, word), word if is_kind else "")
                    return

    def _all_shown(self, table: Table, values: Values, passage: Passage) -> bool:
        columns = [column for column in table.tagged("class") if column.name in values]
        return all(values[c.name] in self._reading.classes(passage, table, c) for c in columns)

    def _is_known_already(self, table: Table, words: str, behind: str) -> bool:
        """Whether what shows a class is the name of a record of the table, or is said of a record: "review of X"."""
        classed = [t.name for t in self._tables if t.tagged("class")]
        of = _OF_WHAT.match(behind)
        return any(self._reading.named(words, (table.name,))) or bool(of and any(self._reading.named(of[1], classed)))

    def _shown(self, table: Table, paragraph: int, sentence: Span) -> Iterator[tuple[Span, Column, str]]:
        """Where words stand that show a class, the column, and the class."""
        reading, text = self._reading, self._reading.text(paragraph)
        said, language = text[sentence.start : sentence.end], primary_subtag(reading.language)
        for column in table.tagged("class"):
            for value in column.choices:
                word = word_for(said, ClassKey(table.name, column.name, value), language, reading.lexicon)
                at = text.find(word, sentence.start) if word else -1
                if word and at >= 0:
                    yield Span(at, at + len(word)), column, value

    # ── bodies and persons that no record names ──

    def _persons(self, table: Table, paragraph: int, sentence: Span) -> Iterator[Proposal]:
        text, language = self._reading.text(paragraph), primary_subtag(self._reading.language)
        for person in persons_in(text[sentence.start : sentence.end], language):
            for given in _person(table, person, language):
                if proposal := self._named(table, given, paragraph, sentence, person.name, person.span):
                    yield proposal
                    break

    def _bodies(self, table: Table, paragraph: int, sentence: Span) -> Iterator[Proposal]:
        text, language = self._reading.text(paragraph), primary_subtag(self._reading.language)
        said = text[sentence.start : sentence.end]
        found = [_as_body(name, language) for name in names_in(said, self._common) if " " in name.text]
        for body in (*found, *bodies_in(said, language)):
            given = _body(table, body)
            if given and (proposal := self._named(table, given, paragraph, sentence, body.name, body.span)):
                yield proposal

    def _things(self, table: Table, paragraph: int, sentence: Span) -> Iterator[Proposal]:
        text, language = self._reading.text(paragraph), primary_subtag(self._reading.language)
        for thing in things_in(text[sentence.start : sentence.end], language, singular(table.name)):
            given = {table.label: thing.name}
            if proposal := self._named(table, given, paragraph, sentence, thing.name, thing.span):
                yield proposal

    def _named(
        self, table: Table, given: Mapping[str, str], paragraph: int, sentence: Span, name: str, place: Span
    ) -> Proposal | None:
        """The record of somebody, or of a body, whom no record names yet; `place` counts from the sentence's start."""
        span = Span(sentence.start + place.start, sentence.start + place.end)
        if self._is_known(table, name) or self._is_quoted(paragraph, span):
            return None
        for passage in passages_around(self._reading, paragraph, sentence, span):
            values = self._filled(table, passage, given)
            if values and self._may_cite(passage):
                self._proposed.append(name)
                return self._proposal(table, values, passage, name)
        return None

    def _is_known(self, table: Table, name: str) -> bool:
        held = (names for kind, names in self._reading.names.values() if kind == table.name)
        return name in self._proposed or any(may_be_same(name, names) for names in held)

    # ── records ──

    def _filled(self, table: Table, passage: Passage, given: Mapping[str, str]) -> Values | None:
        """All that the record needs but its label; None where something cannot be known."""
        values: Values = {**read_values(self._reading, table, passage, given), **given}
        for column in table.given.values():
            if column.required and column.name not in (*values, "id", table.label):
                value = usual(self._reading, table, column, values, passage.quote)
                if value is None:
                    return None
                values[column.name] = value
        return values

    def _proposal(self, table: Table, values: Values, passage: Passage, what: str, called: str = "") -> Proposal:
        """The proposal of a record; `called` is the article's own word for it, where that is in our language."""
        label = values.get(table.label) or self._label(table, values, what, called)
        own = slug(str(label))
        id = free_id(own if re.search("[a-z]{2}", own) else f"{passage.source}-{singular(table.name)}", self._ids)
        self._ids.add(id)
        record = {"id": id, **values, table.label: label, "checked": self._checked}
        return Proposal(table.name, {**record, "citations": [citation_of(self._reading, passage)]}, passage)

    def _label(self, table: Table, values: Values, what: str, called: str) -> str:
        named = called or next(
            (str(values[c.name]) for c in table.tagged("class") if c.name in values), singular(table.name)
        )
        measure = next((str(values[c.name]) for c in table.tagged("measure") if c.name in values), named)
        said = measure if table.tagged("number") else named
        goes_on = what[:1].islower() and not table.tagged("number")
        return f"{said[:1].upper()}{said[1:]}{' ' if goes_on else ': '}{what}"

    def _is_quoted(self, paragraph: int, span: Span) -> bool:
        return any(s.start < span.end and span.start < s.end for s in self._quoted.get(paragraph, []))

    def _may_cite(self, passage: Passage) -> bool:
        """Whether the passage holds no number that the article's record lists as quoted by no fact."""
        inside = self._reading.reader.numbers(passage.quote) if self._reading.reader else ()
        return not any((passage.paragraph, number.text) in self._numbers for number in inside)


def _name(table: Table, tag: str) -> str:
    """The first column of that tag that is no word of our own; "" where there is none."""
    return next((c.name for c in table.tagged(tag) if "editorial" not in c.tags), "")


def _within(span: Span, whole: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end


def _is_part_of_word(text: str, number: Span) -> bool:
    """Whether a number begins another word, as "two" does "two-way", or is part of a date ("12日")."""
    behind = text[number.end : number.end + 1]
    return (text[number.start].isalpha() and behind == "-") or (behind != "" and behind in _OF_DATES)


def _core(quote: str, word: str) -> str:
    """What a record of our own words may be called by: what follows the word that shows its class, else the end."""
    words, after = quote.split(), _CLAUSE.match(quote.partition(word)[2])
    said = after[0].split()[:_KEPT_WORDS] if after else []
    while said and len(said[-1]) <= _SHORT:
        said.pop()
    if len(said) > 1:
        return " ".join(said)
    return " ".join(words[-_KEPT_WORDS:]).strip(".,;:") if len(words) > 1 else quote[:_KEPT_CHARACTERS]


def _as_body(name: Name, language: str) -> Body:
    at = of_body(name.text)
    return Body(name.text[at:], Span(name.start + at, name.end), kind_word(name.text[at:], language))


def _body(table: Table, body: Body) -> dict[str, str] | None:
    """What a name says of a body of a table that prints its names; None where it does not say all."""
    known = body_values(table, body) if "printed" in table.columns[table.label].tags else None
    return {table.label: body.name, **known} if known else None


def _person(table: Table, person: Person, language: str) -> Iterator[dict[str, str]]:
    """What stands beside a name: with the post, and without it where that is refused."""
    for post in dict.fromkeys((person.post, "")):
        yield {table.label: person.name, **person_values(table, person.name, post, language)}
