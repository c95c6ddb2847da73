"""A translation says what its original says: each number and name in it is the record's."""

from __future__ import annotations

import pytest

from factbook.rules.translated import check_translated
from factbook.rules.unsupported import Original
from factbook.text.support import Support, known_names

NAMES = known_names(
    {
        "mexico": ["Mexico", "México", "メキシコ"],
        "japan": ["Japan", "Japanese", "Japón", "日本"],
        "canada": ["Canada", "Canadá", "カナダ"],
        "nissan": ["Nissan", "日産"],
        "united-nations": ["United Nations", "UN"],
    }
)


def held(original: str, text: str, language: str, texts: tuple[str, ...] = (), days: tuple[str, ...] = ()) -> bool:
    behind = Original(original, Support(texts, frozenset()), frozenset(days))
    return check_translated(text, language, behind, NAMES) is None


@pytest.mark.parametrize(
    ("original", "text", "language"),
    [
        ("Japanese investment of 37 billion dollars", "Inversión japonesa de 37 000 millones de dólares", "es"),
        ("Japanese investment of 37 billion dollars", "370億ドルの日本の投資", "ja"),
        ("Third Mexico-Japan Commission", "Tercera Comisión México-Japón", "es"),
        ("Partnership for the 21st Century", "Asociación para el siglo XXI", "es"),
        ("Exports of Mexico until March 2021", "2021年3月までのメキシコの輸出", "ja"),
        ("Nissan builds two plants in Mexico", "Nissan construye dos plantas en México", "es"),
        ("An article on Mexico", "Un artículo sobre México", "es"),
        ("Trade of 2020", "Comércio de 2020", "pt"),
    ],
)
def test_what_the_original_says_may_be_said(original: str, text: str, language: str) -> None:
    assert held(original, text, language)


@pytest.mark.parametrize(
    ("original", "text", "language"),
    [
        ("Japanese investment of 37 billion dollars", "Inversión japonesa de 38 000 millones de dólares", "es"),
        ("Japanese investment of 37 billion dollars", "37億ドルの日本の投資", "ja"),
        ("Exports of Mexico", "Exportaciones de Canadá", "es"),
        ("Exports of Mexico", "カナダの輸出", "ja"),
        ("Exports of Mexico until March 2021", "2021年4月までのメキシコの輸出", "ja"),
        ("Nissan builds plants", "La empresa Toyota construye plantas", "es"),
        ("An article on Mexico", "UN artículo sobre México", "es"),
        ("Trade of 2020", "Comércio de 2021", "pt"),
    ],
)
def test_another_number_or_name_is_refused(original: str, text: str, language: str) -> None:
    assert not held(original, text, language)


def test_values_and_dates_of_the_record_stand_behind_it_too() -> None:
    assert held("The plant", "La planta de Canadá", "es", texts=("Canada",))
    assert held("The plant", "2021年3月の工場", "ja", days=("2021-03-05",))
