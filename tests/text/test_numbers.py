"""Numbers as English texts print them: what is read off, and what stands there without being read."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factbook.text.numbers import numbers_in

READ = {
    "15,000 farmers": 15_000,
    "1,500": 1_500,
    "8.816 billion": 8_816_000_000,
    "$411 million USD": 411_000_000,
    "1.5 Million": 1_500_000,
    "10-million": 10_000_000,
    "2 trillion-yen": 2_000_000_000_000,
    "21,000,000.50": 21_000_000.5,
    "9,000km": 9_000,
    "90%": 90,
    "Ninety percent": 90,
    "eleven": 11,
    "Twenty-five": 25,
    "one hundred and five": 105,
    "fifteen hundred": 1_500,
    "two thousand twenty": 2_020,
    "one hundred twenty three thousand": 123_000,
    "a million dollars": 1_000_000,
    "'a thousand' guests": 1_000,
    "the 34th": 34,
    "1st": 1,
    "sixth": 6,
    "twenty-first": 21,
    "COVID-19": 19,
    "US$5 million": 5_000_000,
}
NOT_READ = [
    "half a million", "a quarter of a million", "several hundred", "a few thousand", "a couple of hundred",
    "8 hundred million", "10 thousand million", "two point five million", "2½ million", "2 and a half million",
    "one and a half", "1,5000", "12,34", "1.234.567", "3.5.2020", "1.5bn", "1.5 bn", "300k", "$5M", "the 1990s", "G20",
    "hundreds and two of it", "one third", "two-thirds",
    "Mazda3",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ.items(), ids=READ)
def test_a_number_is_read_off_as_it_is_printed(text: str, value: float) -> None:
    assert [number.value for number in numbers_in(text)] == [value]


@pytest.mark.parametrize("text", NOT_READ)
def test_a_number_that_cannot_be_read_off_is_found_and_proves_nothing(text: str) -> None:
    found = numbers_in(text)
    assert found
    assert all(math.isnan(number.value) for number in found)


@pytest.mark.parametrize(
    "text", ["", "no number", "someone often tends to", "hundreds of people", "the oneness", "millions"]
)
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert numbers_in(text) == []


def test_numbers_come_in_the_order_of_their_places_each_with_its_text() -> None:
    text = "On 11/24/2020 six of 1,500 met for the second time in nineteen years"
    assert [number.text for number in numbers_in(text)] == ["11", "24", "2020", "six", "1,500", "second", "nineteen"]
    assert [number.ordinal for number in numbers_in(text)] == [False] * 5 + [True, False]


def test_a_year_in_words_is_two_numbers_and_no_year() -> None:
    assert 1994 not in [number.value for number in numbers_in("nineteen ninety-four")]


@given(st.integers(0, 10**15 - 1), st.sampled_from(["", " people", "%", ", and", ". Then", ")"]))
@settings(deadline=None)
def test_a_whole_number_that_is_written_out_is_read_back(number: int, after: str) -> None:
    for written in (f"{number}", f"{number:,}"):
        (found,) = numbers_in(f"there were ({written}{after}")
        assert (found.value, found.text) == (number, written)


@given(
    st.decimals(0, 9999, places=3), st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)])
)
@settings(deadline=None)
def test_a_number_with_a_scale_is_exactly_that_many(number: object, scale: tuple[str, int]) -> None:
    word, zeros = scale
    (found,) = numbers_in(f"${number} {word} in all")
    assert found.value == float(f"{number}e{zeros}")


@given(st.integers(1, 10**12), st.integers(1, 12))
@settings(deadline=None)
def test_no_shorter_number_is_read_inside_a_longer_one(number: int, cut: int) -> None:
    written = f"{number:,}"
    assume(cut < len(written))
    values = [found.value for found in numbers_in(f"of {written} in all")]
    assert values == [number]


@given(st.text(st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_in_any_text_the_numbers_stand_where_they_are_said_to_and_never_overlap(text: str) -> None:
    found = numbers_in(text)
    assert all(text[number.start : number.end] == number.text != "" for number in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
