"""An article as an editor's tools read it: whose words a passage gives, whom it names, what it counts, what it shows.

Goes by the readers and rules that judge facts, so that what is read here is what the checks will read. It holds the
article's text and writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factbook.editor.existing import Names, names_of
from factbook.editor.workspace import Workspace
from factbook.evidence.archive import CapturedArticle, open_archive
from factbook.evidence.from_archive import elsewhere, normalised, quote_context
from factbook.factfiles.read import FactNode
from factbook.problems import Fault, RequestError
from factbook.rules.classed import is_shown
from factbook.rules.measured import has_one_unit, is_measured
from factbook.rules.rule import Quote
from factbook.schema import Column, Table
from factbook.schema.core import SOURCES, SPEAKS
from factbook.text.attribution import REPORTER, SPEAKER
from factbook.text.classes import Shown, shown
from factbook.text.context import QuoteContext
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.lexicon import ClassKey, Lexicon
from factbook.text.names import fold
from factbook.text.naming import may_be_same, named_by
from factbook.text.normalise import Span, normalise
from factbook.text.numbers import Number
from factbook.text.quotes import locate, quote_length_fault
from factbook.text.speech import primary_subtag

#: What a shell takes for a parameter in double quotes.
_FOR_SHELLS = re.compile(r"\$\d")


@dataclass(frozen=True)
class Passage:
    """A quote that may serve: article, paragraph, normalised words, where they stand, what their sentence says."""

    source: str
    paragraph: int
    quote: str
    spans: tuple[Span, ...]
    context: QuoteContext


@dataclass(frozen=True)
class Reading:
    """An article beside the records that exist; `names` are those of each record, by id."""

    workspace: Workspace
    record: FactNode
    article: CapturedArticle
    lexicon: Lexicon
    names: Names

    @property
    def source(self) -> str:
        """The article's id."""
        return self.record.id

    @property
    def language(self) -> str:
        """The article's language, as its record says it."""
        return str(self.record.values.get("language", ""))

    @cached_property
    def reader(self) -> Language | None:
        """The reader of that language; None where there is none."""
        return language_of(self.language)

    @cached_property
    def listed(self) -> Mapping[int, str]:
        """Who speaks in a paragraph, as the article's record says it."""
        rows = self.record.values.get(SPEAKS.removeprefix("source_"), {})
        pairs = rows.items() if isinstance(rows, dict) else ((row["paragraph"], row["speaker"]) for row in rows)
        return {int(paragraph): str(speaker) for paragraph, speaker in pairs}

    def passage(self, paragraph: int, quote: str) -> Passage:
        """The quote in that paragraph; raises RequestError with the reason why it cannot serve."""
        if not 1 <= paragraph <= len(self.article.paragraphs):
            raise RequestError(f"{self.source} has {len(self.article.paragraphs)} paragraphs, not {paragraph}")
        words = normalise(quote)
        found = quote_length_fault(words, self.reader) or locate(self.text(paragraph), words, self.reader)
        if isinstance(found, Fault):
            if found.kind == "quote-absent" and words in _FOR_SHELLS.sub("", self.text(paragraph)):
                raise RequestError("the quote has lost its $, which a shell reads: put it in single quotes")
            found = elsewhere(self.article, paragraph, words, found)
            raise RequestError(f"{found.message} ({found.hint})" if found.hint else found.message)
        return self._passage(paragraph, words, found)

    def _passage(self, paragraph: int, words: str, spans: tuple[Span, ...]) -> Passage:
        said = quote_context(self.article, paragraph, spans, self.language, self.lexicon)
        return Passage(self.source, paragraph, words, spans, QuoteContext.from_text(said))

    def text(self, paragraph: int) -> str:
        """A paragraph, from 1, normalised."""
        return self.article.paragraphs[paragraph - 1]

    # ── whose words, and whom they name ──

    def voice(self, passage: Passage) -> tuple[str, str | None]:
        """The voice with which the passage is to be entered, and the record of its speaker where one is named."""
        context, listed = passage.context, self.listed.get(passage.paragraph)
        if context.turn and listed:
            return min(context.voices), listed
        speaker = self._speaker(context.names)
        if SPEAKER in context.voices and (speaker or REPORTER not in context.voices):
            return SPEAKER, speaker
        return min(context.voices - {SPEAKER} or context.voices or {REPORTER}), None

    def unknown_speaker(self, passage: Passage) -> str:
        """The names to whom the passage's words are attributed where no record has one of them; else ""."""
        voice, speaker = self.voice(passage)
        return ", ".join(passage.context.names) if voice == SPEAKER and speaker is None else ""

    def _speaker(self, printed: Sequence[str]) -> str | None:
        """The record whose name is printed, whole where there is one, else that which it may be."""
        for name in printed:
            whole = next(self.named(name, self.workspace.schema.speakers), None)
            found = whole or next((id for id in self._speakers() if may_be_same(name, self.names[id][1])), None)
            if found:
                return found
        return None

    def _speakers(self) -> list[str]:
        return [id for id, (table, _) in self.names.items() if table in self.workspace.schema.speakers]

    def named(self, text: str, tables: Container[str]) -> Iterator[str]:
        """The records of these tables that the text names, the longest name first."""
        found = ((named_by(names, text), id) for id, (table, names) in self.names.items() if table in tables)
        yield from (id for name, id in sorted(((n, id) for n, id in found if n), key=_longest))

    def is_named_alone(self, id: str, text: str) -> bool:
        """Whether the text names the record otherwise than in the name of another: "University of Arcadia"."""
        own = self.names[id][1]
        inner = [f" {fold(name)} " for name in own]
        names = {
            fold(name) for other, (_, names) in self.names.items() if other != id for name in names if name in text
        }
        longer = [name for name in names if any(part in f" {name} " and part != f" {name} " for part in inner)]
        return named_by(own, text, sorted(longer, key=len, reverse=True)) is not None

    def targets(self, table: Table, column: Column) -> tuple[str, ...]:
        """The tables to which the column may refer."""
        return self.workspace.schema.targets(table.name, column)

    # ── what it counts, and which class it shows ──

    def numbers(self, text: str) -> tuple[Number, ...]:
        """The numbers of a text that have one value, those in dates aside."""
        if self.reader is None:
            return ()
        dates = self.reader.dates(text)
        return tuple(
            number
            for number in self.reader.numbers(text)
            if number.value is not None and not any(d.start <= number.start and number.end <= d.end for d in dates)
        )

    def numbers_of(self, column: Column, text: str) -> tuple[Number, ...]:
        """Those of the numbers that the column takes: of one unit, those that are printed with it."""
        numbers, reader = self.numbers(text), self.reader
        if reader is None or not has_one_unit(column):
            return numbers
        return tuple(number for number in numbers if is_measured(reader, text, number, column, self.lexicon))

    def classes(self, passage: Passage, table: Table, column: Column) -> list[str]:
        """The values of a column that the passage shows by the rule on classes: those in the quote itself first."""
        keys = [ClassKey(table.name, column.name, value) for value in column.choices]
        said = passage.context.as_text()
        quote = Quote(passage.quote, passage.source, passage.paragraph, "", "", self.language, said)
        found = [key for key in keys if key in self.lexicon.classes and is_shown(key, (quote,), self.lexicon)]
        language = primary_subtag(self.language)

        def distance(key: ClassKey) -> tuple[bool, bool]:
            return shown(passage.quote, key, language, self.lexicon) is not Shown.SO, not passage.context.is_near(key)

        return [key.value for key in sorted(found, key=distance)]


def _longest(found: tuple[str, str]) -> tuple[int, str]:
    return -len(found[0]), found[1]


def read_article(workspace: Workspace, source: str) -> Reading:
    """The article that the archive has, and the names of all records; raises RequestError, ArchiveError."""
    path, record = next(((p, r) for p, r in workspace.records() if r.table == SOURCES and r.id == source), (None, None))
    if path is None or record is None:
        raise RequestError(
            f"there is no article {source!r}: `build.py new source --file FILE --id {source}` registers it"
        )
    if workspace.project.archive is None:
        raise RequestError("this needs the articles: --archive DIR, or FACTBOOK_ARCHIVE")
    if not record.values.get("language"):
        where = path.relative_to(workspace.project.root).as_posix()
        raise RequestError(f"{where} says no `language` of {source!r} yet: an article is read by the rules of its own")
    name = str(record.values.get("part_of") or source)
    article = open_archive(workspace.project.archive).captured(name)
    names = names_of((r for _, r in workspace.records()), workspace.schema)
    return Reading(workspace, record, normalised(article), workspace.lexicon, names)
