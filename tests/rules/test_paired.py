"""Of two names and two numbers that a sentence tells in order, a number is of the name in its place."""

from __future__ import annotations

import pytest

from factbook.rules.paired import check_order, check_year_of_number
from factbook.rules.rule import Quote, Record, Reference
from factbook.schema import Column

PLACE = Column("place", "TEXT", False, False, (), "places", "", frozenset())
PERIOD = Column("period", "TEXT", False, False, (), None, "", frozenset({"date", "scope"}))
NAMES = {
    "reed-hill": Reference("places", "Reed Hill", ("Reed Hill", "葦丘")),
    "fish-bay": Reference("places", "Fish Bay", ("Fish Bay", "魚湾")),
    "canal-company": Reference("organizations", "Canal Company", ("Canal Company",)),
    "wire": Reference("sources", "Wire", ("Wire",), values=("Ana Ruiz", "2025-11-06")),
}


def _quote(words: str, language: str = "en") -> Quote:
    return Quote(words, "wire", 1, "reporter", "", language, "")


@pytest.mark.parametrize(
    ("place", "number", "text", "language", "is_taken"),
    [
        ("reed-hill", "7", "Reed Hill and Fish Bay sold 7 and 9 boats, respectively", "en", True),
        ("reed-hill", "9", "Reed Hill and Fish Bay sold 7 and 9 boats, respectively", "en", False),
        ("fish-bay", "7", "Reed Hill and Fish Bay sold 7 and 9 boats, respectively", "en", False),
        ("fish-bay", "88000000", "Reed Hill and Fish Bay paid $88 million and $54 million", "en", False),
        ("reed-hill", "4", "Reed Hill and Fish Bay signed 3 deals and 4 treaties", "en", True),
        ("reed-hill", "4", "Reed Hill sold 3 and 4 boats", "en", True),
        ("fish-bay", "7", "Reed Hill y Fish Bay vendieron 7 y 9 barcos, respectivamente", "es", False),
        ("fish-bay", "7", "葦丘と魚湾はそれぞれ7社と9社", "ja", False),
        ("fish-bay", "9", "葦丘と魚湾はそれぞれ7社と9社", "ja", True),
    ],
)
def test_a_number_is_of_the_name_that_stands_in_its_place(
    place: str, number: str, text: str, language: str, is_taken: bool
) -> None:
    record = Record("figures", {"place": place, "value": number}, number, references=NAMES)
    assert (check_order(place, PLACE, record, (_quote(text, language),)) is None) is is_taken


def test_a_record_of_both_names_has_either_number() -> None:
    record = Record("figures", {"place": "reed-hill", "partner": "fish-bay", "value": "9"}, "9", references=NAMES)
    quote = _quote("Reed Hill and Fish Bay sold 7 and 9 boats, respectively")
    assert check_order("reed-hill", PLACE, record, (quote,)) is None


@pytest.mark.parametrize(("place", "is_taken"), [("reed-hill", False), ("fish-bay", True)])
def test_what_a_record_refers_to_stands_in_the_same_place_of_two(place: str, is_taken: bool) -> None:
    record = Record("plants", {"place": place, "company": "canal-company"}, references=NAMES)
    quote = _quote("Norcasa and Canal Company opened plants in Reed Hill and Fish Bay, respectively")
    assert (check_order(place, PLACE, record, (quote,)) is None) is is_taken


@pytest.mark.parametrize(
    ("period", "number", "is_taken"),
    [("2025", "45", True), ("2025", "37", False), ("2024", "37", True), ("", "37", True)],
)
def test_a_number_of_last_year_is_of_the_year_before_its_articles(period: str, number: str, is_taken: bool) -> None:
    record = Record("figures", {"value": number, "period": period}, number, references=NAMES)
    quote = _quote("sold 37 boats last year and 45 this year")
    assert (check_year_of_number(period, PERIOD, record, (quote,)) is None) is is_taken
