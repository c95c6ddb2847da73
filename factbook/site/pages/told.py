"""A fact with all that proves it, as plain data for programs that read JSON and know no table of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from factbook.formats import Edition, clean_url, text_fragment
from factbook.formats.wording import say, say_claim
from factbook.record import Citation, CrossCheck, Fact, Health, Link, Value


def told(fact: Fact, links: Sequence[Link], health: Health | None, edition: Edition) -> dict[str, Any]:
    """The fact: values that are stated with how each is known and by which passages, then the passages by number.

    `health` is what is worked out of its evidence.
    """
    found = {
        "id": fact.id,
        "kind": fact.kind,
        "label": fact.label,
        "claim": say_claim(fact),
        "address": clean_url(edition.base_url + fact.path),
        "release": edition.release.version,
        "checked": fact.checked,
        "values": [_value(value) for value in fact.values if value.value is not None],
        "lists": [_item(link.field, link.record.id, link.record.label, link.role, fact) for link in links],
        "not_stated": [value.field for value in fact.values if value.value is None and value.applies],
        "passages": [_passage(citation) for citation in fact.citations],
        "health": asdict(health) if health else None,
        "elsewhere": [_elsewhere(check) for check in fact.cross_checks],
    }
    return {name: value for name, value in found.items() if value not in ([], None)}


def _value(value: Value) -> dict[str, Any]:
    said = {
        "field": value.field,
        "value": value.value,
        "said": say(value) if value.target or value.is_date else None,
        "known": value.how,
        "passages": list(value.proofs),
        "reason": value.derivation,
    }
    return {name: each for name, each in said.items() if each not in ([], None)}


def _item(field: str, id: str, label: str, role: str | None, fact: Fact) -> dict[str, Any]:
    known = next((proof.how for proof in fact.known_by(field) if proof.item in (id, None)), None)
    said = {"field": field, "id": id, "label": label, "role": role, "known": known}
    return {name: each for name, each in said.items() if each}


def _passage(citation: Citation) -> dict[str, Any]:
    source = citation.source
    said = {
        "number": citation.number,
        "quote": citation.quote,
        "paragraph": citation.paragraph,
        "proves": list(citation.fields),
        "voice": citation.voice,
        "speaker": citation.speaker.label if citation.speaker else None,
        "inferred": citation.reason,
        "article": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "independence": source.independence,
        "link": text_fragment(source.url, citation.quote),
    }
    return {name: each for name, each in said.items() if each is not None}


def _elsewhere(check: CrossCheck) -> dict[str, Any]:
    return {
        "field": check.field, "verdict": check.verdict, "says": check.elsewhere, "publisher": check.publisher,
        "url": check.url, "seen": check.seen,
    }  # fmt: skip
