"""The citations of a record: each quote is where it is said to be, is a fair quote, and names whose words it gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from factbook.evidence.evidence import Evidence
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import Value
from factbook.problems import Fault
from factbook.text.languages import language_of
from factbook.text.normalise import Span, normalise
from factbook.text.quotes import quote_length_fault

_MAX_DIGITS = 6


class Passage(NamedTuple):
    """Where a citation says that its words are: source, paragraph, and the quote, normalised."""

    source: str
    paragraph: int
    quote: str


def passage_of(values: Mapping[str, YamlValue]) -> Passage | None:
    """A citation's passage, where it gives source, paragraph and quote in a form that can be looked up."""
    source, paragraph, quote = values.get("source"), values.get("paragraph"), values.get("quote")
    if not (isinstance(source, str) and isinstance(quote, str) and isinstance(paragraph, str)):
        return None
    if not (paragraph.isascii() and paragraph.isdecimal() and len(paragraph) <= _MAX_DIGITS):
        return None
    return Passage(source, int(paragraph), normalise(quote))


class Found(NamedTuple):
    """Where a passage was found: its spans, none where it was not, and what its sentence says, as the lock has it."""

    spans: tuple[Span, ...] = ()
    context: str = ""


NOT_FOUND = Found()


def find(passage: Passage, evidence: Evidence) -> Found | Fault:
    """Where the passage is, or why it proves nothing; not found, and no fault, where there is no such article."""
    article = evidence.article(passage.source)
    if article is None:
        return NOT_FOUND  # that is said once, where the source is registered, or as a reference to nothing
    if not 1 <= passage.paragraph <= article.paragraphs:
        message, hint = f"there is no paragraph {passage.paragraph}", f"the article has {article.paragraphs}"
        return Fault("paragraph", message, hint, ("paragraph",))
    spans = evidence.spans(*passage)
    short = quote_length_fault(passage.quote, language_of(evidence.languages.get(passage.source, "")))
    fault = Fault(*short) if short else spans if isinstance(spans, Fault) else None
    if fault or isinstance(spans, Fault):
        return fault.at("quote") if fault else NOT_FOUND
    return Found(spans, evidence.context(*passage))


def check_speaker(values: Mapping[str, YamlValue]) -> Fault | None:
    """The reporter's own words have no speaker."""
    if "speaker" not in values or values.get("voice") != "reporter":
        return None
    message = "a speaker is named, but the voice is the reporter's"
    return Fault("constraint", message, "write `voice: speaker`, or leave the speaker out", ("speaker",))


def ends_of(spans: tuple[Span, ...]) -> tuple[Value, Value]:
    """Where the first part of a quote starts and its last part ends; None and None where it was not found."""
    return (spans[0].start, spans[-1].end) if spans else (None, None)
