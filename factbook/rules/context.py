"""What records are held against: the schema, the evidence, the ids that are published, the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factbook.evidence.evidence import Evidence
from factbook.factfiles.published_ids import PublishedId
from factbook.schema import Schema
from factbook.text.lexicon import Lexicon


@dataclass(frozen=True)
class Context:
    """What rules may look at beside the record.

    `released` is the day of the release, "" where none is given; `is_past` says that the release is published, so that
    facts which it does not hold are those of the next one. `language` is that of the project's own words (BCP 47).
    """

    schema: Schema
    evidence: Evidence
    published: Mapping[str, PublishedId]
    lexicon: Lexicon = field(default_factory=Lexicon)
    released: str = ""
    is_past: bool = False
    language: str = "en"
