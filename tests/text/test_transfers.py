"""As what a text tells somebody: as the one from whom something goes, or to whom."""

from __future__ import annotations

import pytest

from factbook.schema import load_schema
from factbook.text.lexicon import load_lexicon
from factbook.text.normalise import Span
from factbook.text.speech import SPEECH
from factbook.text.transfers import opens_with, sides_at
from this_project import ROOT

LEXICON, _ = load_lexicon(ROOT / "lexicon.yml", load_schema(ROOT / "schema.sql").class_columns, SPEECH)


@pytest.mark.parametrize(
    ("text", "language", "name", "side"),
    [
        ("exports of salt to Japan", "en", "Japan", "to"),
        ("imports from Japan", "en", "Japan", "from"),
        ("according to Japan", "en", "Japan", ""),
        ("access to Japan's market", "en", "Japan", ""),
        ("Kita sold a mill to Grupo Sur", "en", "Kita", "from"),
        ("Kita sold a mill to Grupo Sur", "en", "Grupo Sur", "to"),
        ("a mill bought by Kita", "en", "Kita", "to"),
        ("a mill that was sold by Kita", "en", "Kita", "from"),
        ("Mexico's exports", "en", "Mexico", "from"),
        ("imports of Mexico", "en", "Mexico", "to"),
        ("Japanese imports", "en", "Japanese", ""),
        ("a mill in Kita that was sold", "en", "Kita", ""),
        ("the city of Kita will receive guests", "en", "Kita", "to"),
        ("las exportaciones a Japón", "es", "Japón", "to"),
        ("un vuelo de León a Nagoya", "es", "León", "from"),
        ("un vuelo de León a Nagoya", "es", "Nagoya", "to"),
        ("Sur compró a Kita un molino", "es", "Kita", "from"),
        ("Sur compró a Kita un molino", "es", "Sur", "to"),
        ("Sur vendió a Kita un molino", "es", "Kita", "to"),
        ("un molino vendido por Kita", "es", "Kita", "from"),
        ("importaciones mexicanas", "es", "mexicanas", "to"),
        ("日本からメキシコへの輸出", "ja", "日本", "from"),
        ("日本からメキシコへの輸出", "ja", "メキシコ", "to"),
        ("キタは倉庫を売却した", "ja", "キタ", "from"),
        ("キタは倉庫を取得した", "ja", "キタ", "to"),
        ("倉庫をキタに売却した", "ja", "キタ", "to"),
        ("日本の輸出", "ja", "日本", "from"),
        ("キタに工場がある", "ja", "キタ", ""),
    ],
)
def test_side_of_a_name(text: str, language: str, name: str, side: str) -> None:
    start = text.index(name)
    assert "".join(sides_at(text, Span(start, start + len(name)), language, LEXICON)) == side


def test_words_that_begin_with_a_transfer_tell_the_side_of_whom_they_are_about() -> None:
    assert opens_with("Bought a mill", "en", LEXICON) == "to"
    assert opens_with("Seller of a mill", "en", LEXICON) == "from"
    assert opens_with("A mill", "en", LEXICON) == ""
