"""Numbers, dates and amounts as people of each language write them."""

from __future__ import annotations

import pytest

from factbook.locale import speaking
from factbook.locale.amounts import say_amount
from factbook.locale.dates import say_date, say_day, say_month
from factbook.locale.numbers import say_large, say_number
from factbook.locale.reader import ENGLISH, reader
from this_project import ROOT


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (37_000, "en", "37,000"),
        (37_000, "es", "37,000"),
        (1_500, "es", "1,500"),
        (1_500.5, "es-ES", "1.500,5"),
        (8.5, "es", "8.5"),
        (37_000, "ja", "37,000"),
        (1234.5, "pt", "1.234,5"),
    ],
)
def test_a_number_has_the_groups_of_its_language(value: float, language: str, said: str) -> None:
    assert say_number(value, language) == said


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (37_000_000_000, "en", "37 billion"),
        (37_000_000_000, "es", "37,000\u00a0millones"),
        (1_000_000, "es", "1\u00a0millón"),
        (37_000_000_000, "ja", "370億"),
        (14_256_000_000, "ja", "142億5600万"),
        (15_000, "ja", "1万5000"),
        (1_234_567.0, "en", "1,234,567"),
        (1_234_567, "ja", "123万4567"),
    ],
)
def test_a_large_number_is_said_by_the_scales_of_its_language_and_never_rounded(
    value: float, language: str, said: str
) -> None:
    assert say_large(value, language) == said


@pytest.mark.parametrize(
    ("date", "language", "said"),
    [
        ("2025-06-16", "en", "16 June 2025"),
        ("2025-06-16", "es", "16 de junio de 2025"),
        ("2025-06-16", "ja", "2025年6月16日"),
        ("2021-03", "es", "marzo de 2021"),
        ("2021-03", "ja", "2021年3月"),
        ("2010", "ja", "2010年"),
        ("2010", "es", "2010"),
    ],
)
def test_a_date_is_as_precise_as_it_is_and_in_the_order_of_its_language(date: str, language: str, said: str) -> None:
    assert say_day(date, language) == said


def test_what_stands_around_a_date_is_said_too() -> None:
    said = [say_date(edtf, ENGLISH) for edtf in ("[..2021-03]", "2018/2023", "1999/..", "../1999", "1986~")]
    assert said == ["by March 2021", "2018 to 2023", "from 1999 on", "until 1999", "about 1986"]
    assert say_date("2025-06-16", ENGLISH, month_first=True) == "June 16, 2025"
    assert say_month("2020-11-24", "en") == "November 2020"
    assert say_month(None, "en") is None


@pytest.mark.parametrize(
    ("value", "unit", "bound", "in_spanish", "in_japanese"),
    [
        (1500, "companies", "more than", "más de 1,500 empresas", "1,500社超"),
        (37e9, "$", "more than", "más de $37,000\u00a0millones", "370億ドル超"),
        (37e9, "dollars", "as printed", "37,000\u00a0millones de dólares", "370億ドル"),
        (90, "percent", "at least", "al menos 90%", "90％以上"),
        (3, "rank", "as printed", "lugar número 3", "第3位"),
        (None, "companies", "dozens", "decenas de empresas", "数十の企業"),
    ],
)
def test_an_amount_is_said_by_the_catalogues(
    value: float | None, unit: str, bound: str, in_spanish: str, in_japanese: str
) -> None:
    for language, said in (("es", in_spanish), ("ja", in_japanese)):
        with speaking(language, ROOT):
            assert say_amount(value, unit, bound, reader(), short=True) == said
    assert say_amount(1500, "companies", "more than", ENGLISH) == "more than 1,500 companies"
