"""How much of each article the facts reproduce: counts of words, for the editor who has to shorten quotes.

Turns records and articles into counts. No text of an article leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factbook.editor.coverage import coverage_of
from factbook.evidence.archive import Archive
from factbook.factfiles.read import FactNode
from factbook.schema import Schema
from factbook.schema.core import SOURCES
from factbook.text.copying import Copied, copied_by, passed
from factbook.text.languages import language_of


class ArticleCopied(NamedTuple):
    """An article, its words and how many of them are quoted, and where a bound is passed, by place."""

    source: str
    whole: Copied
    passed: list[Copied]


def copied_of_all(records: list[FactNode], archive: Archive, schema: Schema) -> Iterator[ArticleCopied]:
    """Of each article that is on record and in the archive, by id, what its quotes reproduce."""
    for record in sorted((r for r in records if r.table == SOURCES), key=lambda record: record.id):
        article = archive.article(str(record.values.get("part_of") or record.id))
        if article is None:
            continue
        paragraphs = coverage_of(record.id, article, records, schema).paragraphs
        quoted = {paragraph.number: paragraph.quoted for paragraph in paragraphs}
        others = _others(record, records) - {number for number, spans in quoted.items() if list(spans)}
        reader = language_of(str(record.values.get("language")))
        found = copied_by(reader, [paragraph.text for paragraph in paragraphs], quoted, others)
        yield ArticleCopied(record.id, found[0], passed(found))


def _others(article: FactNode, records: list[FactNode]) -> set[int]:
    """The paragraphs that are cited from other articles of the same capture."""
    digest = article.values.get("sha256")
    same = {r.id for r in records if r.table == SOURCES and r.values.get("sha256") == digest and r.id != article.id}
    cited = (citation for r in records for citation in r.values.get("citations") or [] if isinstance(citation, dict))
    return {int(str(citation["paragraph"])) for citation in cited if citation.get("source") in same}
