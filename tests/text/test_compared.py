"""A date that is printed at a number is that number's, not its neighbour's."""

from __future__ import annotations

import pytest

from factbook.text.compared import (
    compared_year,
    is_before_change,
    is_of_earlier,
    may_compare,
    without_dates_of_others,
    year_of,
)
from factbook.text.language import Language
from factbook.text.languages import language_of
from factbook.text.numbers import Number


def own(language: str, text: str, value: float) -> tuple[Language, list[Number]]:
    reader = language_of(language)
    assert reader
    return reader, [number for number in reader.numbers(text) if number.value == value]


@pytest.mark.parametrize(
    ("language", "text", "value", "year"),
    [
        ("en", "rose to 1,150 firms from 480 in 2019", 480, 2019),
        ("en", "rose to 1,150 firms in 2023 from 480 in 2019", 1150, None),
        ("en", "there were 480 firms in 2019", 480, None),
        ("en", "its 31 ships in 2019 have shrunk to 24", 31, 2019),
        ("en", "sold 31 ships in 2019 and 24 cars", 31, None),
        ("es", "pidieron un lugar 1,150 empresas, frente a 480 en 2019", 480, 2019),
        ("es", "en 2019 fueron 480 empresas", 480, None),
        ("ja", "1150社が申し込み、2019年の480社を上回った", 480, 2019),
        ("ja", "2019年の480社が参加した", 480, None),
    ],
)
def test_a_number_that_is_only_compared_with_has_its_own_year(
    language: str, text: str, value: float, year: int | None
) -> None:
    reader, numbers = own(language, text, value)
    assert [compared_year(reader, text, number) for number in numbers] == [year]


@pytest.mark.parametrize(
    ("language", "text", "value", "year", "stays"),
    [
        ("en", "rose to 1,150 firms from 480 in 2019", 1150, "2019", False),
        ("en", "fell to $2.4 billion in 2023 from $3.1 billion in 2021", 3.1e9, "2023", False),
        ("en", "fell to $2.4 billion in 2023 from $3.1 billion in 2021", 2.4e9, "2023", True),
        ("en", "sold 5 products to 30 countries in 2023", 5, "2023", True),
        ("es", "cayó a 24 plantas desde 31 en 2021", 24, "2021", False),
        ("es", "vendió 5 productos a 30 países en 2023", 5, "2023", True),
        ("ja", "1150社が申し込み、2019年の480社を上回った", 1150, "2019", False),
        ("ja", "2019年に1150社が申し込み、480社が来た", 1150, "2019", True),
    ],
)
def test_a_year_at_a_number_that_is_compared_with_is_no_others(
    language: str, text: str, value: float, year: str, stays: bool
) -> None:
    reader, numbers = own(language, text, value)
    assert (year in without_dates_of_others(reader, text, numbers)) is stays


@pytest.mark.parametrize(
    ("language", "text", "before", "after"),
    [
        ("en", "will grow from 7 to 10 a week", 7, 10),
        ("en", "raise the number of its plants in Osaka from three to five", 3, 5),
        ("en", "raised its forecast to 560 boxes from 545", 545, 560),
        ("es", "los vuelos pasarán de 7 a 10 por semana", 7, 10),
        ("ja", "週7便を10便に増やす", 7, 10),
        ("ja", "工場を3カ所から5カ所に増やす計画", 3, 5),
    ],
)
def test_of_a_change_the_first_number_is_what_was(language: str, text: str, before: float, after: float) -> None:
    for value, first in ((before, True), (after, False)):
        reader, numbers = own(language, text, value)
        assert [is_before_change(reader, text, number) for number in numbers] == [first]


@pytest.mark.parametrize(
    ("language", "text", "value", "earlier"),
    [
        ("en", "traded at 145 yen on Friday, against 152 yen a year earlier", 152, True),
        ("en", "traded at 145 yen on Friday, against 152 yen a year earlier", 145, False),
        ("es", "vendió 40 autos, frente a 30 hace dos años", 30, True),
        ("es", "vendió 40 autos hace dos años", 40, False),
        ("ja", "145円前後で、1年前は152円だった", 152, True),
        ("ja", "145円前後で、1年前は152円だった", 145, False),
    ],
)
def test_a_number_of_an_earlier_time_is_told_apart(language: str, text: str, value: float, earlier: bool) -> None:
    reader, numbers = own(language, text, value)
    assert [is_of_earlier(reader, text, number) for number in numbers] == [earlier]


def test_a_text_without_a_word_of_comparison_compares_nothing() -> None:
    reader, _ = own("en", "36 percent in 2015", 36)
    assert not may_compare(reader, "36 percent in 2015")
    assert may_compare(reader, "Than 480 in 2019")


@pytest.mark.parametrize(
    ("language", "text", "value", "year"),
    [
        ("en", "480 cars in 2019 and 1,150 in 2024", 480, 2019),
        ("en", "480 cars there, since 2019", 480, None),
        ("ja", "2015年の120社から令和6年には318社に増えた", 120, 2015),
        ("ja", "2015年の120社から令和6年には318社に増えた", 318, 2024),
    ],
)
def test_a_number_has_the_year_that_is_printed_right_at_it(
    language: str, text: str, value: float, year: int | None
) -> None:
    reader, (number,) = own(language, text, value)
    assert year_of(reader, text, number) == year
