"""What records are held against: the schema, the evidence, and the ids that are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factbook.evidence.evidence import Evidence
from factbook.factfiles.published_ids import PublishedId
from factbook.schema import Schema


@dataclass(frozen=True)
class Context:
    """What rules may look at beside the record."""

    schema: Schema
    evidence: Evidence
    published: Mapping[str, PublishedId]
