"""Words of ours that say more than the quotes, or the contrary; a part told as the whole, and half of a time."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from factbook.problems import Fault
from factbook.rules.denials import check_awaited, check_settled
from factbook.rules.parted import check_parts, check_years
from factbook.rules.rule import Check, Quote, Record
from factbook.rules.said import check_claims, check_listed, check_opposites
from factbook.rules.transferred import check_transferred
from factbook.schema import Column, load_schema
from factbook.text.lexicon import load_lexicon
from factbook.text.speech import SPEECH
from factbook.text.support import known_names
from this_project import ROOT

LEXICON, _ = load_lexicon(ROOT / "lexicon.yml", load_schema(ROOT / "schema.sql").class_columns, SPEECH)
TITLE = Column("title", "TEXT", True, False, (), None, "", frozenset({"words", "label"}))
SUBJECT = Column("subject", "TEXT", False, False, (), None, "", frozenset({"words"}))
PRODUCTS = Column("products", "TEXT", False, False, (), None, "", frozenset({"words"}))
KNOWN = known_names(
    {"kita": ("Kita", "キタ"), "sur": ("Sur",), "japan": ("Japan", "Japón", "日本"), "leon": ("Leon", "León")}
)


def _fault(
    check: Check, text: str, quotes: Mapping[str, str] | str, column: Column = TITLE, table: str = "programs"
) -> Fault | None:
    given = {quotes: "en"} if isinstance(quotes, str) else quotes
    read = tuple(Quote(quote, "wire", 1, "reporter", "", language, "v=r") for quote, language in given.items())
    return check(text, column, Record(table, {"id": "kita"}, lexicon=LEXICON, known=KNOWN), read)


@pytest.mark.parametrize(
    ("check", "text", "quote", "language", "is_refused"),
    [
        (check_claims, "First mill of Kita", "Kita opened a mill", "en", True),
        (check_claims, "First mill of Kita", "la primera fábrica de Kita", "es", False),
        (check_claims, "Mill closed because of debts", "Kita closed the mill", "en", True),
        (check_claims, "Mill closed because of debts", "cerró la fábrica por sus deudas", "es", False),
        (check_opposites, "Workers hired", "despidió a 40 obreros", "es", True),
        (check_opposites, "Workers laid off", "despidió a 40 obreros", "es", False),
        (check_opposites, "Opening of the mill", "did not close the mill", "en", False),
        (check_opposites, "Purchase of a mill", "Kita sold a mill", "en", True),
        (check_opposites, "Purchase of a mill by Sur", "Kita sold a mill to Sur", "en", False),
        (check_transferred, "Flight from Leon to Japan", "vuelo de Japón a León", "es", True),
        (check_transferred, "Flight from Japan to Leon", "vuelo de Japón a León", "es", False),
        (check_transferred, "Sale of a mill by Sur", "Sur bought a mill", "en", True),
        (check_transferred, "Bought a mill", "キタは工場を売却した", "ja", True),
        (check_transferred, "Goods from Leon", "moved to Leon and shipped from there", "en", False),
        (check_parts, "Closing of the mills", "cerró la mitad de sus fábricas", "es", True),
        (check_parts, "Closing of half of the mills", "cerró la mitad de sus fábricas", "es", False),
        (check_parts, "Closing of a mill", "closed one of its mills", "en", False),
        (check_parts, "Closing of a mill", "closed some of its mills", "en", True),
        (check_years, "Growth in 2019", "grew from 2019 to 2024", "en", True),
        (check_years, "Growth since 2019", "2019年から2024年まで", "ja", True),
        (check_years, "Growth from 2019 to 2024", "creció entre 2019 y 2024", "es", False),
        (check_years, "Growth that began in 2019", "creció entre 2019 y 2024", "es", False),
        (check_years, "Growth until 2024", "grew from 2019 to 2024", "en", False),
        (check_years, "Service in 2005", "atiende desde 2005", "es", True),
        (check_years, "Service since 2005", "atiende desde 2005", "es", False),
        (check_years, "Service until 2005", "since 2005", "en", True),
        (check_awaited, "Mill that Kita opened", "planea abrir una fábrica", "es", True),
        (check_awaited, "Mill that Kita promised", "planea abrir una fábrica", "es", False),
        (check_awaited, "Mill that is feared", "planea abrir una fábrica", "es", False),
        (check_settled, "Mill that Kita will open", "podría abrir una fábrica", "es", True),
        (check_settled, "Mill that Kita could open", "podría abrir una fábrica", "es", False),
        (check_settled, "Mill that Kita will open", "abrirá una fábrica", "es", False),
    ],
)
def test_our_words_beside_a_quote(check: Check, text: str, quote: str, language: str, is_refused: bool) -> None:
    fault = _fault(check, text, {quote: language})
    assert (fault is not None) is is_refused, fault


def test_a_claim_that_only_labels_are_asked_may_stand_in_other_words() -> None:
    assert _fault(check_claims, "Closed because of debts", "Kita closed the mill", SUBJECT) is None


def test_a_thing_is_in_a_quote_but_where_it_is_a_name_or_retold() -> None:
    assert _fault(check_claims, "Aid to schools", {"ayuda a hospitales": "es"}, SUBJECT)
    assert _fault(check_claims, "Aid to hospitals", {"病院への支援": "ja"}, SUBJECT) is None
    assert _fault(check_claims, "Aid to schools", {"ayuda a hospitales": "es"}, TITLE) is None
    said = Record("statements", {"speaker": "kita"}, lexicon=LEXICON, known=KNOWN)
    quote = Quote("such as beef", "wire", 1, "speaker", "kita", "en", "v=s")
    assert check_claims("Beef and pork are sold", SUBJECT, said, (quote,)) is None


@pytest.mark.parametrize(("products", "is_refused"), [("Valves", False), ("Pumps and buoys", True), ("A valve", False)])
def test_each_listed_thing_has_a_word_that_an_english_quote_has(products: str, is_refused: bool) -> None:
    assert (_fault(check_listed, products, "makes pumps and valves", PRODUCTS, "plants") is not None) is is_refused
    assert _fault(check_listed, products, {"fabrica bombas": "es"}, PRODUCTS, "plants") is None
    assert _fault(check_listed, products, "makes pumps and valves", PRODUCTS, "programs") is None


@pytest.mark.parametrize(
    ("check", "text", "quote", "told"),
    [
        (check_claims, "First mill", "a mill", ["'First'", "due: first, pilot"]),
        (check_opposites, "Mill closed", "opened a mill", ["'closed'", "'opened'"]),
        (check_transferred, "Goods to Japan", "goods from Japan", ["'to'", "'japan'", "'from'"]),
        (check_parts, "The mill", "half of the mill", ["'half of'"]),
        (check_years, "In 2019", "from 2019 to 2024", ["2019 to 2024"]),
        (check_settled, "It will open", "it could open", ["'will'", "'could'"]),
    ],
)
def test_a_message_says_what_was_found_and_what_the_quotes_have(
    check: Check, text: str, quote: str, told: list[str]
) -> None:
    fault = _fault(check, text, quote)
    assert fault
    assert fault.hint
    assert [part for part in told if part not in fault.message] == []
