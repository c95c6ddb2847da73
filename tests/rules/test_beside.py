"""What our words say beside a number or a year is what quotes say there."""

from __future__ import annotations

import pytest

from factbook.rules.beside import beside_fault
from factbook.rules.rule import Quote, Record


def _quote(words: str, language: str = "en") -> Quote:
    return Quote(words, "wire", 1, "reporter", "", language, "")


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("Revenue will reach at least $1.3 billion", True),
        ("Revenue will be more than $1.3 billion", True),
        ("Revenue will reach $1.3 billion", True),
        ("Revenue will stay below $1.3 billion", False),
        ("Revenue of less than 5 percent", True),
    ],
)
def test_a_bound_in_our_words_opens_to_the_side_of_the_printed_one(text: str, is_taken: bool) -> None:
    quotes = (_quote("that revenue will reach at least $1.3 billion"),)
    assert (beside_fault(text, Record("statements", {}), quotes) is None) is is_taken


def test_a_bound_in_our_words_may_be_the_records_own() -> None:
    record = Record("figures", {"qualifier": "up to"})
    assert beside_fault("Up to 180 people", record, (_quote("180 people there"),)) is None
    assert beside_fault("At least 180 people", record, (_quote("180 people there"),)) is not None


@pytest.mark.parametrize(
    ("text", "quote", "language", "is_taken"),
    [
        ("Profit of fiscal 2026", "in fiscal 2026 it rose", "en", True),
        ("Profit of calendar 2026", "in fiscal 2026 it rose", "en", False),
        ("Profit of calendar 2026", "2026年度の利益は", "ja", False),
        ("Profit of fiscal 2026", "in 2026 it rose", "en", True),
        ("Calendar of fairs", "in fiscal 2026 it rose", "en", True),
    ],
)
def test_a_fiscal_year_is_no_calendar_year(text: str, quote: str, language: str, is_taken: bool) -> None:
    fault = beside_fault(text, Record("figures", {}), (_quote(quote, language),))
    assert (fault is None) is is_taken
