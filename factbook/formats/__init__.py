"""A fact, an article, or many of them, as text for people and for programs that manage citations.

    entry_of_fact(fact, edition)        Entry    what is cited: articles with their passages, then the record
    entry_of_source(source, edition)    Entry    the same of an article
    FORMATS["bib"].render([entry, ...]) str      one text for all entries, in their order

Pure functions of records: no clock, no network, no file. Pages and exports call the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factbook.formats.bibtex import to_bibtex
from factbook.formats.chicago import to_chicago
from factbook.formats.csl import to_csl
from factbook.formats.endnote import to_endnote
from factbook.formats.entry import (
    NO_DATE,
    UNTITLED,
    CitedArticle,
    CitedPassage,
    CitedRecord,
    Edition,
    Entry,
    edition_of,
    entry_of_fact,
    entry_of_source,
)
from factbook.formats.jsonld import to_jsonld
from factbook.formats.ris import to_ris
from factbook.formats.urls import clean_url, text_fragment
from factbook.formats.wikipedia import to_wikipedia
from factbook.locale import N_


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write entries: `extension` ends its URLs on the site, `suffix` the names of its files."""

    extension: str
    suffix: str
    title: str
    media_type: str
    render: Callable[[Sequence[Entry]], str]


#: The formats by extension, in the order in which "Cite this" shows them.
FORMATS: dict[str, Format] = {
    each.extension: each
    for each in (
        Format("cite", ".cite.txt", N_("Plain text (Chicago notes)"), "text/plain", to_chicago),
        Format("bib", ".bib", "BibTeX", "application/x-bibtex", to_bibtex),
        Format("ris", ".ris", "RIS", "application/x-research-info-systems", to_ris),
        Format("enw", ".enw", "EndNote", "application/x-endnote-refer", to_endnote),
        Format("csljson", ".csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", to_csl),
        Format("wiki", ".wiki", "Wikipedia", "text/plain", to_wikipedia),
        Format("jsonld", ".jsonld", "JSON-LD (schema.org)", "application/ld+json", to_jsonld),
    )
}

__all__ = [
    "FORMATS",
    "NO_DATE",
    "UNTITLED",
    "CitedArticle",
    "CitedPassage",
    "CitedRecord",
    "Edition",
    "Entry",
    "Format",
    "clean_url",
    "edition_of",
    "entry_of_fact",
    "entry_of_source",
    "text_fragment",
]
