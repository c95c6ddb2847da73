"""The citations of a record as rows, with the quotes by which they prove its fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from factbook.evidence.locks import spans_to_text
from factbook.factfiles.nodes import YamlValue
from factbook.factfiles.rows import ChildRow, CitationRow, Value
from factbook.problems import Fault
from factbook.rules.citations import NOT_FOUND, Found, Passage, check_speaker, ends_of, find, passage_of
from factbook.rules.context import Context
from factbook.rules.lists import ListPlan
from factbook.rules.proof import ProofPlan
from factbook.rules.rule import Quote
from factbook.text.lexicon import Lexicon

_NOWHERE = Passage("", 0, "")


class Citation(NamedTuple):
    """A citation as it is judged: its row, the fields that it proves, and the quote with which it does."""

    row: CitationRow
    fields: frozenset[str]
    quote: Quote | None


class CitationPlan:
    """How the citations of records of one table are judged."""

    def __init__(self, rows: ListPlan | None, proof: ProofPlan) -> None:
        """Judge rows by `rows` (None: the table has no citations), and what they name by `proof`."""
        self._rows, self._proof = rows, proof

    def cited(
        self, values: Mapping[str, YamlValue], rows: Sequence[ChildRow], id: str, derived: Collection[str],
        faults: list[Fault], context: Context,
    ) -> list[Citation]:  # fmt: skip
        """The citations of a record, in order; adds their faults."""
        if self._rows is None or not rows:
            return []
        found = []
        for number, row in enumerate(rows):
            named = row.values.get("fields")
            if self._proof.is_due and (named is not None or len(rows) > 1):
                faults += self._proof.check_fields(values, named, number, len(rows), context.lexicon)
            fields = self._fields(values, named, derived, context.lexicon)
            found.append(self._citation(self._rows, row, (id, number + 1), fields, faults, context))
        return found

    def _fields(
        self, values: Mapping[str, YamlValue], named: YamlValue, derived: Collection[str], lexicon: Lexicon
    ) -> frozenset[str]:
        """The fields that a citation proves: those that it names, else all that need proof and are not derived."""
        if isinstance(named, list):
            return frozenset([field for field in named if isinstance(field, str)])
        if isinstance(named, str):
            return frozenset([named])  # that it is no list is said already
        return frozenset(self._proof.needed(values, lexicon)) - frozenset(derived)

    def _citation(
        self, plan: ListPlan, row: ChildRow, number: tuple[str, int], fields: frozenset[str],
        faults: list[Fault], context: Context,
    ) -> Citation:  # fmt: skip
        passage = passage_of(row.values)
        found = find(passage, context.evidence) if passage else NOT_FOUND
        if isinstance(found, Fault):
            faults.append(found.at(*row.path, *found.path))
            found = NOT_FOUND
        if fault := check_speaker(row.values):
            faults.append(fault.at(*row.path, *fault.path))
        start, end = ends_of(found.spans)
        computed: dict[str, Value] = {"start": start, "end": end}
        if passage:
            computed["quote"] = passage.quote
        own = plan.row(row, *number, faults, computed)
        cited = (own, " ".join(sorted(fields)), spans_to_text(found.spans), found.context)
        return Citation(cited, fields, _quote(row, passage, found, context))


def _quote(row: ChildRow, passage: Passage | None, found: Found, context: Context) -> Quote | None:
    """The quote as rules see it, found or not; None where there is no text of it."""
    text = row.values.get("quote")
    if not isinstance(text, str):
        return None
    from_here = passage or _NOWHERE
    voice, speaker, reason = (row.values.get(name) for name in ("voice", "speaker", "reason"))
    return Quote(
        passage.quote if passage else text,
        from_here.source,
        from_here.paragraph,
        voice if isinstance(voice, str) else "",
        speaker if isinstance(speaker, str) else "",
        context.evidence.languages.get(from_here.source, ""),
        found.context,
        context.evidence.speakers.get((from_here.source, from_here.paragraph), ""),
        reason if isinstance(reason, str) else "",
    )
