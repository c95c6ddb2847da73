"""A reason is tied to the quote or to the value."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from factbook.rules.reasons import check_bound, check_tied
from factbook.rules.rule import Quote, Record, Reference
from factbook.schema import load_schema
from this_project import ROOT

FIGURES = load_schema(ROOT / "schema.sql").tables["figures"].given
KNOWN = MappingProxyType({
    "wire": Reference("sources", "Wire", (), values=("2020-11-24",)),
    "kita": Reference("organizations", "Kita Motors", ("Kita Motors",)),
})  # fmt: skip
QUOTES = (Quote("confirmed a total of 700 new jobs", "wire", 1, "reporter", "", "en", ""),)


@pytest.mark.parametrize(
    ("column", "value", "reason", "is_taken"),
    [
        ("organization", "kita", '"The company" is Kita.', True),
        ("organization", "kita", "It follows plainly from what is said.", False),
        ("organization", "kita", "Jobs are a company's.", True),
        ("as_of", "2020-11-24", "In an interview that was published on this day.", True),
        ("as_of", "2020-11-24", "It follows plainly from what is said.", False),
        ("as_of", "2019", "= source.year - 1; the year before", True),
        ("qualifier", "as printed", "no bound is printed with it", True),
        ("qualifier", "about", "no bound is printed with it", False),
    ],
)
def test_a_reason_has_a_word_of_a_quote_or_of_the_value(column: str, value: str, reason: str, is_taken: bool) -> None:
    record = Record("figures", {}, reason=reason, references=KNOWN)
    assert (check_tied(value, FIGURES[column], record, QUOTES) is None) is is_taken


@pytest.mark.parametrize(("value", "is_taken"), [("up to", True), ("as printed", False), ("about", False)])
def test_a_derived_bound_is_none_but_the_one_that_its_reason_names(value: str, is_taken: bool) -> None:
    record = Record("figures", {}, reason="The range ends there, so up to that.", references=KNOWN)
    assert (check_bound(value, FIGURES["qualifier"], record, QUOTES) is None) is is_taken
