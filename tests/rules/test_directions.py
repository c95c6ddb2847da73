"""`worded`: what our words say rose is not what the quotes say fell, and a profit is no loss."""

from __future__ import annotations

import pytest

from factbook.rules.directions import check_directions
from factbook.rules.rule import Quote, Record
from factbook.schema import Column

LABEL = Column("label", "TEXT", True, False, (), None, "", frozenset({"words", "label", "editorial"}))


@pytest.mark.parametrize(
    ("language", "text", "label", "is_taken"),
    [
        ("en", "tuna exports fell 12.5%", "Decline of exports", True),
        ("en", "tuna exports fell 12.5%", "Growth of exports", False),
        ("en", "tuna exports fell 12.5%", "Exports of tuna", True),
        ("en", "rose 5% after it fell in May", "Growth of exports", True),
        ("en", "rose 5%, less than expected", "Growth of exports", True),
        ("en", "sold 5% fewer cars", "Increase of sales", False),
        ("en", "set up 14 farms that dwindled", "Fall of farms", True),
        ("en", "profit fell to 95 million", "Fall of profit", True),
        ("en", "posted a loss of 310 million", "Profit of the unit", False),
        ("en", "posted a loss of 310 million", "Loss of the unit", True),
        ("en", "exports did not fall", "Growth of exports", True),
        ("es", "6.2 por ciento menos que un año antes", "Growth of sales", False),
        ("es", "6.2 por ciento menos que un año antes", "Decline of sales", True),
        ("es", "las ventas crecieron 8 por ciento", "Fall of sales", False),
        ("es", "tuvo una utilidad de 95 millones", "Loss of the firm", False),
        ("ja", "前年度を8.4％下回り", "Growth of imports", False),
        ("ja", "前年度を8.4％下回り", "Decline of imports", True),
        ("ja", "前年度比7.4％増の2兆円", "Growth of trade", True),
        ("ja", "営業損益は3億ペソの赤字だった", "Operating loss", True),
        ("ja", "営業損益は赤字だった", "Operating profit", False),
        ("en", "to cut emissions", "Green Growth Fund for clean air", True),
        ("en", "exports grew 5%", "Exports in fall 2025", True),
        ("en", "exports grew 5%", "Fall of exports in 2025", False),
        ("en", "lost three of its members", "Non-profit group", True),
        ("es", "reducir la pobreza", "Plan for growth", False),
        ("es", "reducir la pobreza", "Inclusive growth plan", True),
        ("de", "der Handel fiel um 5 Prozent", "Growth of trade", True),
    ],
)
def test_our_words_say_which_way_it_went_as_the_quotes_do(language: str, text: str, label: str, is_taken: bool) -> None:
    quotes = (Quote(text, "wire", 1, "reporter", "", language, ""),)
    assert (check_directions(label, LABEL, Record("figures", {"label": label}), quotes) is None) is is_taken


def test_the_word_and_what_the_quotes_tell_are_told() -> None:
    quotes = (Quote("ventas cayeron 8 por ciento", "wire", 1, "reporter", "", "es", ""),)
    fault = check_directions("Growth of sales", LABEL, Record("figures", {}), quotes)
    assert fault
    assert fault.message == "'Growth' is a rise, and the quotes tell a fall"
