"""A column of one unit takes only a number that is printed with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factbook.rules.measured import check_measured, has_one_unit
from factbook.rules.rule import Quote, Record
from factbook.schema import Column, load_schema
from factbook.text.lexicon import Lexicon
from this_project import ROOT

EDITION = load_schema(ROOT / "schema.sql").tables["meetings"].given["edition"]
LEXICON = Lexicon(units={"meters": {"es": ("metros", "m"), "ja": ("メートル",)}})


def column(unit: str) -> Column:
    return replace(EDITION, name="height", words={"unit": unit})


@pytest.mark.parametrize(
    ("language", "unit", "text", "value", "is_taken"),
    [
        ("en", "meters", "stands 31 meters tall", "31", True),
        ("en", "meters", "stands 31 meters tall and has 4 keepers", "4", False),
        ("en", "meters", "lit for the first time in 1871", "1", False),
        ("en", "meters", "its 31-meter-high tower", "31", False),
        ("es", "meters", "tiene 1.920 metros de altura", "1920", True),
        ("es", "meters", "mide 31 m de alto", "31", True),
        ("es", "meters", "tiene 31 ventanas y dos metros de fondo", "31", False),
        ("ja", "meters", "高さ31メートルの塔", "31", True),
        ("ja", "meters", "31人が住む", "31", False),
        ("en", "meetings", "eleven meetings, five of which were on farming", "5", True),
        ("en", "meetings", "eleven companies held five meetings", "11", False),
        ("en", "percent", "a share of 12% of exports", "12", True),
        ("en", "percent", "12 plants and 40 percent of exports", "12", False),
        ("en", "ordinal in the series", "the 34th plenary", "34", True),
        ("en", "ordinal in the series", "their second trip in 3 years", "2", True),
        ("en", "ordinal in the series", "their second trip in 3 years", "3", False),
    ],
)
def test_a_number_is_taken_only_with_the_unit_of_its_column(
    language: str, unit: str, text: str, value: str, is_taken: bool
) -> None:
    record = Record("meetings", {"height": value}, lexicon=LEXICON)
    fault = check_measured(value, column(unit), record, (Quote(text, "a", 1, "reporter", "", language, ""),))
    assert (fault and fault.kind) == (None if is_taken else "unit")


def test_the_message_says_where_words_of_the_unit_go() -> None:
    quote = Quote("tiene 31 ventanas", "a", 1, "reporter", "", "es", "")
    fault = check_measured("31", column("windows"), Record("meetings", {}, lexicon=LEXICON), (quote,))
    assert fault is not None
    assert "`units: {windows: {es: [...]}}`" in fault.hint


@pytest.mark.parametrize(("unit", "has"), [("meters", True), ("see `unit`", False), ("year", False)])
def test_a_year_and_a_unit_that_stands_in_another_column_are_read_otherwise(unit: str, has: bool) -> None:
    assert has_one_unit(column(unit)) is has
