"""Years of a text: those between which something is told, and since or till which it is."""

from __future__ import annotations

import pytest

from factbook.text.lexicon import OURS, Lexicon, Phrase
from factbook.text.phrases import our
from factbook.text.year_spans import ranges_in, years_in

LEXICON = Lexicon(
    phrases={
        Phrase("times", "since"): {OURS: ("since",), "en": ("since",), "es": ("desde",), "ja": ("から",)},
        Phrase("times", "until"): {OURS: ("until", "by"), "en": ("until", "by"), "es": ("hasta",), "ja": ("まで",)},
    }
)


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        ("Between 2019 and 2024 it grew", "en", [(2019, 2024)]),
        ("it fell from 2020 to 2023", "en", [(2020, 2023)]),
        ("in 2019-2024", "en", [(2019, 2024)]),
        ("in 2019 and 2024", "en", []),
        ("De 2018 a 2022", "es", [(2018, 2022)]),
        ("entre 2016 y 2020", "es", [(2016, 2020)]),
        ("en 2016 y 2020", "es", []),
        ("2017年から2021年まで", "ja", [(2017, 2021)]),
        ("2017年と2021年", "ja", []),
    ],
)
def test_both_ends_of_a_time(text: str, language: str, pairs: list[tuple[int, int]]) -> None:
    assert list(ranges_in(text, language)) == pairs


@pytest.mark.parametrize(
    ("text", "language", "year", "way"),
    [
        ("since 2005", "en", 2005, "since"),
        ("since late March 2005", "en", 2005, "since"),
        ("by the end of 2005", "en", 2005, "until"),
        ("received by Aguascalientes from 1999", "en", 1999, ""),
        ("in 2005", our("en"), 2005, "in"),
        ("in 2005", "en", 2005, ""),
        ("desde enero de 2008", "es", 2008, "since"),
        ("2009年から", "ja", 2009, "since"),
        ("2009年度末まで", "ja", 2009, "until"),
    ],
)
def test_how_a_year_is_given(text: str, language: str, year: int, way: str) -> None:
    assert years_in(text, language, LEXICON) == {year: {way}}
