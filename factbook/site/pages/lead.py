"""The sentence at the head of a fact's page: who says it, and where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factbook.record import Citation, Reference, Source


@dataclass(frozen=True, slots=True)
class Lead:
    """Who says it: `speakers` that are named, each once; whether all of it is theirs; the articles, each once."""

    speakers: tuple[Reference, ...]
    is_all_theirs: bool
    sources: tuple[Source, ...]


def lead_of(citations: Sequence[Citation]) -> Lead | None:
    """The lead of a fact with these citations; None where it has none."""
    if not citations:
        return None
    speakers = {citation.speaker: None for citation in citations if citation.speaker}
    sources = {citation.source: None for citation in citations}
    return Lead(tuple(speakers), all(citation.speaker for citation in citations), tuple(sources))
