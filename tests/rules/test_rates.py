"""A number of an exchange rate is no amount."""

from __future__ import annotations

import pytest

from factbook.rules.rates import check_rate
from factbook.rules.rule import Quote, Record
from factbook.schema import load_schema
from this_project import ROOT

VALUE = load_schema(ROOT / "schema.sql").tables["figures"].given["value"]


@pytest.mark.parametrize(
    ("language", "text", "value", "label", "kind"),
    [
        ("en", "($65 million at a rate of 151 yen)", "151", "Worth of exports", "number"),
        ("en", "($65 million at a rate of 151 yen)", "65000000", "Worth of exports", None),
        ("en", "at an exchange rate of 18.4 pesos", "18.4", "Exchange rate of the peso", None),
        ("en", "grew at a rate of 7 percent", "7", "Growth", None),
        ("en", "an unemployment rate of 7 percent", "7", "Unemployment", None),
        ("en", "traded at 18.4 pesos to the dollar", "18.4", "Price", "number"),
        ("en", "rose from $1 to $5 a kilo", "5", "Price", None),
        ("en", "sold for $1 at 5 stores", "5", "Stores", None),
        ("en", "if 1 dollar is 18.4 pesos", "18.4", "Price", "number"),
        ("es", "al tipo de cambio de 18.40 pesos", "18.40", "Price", "number"),
        ("es", "cerca de 250 millones de dólares, al tipo de cambio", "250000000", "Price", None),
        ("ja", "312億円（1ドル=149円換算", "149", "Price", "number"),
        ("ja", "312億円（1ドル=149円換算", "1", "Price", "number"),
        ("ja", "312億円（1ドル=149円換算", "31200000000", "Price", None),
    ],
)
def test_a_number_of_an_exchange_rate_is_no_amount(
    language: str, text: str, value: str, label: str, kind: str | None
) -> None:
    record = Record("figures", {"value": value, "label": label}, value, ours=frozenset({"label"}))
    fault = check_rate(value, VALUE, record, (Quote(text, "a", 1, "reporter", "", language, ""),))
    assert (fault and fault.kind) == kind
