"""An article beside the facts that quote it: what is quoted, what is accounted for, what is still to be read.

Turns an article and the records, also those with problems, into paragraphs with their quotes, and the numbers and names
that no quote covers. It holds the article's text and gives it to the terminal only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from factbook.editor.existing import Names, names_of, records_counting, records_named
from factbook.evidence.archive import CapturedArticle
from factbook.factfiles.read import FactNode
from factbook.factfiles.rows import ChildRow, rows_of
from factbook.rules.citations import passage_of
from factbook.schema import Schema
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.names import Name, common_words, names_in
from factbook.text.normalise import Span, contains_words, normalise
from factbook.text.numbers import Number
from factbook.text.quotes import occurrences


@dataclass(frozen=True)
class ParagraphCoverage:
    """A paragraph, normalised: the facts that quote it, where; and numbers and names that are open.

    `reason` says why it holds no fact, where that is listed; `numbers` and `listed` count all numbers, and those that
    are listed with a reason. `existing` has the ids of records that an open name or number may be of, by its words.
    """

    number: int
    text: str
    facts: list[str]
    quoted: list[Span]
    reason: str | None
    open_numbers: list[Number]
    names: list[Name]
    open_names: list[Name]
    numbers: int
    listed: int
    existing: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether nothing accounts for it."""
        return not self.facts and self.reason is None

    @property
    def is_incomplete(self) -> bool:
        """Whether an editor has something to do here."""
        return self.is_open or bool(self.open_numbers or self.open_names)


@dataclass(frozen=True)
class ArticleCoverage:
    """An article's paragraphs in order; its record, if it is registered; quotes that are not in their paragraph."""

    source: str
    paragraphs: list[ParagraphCoverage]
    record: FactNode | None
    misplaced: int


@dataclass(frozen=True)
class _Ledger:
    """What records say of an article: its reader, quotes by paragraph with the fact, reasons, numbers with a reason."""

    reader: Language | None
    quotes: dict[int, list[tuple[str, str]]]
    reasons: dict[int, str]
    numbers: set[tuple[int, str]]


def coverage_of(source: str, article: CapturedArticle, records: list[FactNode], schema: Schema) -> ArticleCoverage:
    """What the records cover of an article, paragraph by paragraph."""
    record = next((r for r in records if r.table == "sources" and r.id == source), None)
    ledger = _ledger(source, records, record, schema)
    texts = [normalise(text) for text in article.paragraphs]
    common = common_words(texts)
    quotes = [quote for found in ledger.quotes.values() for _, quote in found]
    paragraphs = [
        _paragraph(number, text, ledger, names_in(text, common), quotes) for number, text in enumerate(texts, 1)
    ]
    known = names_of(records, schema)
    paragraphs = [replace(p, existing=_existing(p, known, records, schema)) for p in paragraphs]
    placed = sum(
        bool(occurrences(text, quote)) for at, text in enumerate(texts, 1) for _, quote in ledger.quotes.get(at, [])
    )
    return ArticleCoverage(source, paragraphs, record, len(quotes) - placed)


def _existing(
    paragraph: ParagraphCoverage, known: Names, records: list[FactNode], schema: Schema
) -> dict[str, list[str]]:
    named = {name.text: records_named(name.text, known, schema) for name in paragraph.open_names}
    open_ones = ((number.text, number.value) for number in paragraph.open_numbers)
    counted = {text: records_counting(value, records, schema) for text, value in open_ones if value is not None}
    return {words: ids for words, ids in {**named, **counted}.items() if ids}


def _ledger(source: str, records: list[FactNode], record: FactNode | None, schema: Schema) -> _Ledger:
    quotes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for fact in (r for r in records if r.table in schema.roots):
        for row in rows_of(fact.values, fact.table, schema):
            passage = passage_of(row.values) if row.table.name == "citations" else None
            if passage and passage.source == source:
                quotes[passage.paragraph].append((fact.id, passage.quote))
    rows = [row for row in rows_of(record.values, record.table, schema) if _paragraph_of(row)] if record else []
    reasons = {_paragraph_of(r): str(r.values.get("reason")) for r in rows if r.table.name == "source_no_facts"}
    numbers = {(_paragraph_of(r), normalise(str(r.values["number"]))) for r in rows if "number" in r.values}
    reader = language_of(str(record.values.get("language"))) if record else None
    return _Ledger(reader, quotes, reasons, numbers)


def _paragraph_of(row: ChildRow) -> int:
    """The paragraph that an entry of a source's lists is about, 0 where it names none."""
    text = row.values.get("paragraph")
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 7 else 0


def _paragraph(
    number: int, text: str, ledger: _Ledger, names: list[Name], quotes: Collection[str]
) -> ParagraphCoverage:
    found = ((fact, occurrences(text, quote)) for fact, quote in ledger.quotes.get(number, []))
    placed = [(fact, places[0]) for fact, places in found if places]
    spans = sorted({span for _, parts in placed for span in parts})
    numbers = ledger.reader.numbers(text) if ledger.reader else ()
    unquoted = [n for n in numbers if not any(s.start <= n.start and n.end <= s.end for s in spans)]
    listed = [n for n in unquoted if (number, n.text) in ledger.numbers]
    reason = ledger.reasons.get(number)
    # What a paragraph without facts names, its entry in the source's list accounts for.
    unquoted_names = [] if reason else [part for name in names for part in _outside(name, spans)]
    open_names = [name for name in unquoted_names if not any(contains_words(quote, name.text) for quote in quotes)]
    facts = list(dict.fromkeys(fact for fact, _ in placed))
    open_numbers = [n for n in unquoted if n not in listed]
    return ParagraphCoverage(
        number, text, facts, spans, reason, open_numbers, names, open_names, len(numbers), len(listed)
    )


def _outside(name: Name, spans: list[Span]) -> Iterator[Name]:
    """The name, or where a quote has a part of it, the names in the rest of it."""
    at = name.start
    for start, end in [*(s for s in spans if s.start < name.end and name.start < s.end), (name.end, name.end)]:
        part = name.text[max(at - name.start, 0) : max(start - name.start, 0)]
        yield from (Name(at + n.start, at + n.end, n.text) for n in names_in(part))
        at = max(at, end)
