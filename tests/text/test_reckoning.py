"""Reasons that are expressions: what is worked out, and what is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factbook.text.reckoning import Unreckonable, expression_of, reckon

VALUES = {"source.year": Fraction(2020), "count(parties)": Fraction(3)}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("source.year - 40", 1980),
        ("2018 + 5", 2023),
        ("-(2 - 5) * 4 / 3", 4),
        ("count(parties)", 3),
        ("8.816 * 1000", 8816),
    ],
)
def test_an_expression_over_known_values_is_worked_out(expression: str, value: int) -> None:
    assert reckon(expression, VALUES).value == value


def test_an_expression_says_which_numbers_it_writes_out_and_which_names_it_uses() -> None:
    found = reckon("source.year - 40", VALUES)
    assert found.literals == (Fraction(40),)
    assert found.names == ("source.year",)


@pytest.mark.parametrize(
    "expression",
    [
        "2 ** 9",
        "1 / 0",
        "1 +",
        "'a'",
        "True + 1",
        "other",
        "(lambda: 1)()",
        "__import__('os')",
        "1" * 300,
        "[1]",
        "x := 1",
    ],
)
def test_nothing_else_is_understood(expression: str) -> None:
    with pytest.raises(Unreckonable):
        reckon(expression, VALUES)


def test_a_reason_is_an_expression_where_it_begins_with_an_equals_sign() -> None:
    assert expression_of("= source.year - 40; the anniversary is this year") == "source.year - 40"
    assert expression_of("It follows from the sentence before.") is None
