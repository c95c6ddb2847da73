"""What stands in a quote and proves nothing there is told so, and not as missing."""

from __future__ import annotations

import pytest

from factbook.rules.readings import check_printed, check_unit
from factbook.rules.rule import Check, Quote, Record
from factbook.schema import load_schema
from this_project import ROOT

SCHEMA = load_schema(ROOT / "schema.sql")
UNIT, ROLE = SCHEMA.tables["figures"].given["unit"], SCHEMA.tables["officials"].given["role_as_printed"]


@pytest.mark.parametrize(
    ("check", "value", "text", "language", "message"),
    [
        (
            check_unit,
            "pesos",
            "pesos (about 250 million dollars",
            "en",
            "printed in the quote, and not as that of its number",
        ),
        (
            check_unit,
            "円",
            "1ドル=149円換算で約250000000ドル",
            "ja",
            "printed in the quote, and not as that of its number",
        ),
        (check_unit, "yen", "about 250 million dollars", "en", "is not printed in the quote"),
        (check_printed, "大使", "元大使の山田氏が", "ja", "as a part only of what stands there"),
        (check_printed, "ambassador", "the minister, Ana Ruiz", "en", "is not printed in the quote"),
    ],
)
def test_what_stands_there_and_proves_nothing_is_told_so(
    check: Check, value: str, text: str, language: str, message: str
) -> None:
    column = UNIT if check is check_unit else ROLE
    number = "250000000"
    record = Record("figures", {"value": number, "unit": value}, number, value)
    fault = check(value, column, record, (Quote(text, "a", 1, "reporter", "", language, ""),))
    assert fault
    assert message in fault.message
