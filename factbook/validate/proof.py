"""Citations: the quote stands in its paragraph, and every value that a person wrote has its proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factbook.problems import Problem
from factbook.read import Items, Record
from factbook.rows import Row
from factbook.schema import Schema
from factbook.text.normalise import Span
from factbook.text.quotes import Fault, length_fault
from factbook.validate.facts import Facts, at_key, close, problem_at

_PARAGRAPH = re.compile(r"[0-9]{1,6}")


def citations_of(record: Record, facts: Facts) -> list[Row]:
    """The record's citations, in order."""
    return facts.rows_for(record, "citations")


def passage_of(row: Row) -> tuple[str, int, str] | None:
    """A citation's source, paragraph and quote, where it gives all three in a form that can be looked up."""
    source, paragraph, quote = (row.values.get(key) for key in ("source", "paragraph", "quote"))
    if not (isinstance(source, str) and isinstance(quote, str) and isinstance(paragraph, str)):
        return None
    return (source, int(paragraph), quote) if _PARAGRAPH.fullmatch(paragraph) else None


def derived_in(record: Record, facts: Facts) -> set[str]:
    """The fields for which the record gives a derivation."""
    rows = facts.rows_for(record, "derivations")
    return {str(row.values["field"]) for row in rows if "field" in row.values}


def provable_fields(record: Record, facts: Facts) -> list[str]:
    """The fields that need proof: columns given that are not editorial, and lists of links and aliases."""
    provable = provable_in(facts.schema, record.table)
    return [key for key in record.block.values if key in provable]


@lru_cache(maxsize=256)
def provable_in(schema: Schema, table: str) -> frozenset[str]:
    """The columns and lists of a table that need proof wherever a record gives them."""
    if not schema.tables[table].needs_proof:
        return frozenset()
    columns = (c.name for c in schema.tables[table].given.values() if c.name != "id" and "editorial" not in c.tags)
    lists = (key for key, child in schema.children(table).items() if _is_proved(child.name))
    return frozenset([*columns, *lists])


def _is_proved(table: str) -> bool:
    return table not in ("citations", "derivations", "cross_checks", "fact_distinct_from")


def fields_of(citation: Row, record: Record, facts: Facts) -> list[str]:
    """The fields that a citation proves: those that it names, else all that need proof and are not derived."""
    named = citation.values.get("fields")
    if isinstance(named, Items):
        return [field for field in named.values if isinstance(field, str)]
    derived = derived_in(record, facts)
    return [field for field in provable_fields(record, facts) if field not in derived]


def check_citations(record: Record, facts: Facts) -> Iterator[Problem]:
    """Quotes that do not stand where they are said to, are too short, too long, cut or whole sentences."""
    for row in citations_of(record, facts):
        fault = _quote_fault(row, facts)
        if fault:
            mark = row.marks.get("paragraph" if fault.kind == "paragraph" else "quote", row.mark)
            yield problem_at(record, mark, f"{row.where}.quote", *fault)
        if row.values.get("voice") != "speaker" and "speaker" in row.values:
            message, hint = "a speaker is named, but the voice is not a speaker's", "write `voice: speaker`"
            yield problem_at(record, row.marks["speaker"], row.where, "constraint", message, hint)


def _quote_fault(row: Row, facts: Facts) -> Fault | None:
    passage = passage_of(row)
    capture = facts.evidence.capture(passage[0]) if passage else None
    if passage is None or passage[0] not in facts.by_id or capture is None:
        return None  # told elsewhere: as a type, a reference, or once where the source is registered
    source, paragraph, quote = passage
    if not 1 <= paragraph <= capture.paragraphs:
        return Fault("paragraph", f"there is no paragraph {paragraph}", f"the article has {capture.paragraphs}")
    return length_fault(quote) or as_fault(facts.evidence.span(source, paragraph, quote))


def as_fault(found: Span | Fault) -> Fault | None:
    """The fault, where that is what was found."""
    return found if isinstance(found, Fault) else None


def check_coverage(record: Record, facts: Facts) -> Iterator[Problem]:
    """Values without proof, and citations or derivations of fields that the record does not have."""
    if not facts.schema.tables[record.table].needs_proof:
        return
    citations, derived = citations_of(record, facts), derived_in(record, facts)
    needed = provable_fields(record, facts)
    yield from _field_problems(record, citations, facts)
    yield from _derivation_problems(record, derived, facts)
    proved = {field for row in citations for field in fields_of(row, record, facts)} | derived
    for field in needed:
        if field not in proved:
            hint = f"add {field!r} to a citation's fields, or give a derivation"
            yield at_key(record, field, "unproved", "no citation proves this value", hint)
    if not citations:
        yield at_key(record, "citations", "unproved", "the record cites no article", "add `citations:`")


def _field_problems(record: Record, citations: list[Row], facts: Facts) -> Iterator[Problem]:
    known = nameable(record.table, facts.schema)
    for row in citations:
        named = row.values.get("fields")
        if named is None and len(citations) > 1:
            hint = f"name them: `fields: [{', '.join(provable_fields(record, facts))}]`"
            yield problem_at(record, row.mark, row.where, "fields", "one of several citations names no fields", hint)
        for field, mark in zip(named.values, named.marks, strict=True) if isinstance(named, Items) else ():
            if isinstance(field, str) and not (field in record.block.values and field in known):
                hint = close(field, provable_fields(record, facts)) or "name what the record gives"
                yield problem_at(
                    record, mark, f"{row.where}.fields", "fields", f"the record has no {field!r} to prove", hint
                )


@lru_cache(maxsize=256)
def nameable(table: str, schema: Schema) -> list[str]:
    """The fields of a record of `table` that a citation or a derivation may name, in the order of schema.sql."""
    lists = (key for key, child in schema.children(table).items() if _is_proved(child.name))
    return [name for name in (*schema.tables[table].given, *lists) if name != "id"]


def _derivation_problems(record: Record, derived: set[str], facts: Facts) -> Iterator[Problem]:
    known = nameable(record.table, facts.schema)
    for field in sorted(derived):
        if field not in record.block.values or field not in known:
            hint = close(field, provable_fields(record, facts))
            yield at_key(record, "derivations", "derivation", f"the record has no {field!r} to derive", hint)
