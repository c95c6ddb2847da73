"""What a reason has to carry for a date's form and day, a unit, and words that are not printed as they stand."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from factbook.rules.derived import check_form, check_month, check_unit, check_words
from factbook.rules.rule import Quote, Record, Reference
from factbook.schema import load_schema
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
FIGURES = SCHEMA.tables["figures"].given
WIRE = MappingProxyType({"wire": Reference("sources", "Wire", (), values=("2020-11-24",))})


def _record(reason: str) -> Record:
    return Record("figures", {}, reason=reason, references=WIRE)


def _quotes(words: str) -> tuple[Quote, ...]:
    return (Quote(words, "wire", 1, "reporter", "", "en", ""),)


@pytest.mark.parametrize(
    ("value", "reason", "is_taken"),
    [
        ("[..2020-11-24]", "In an interview that was published on this day.", True),
        ("[..2020-12-24]", "In an interview that was published on this day.", False),
        ("[..2020-11-24]", "It follows plainly from what is said.", False),
        ("1979", "The year in brackets is that of the agreement.", True),
        ("1979~", "The year in brackets is that of the agreement.", False),
        ("1979~", "The year in brackets is approximate.", True),
        ("1979/..", "The year in brackets is that of the agreement.", False),
        ("../1979", "It was there by 1979.", True),
        ("2020-06", "June, in an interview on the pandemic, is June 2020.", True),
        ("2020-07", "June, in an interview on the pandemic, is June 2020.", False),
        ("2020-06-09/2020-06-13", "From 9 to 13 June, by an article of May 2020.", True),
        ("2020-06-09/2020-06-14", "From 9 to 13 June, by an article of May 2020.", False),
        ("2020-07/2020-09", "The July-September quarter, in an article from October 2020.", True),
    ],
)
def test_a_derived_date_has_its_form_month_and_day_from_somewhere(value: str, reason: str, is_taken: bool) -> None:
    fault = check_form(value, FIGURES["period"], _record(reason), _quotes("the bank of Osaka"))
    assert (fault is None) is is_taken


@pytest.mark.parametrize(
    ("value", "reason", "is_taken"),
    [
        ("2020-09", "In September, without a year, in an article of November 2020.", True),
        ("2020-08", "Two months before an article of November 2020, so August 2020.", False),
        ("2020-08", "The month before September 2020, so August 2020.", True),
        ("2020", "The year of the article.", True),
    ],
)
def test_a_derived_month_is_one_that_its_quote_prints_or_its_reason_goes_out_from(
    value: str, reason: str, is_taken: bool
) -> None:
    fault = check_month(value, FIGURES["period"], _record(reason), _quotes("In September 2020, the bank of Osaka"))
    assert (fault is None) is is_taken


def test_a_derived_unit_stands_in_the_reason_and_not_only_in_the_quote() -> None:
    record, quotes = _record("A doubling is counted in times."), _quotes("doubled in recent years")
    assert check_unit("times", FIGURES["unit"], record, quotes) is None
    assert check_unit("years", FIGURES["unit"], record, quotes) is not None
    assert check_unit("$", FIGURES["unit"], record, quotes) is not None


def test_derived_words_are_those_of_the_quote_or_the_reason_endings_aside() -> None:
    record, quotes = _record("Printed in the plural, for the two."), _quotes("Vice Presidents Diego and Raúl")
    assert check_words("Vice President", FIGURES["label"], record, quotes) is None
    assert check_words("Governor of Osaka", FIGURES["label"], record, quotes) is not None
