"""A quote that leaves words out is several targets, each of words that stand in the article."""

from __future__ import annotations

import json
from dataclasses import replace

from factbook.formats import Edition
from factbook.formats.annotation import to_annotation
from factbook.record import Fact


def test_each_part_of_a_quote_that_leaves_words_out_is_a_target(facts: dict[str, Fact], edition: Edition) -> None:
    citation = replace(facts["companies"].citations[0], quote="more than 1,500 … companies here … in all")
    targets = json.loads(to_annotation(citation, None, edition))["target"]
    assert [target["selector"]["exact"] for target in targets] == ["more than 1,500", "companies here", "in all"]
