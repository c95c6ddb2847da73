"""Real records with changes: accepted only where they would pass every check of one record, with the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_projects import COMPLETE
from factbook.read import read_facts, unmarked
from judged import Judge, Passage, record_of
from this_project import ROOT

REAL = [
    (record.table, unmarked(record.block))
    for root in (ROOT, COMPLETE)
    for record in read_facts(root / "facts")[0]
    if record.table not in ("changes", "retired")
]
ODD = [
    "", "none", "n/a", " ", "a", "A b", "5", "-5", "2025", "2025-02-30", "1e3", "9" * 16, "exactly", "japan",
    "reporter", "speaker",
    "http://x.org/", "x" * 81, "nosuch", [], ["a"], ["a", "a"], [["a"]], [{}], [{"field": "value", "reason": "so"}],
    {}, {"a": "b"},
    {"a": ["b"]}, {"2": "so"}, [{"paragraph": "1", "reason": "so"}] * 2, ["name"], {"name": "so", "title": "so"},
]  # fmt: skip
KEYS = [
    "value", "citations", "derivations", "fields", "speaker", "voice", "quote", "paragraph", "checked", "aliases", "id",
    "kind", "label", "name", "start", "no_facts", "parties", "fact", "cross_checks", "distinct_from", "role", "nosuch",
]  # fmt: skip


class Change(NamedTuple):
    """One change to a record: what is done, where, and with which key and value."""

    kind: str
    place: int
    key: str
    value: Any


def mappings(node: Any) -> list[dict[str, Any]]:
    """The mapping and all inside it."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [*([node] if isinstance(node, dict) else []), *(found for item in inner for found in mappings(item))]


def apply(record: dict[str, Any], change: Change) -> None:
    found = [mapping for mapping in mappings(record) if mapping]
    if not found:
        return
    block = found[change.place % len(found)]
    key = list(block)[change.place // 7 % len(block)]
    if change.kind == "drop":
        del block[key]
    elif change.kind == "set":
        block[key] = deepcopy(change.value)
    elif change.kind == "put":
        block[change.key] = deepcopy(change.value)
    elif change.kind == "rename":
        block[change.key] = block.pop(key)
    elif isinstance(block[key], list) and block[key]:
        block[key] = {"twice": block[key] * 2, "fewer": block[key][1:]}.get(change.kind, block[key][::-1])
    elif isinstance(block[key], str) and block[key]:
        block[key] = altered(block[key], change)


def altered(text: str, change: Change) -> str:
    """The text with one character, digit or word otherwise."""
    words, at = text.split(" "), change.place // 49
    word = words[at % len(words)]
    words[at % len(words)] = {"fewer": "", "twice": f"{word} {word}"}.get(change.kind, word.swapcase())
    return " ".join(words) if change.kind != "other" else text.translate(str.maketrans("0123456789", "1234567890"))


changes = st.lists(
    st.builds(
        Change,
        st.sampled_from(["drop", "set", "put", "rename", "twice", "fewer", "swap", "other"]),
        st.integers(0, 5000),
        st.sampled_from(KEYS),
        st.sampled_from(ODD),
    ),
    max_size=2,
)


def cited_in(record: dict[str, Any], other: dict[str, Any]) -> Iterator[Passage]:
    """The passages of both that a lock can know: most quotes that were changed are known to it, too."""
    for mapping in [*mappings(record), *mappings(other)]:
        texts = [text for key in Passage._fields if isinstance(text := mapping.get(key), str)]
        if len(texts) == len(Passage._fields) and re.fullmatch("[a-z0-9-]+ [1-9]", " ".join(texts[:2])):
            yield Passage(texts[0], int(texts[1]), texts[2])


def test_real_records_that_are_changed_are_accepted_only_where_they_pass_the_checks(tmp_path: Path) -> None:
    judge, seen = Judge(ROOT, tmp_path / "facts"), []

    @settings(max_examples=700, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(real=st.sampled_from(REAL), changes=changes, knows_all=st.integers(0, 4))
    def look(real: tuple[str, dict[str, Any]], changes: list[Change], knows_all: int) -> None:
        table, record = real[0], deepcopy(real[1])
        for change in changes:
            apply(record, change)
        evidence = judge.lock(cited_in(real[1], record if knows_all else {}))
        seen.append(judge.accepts(record_of(table, record), evidence))

    look()
    assert sum(seen) > len(seen) / 10


@pytest.mark.parametrize(
    "citations", [None, [], {}, {"a": "b"}, {"a": "b", "c": "d"}, "a", ["a"], [{}], [[]]], ids=repr
)
@pytest.mark.parametrize("table", ["places", "organizations"])
def test_a_record_without_proof_is_accepted_only_where_none_is_due(table: str, citations: Any, tmp_path: Path) -> None:
    judge = Judge(ROOT, tmp_path / "facts")
    own = {"id": "made", "name": "Made", "kind": "city" if table == "places" else "other", "checked": "2026-11-24"}
    record = record_of(table, own if citations is None else own | {"citations": citations})
    assert judge.accepts(record, judge.lock([])) == (table == "places" and not citations)
