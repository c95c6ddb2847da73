"""Bounds and units: what is printed at a number."""

from __future__ import annotations

import pytest

from factbook.text.bounds import bound_at, bounds_in, says_unit
from factbook.text.numbers import numbers_in


@pytest.mark.parametrize(
    ("quote", "unit", "said"),
    [
        ("$411 million USD", "USD", True),
        ("$411 million", "USD", False),
        ("$411 million", "$", True),
        ("40 million dollars", "$", False),
        ("Ninety percent of it", "percent", True),
        ("90% of it", "percent", True),
        ("the 34th fair", "rank", True),
        ("the second-largest fair", "rank", True),
        ("34 fairs", "rank", False),
    ],
)
def test_a_unit_is_said_by_its_word_or_its_sign(quote: str, unit: str, said: bool) -> None:
    assert says_unit(quote, unit) is said


@pytest.mark.parametrize(
    ("quote", "bound"),
    [
        ("more than 15", "more than"), ("over $15", "more than"), ("exceeding US$15", "more than"),
        ("more than USD 15", "more than"), ("at least 15", "at least"), ("some 15", "about"), ("about the 15", "about"),
        ("Approximately 15", "about"), ("fewer than 15", "less than"), ("up to 15", "up to"), ("almost 15", "nearly"),
        ("15+", "at least"), ("15 cars or more", "at least"), ("15-plus cars", "at least"), ("all 15", None),
        ("more cars than 15", None), ("15 more", None), ("moreover 15", None),
    ],
)  # fmt: skip
def test_a_bound_is_what_is_printed_right_at_the_number(quote: str, bound: str | None) -> None:
    (number,) = numbers_in(quote)
    assert bound_at(quote, number) == bound


def test_bounds_in_words_are_found_anywhere_in_the_quote() -> None:
    assert bounds_in("dozens of cars and several ships") == {"dozens", "several"}
    assert bounds_in("wholesome cars") == set()
