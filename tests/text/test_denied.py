"""What a text denies by naming another thing proves nothing."""

from __future__ import annotations

import pytest

from factbook.text.denied import affirmed


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("en", "held not in Gotemba but in Osaka", " in Gotemba"),
        ("en", "opened 7 plants, not 5, in May", "5"),
        ("en", "chose Osaka instead of New Gotemba last year", "New Gotemba"),
        ("en", "not only Gotemba but Osaka", ""),
        ("en", "no fewer than 5 but at most 9", ""),
        ("es", "se hará no en Gotemba, sino en Osaka", "en Gotemba"),
        ("es", "abrió siete plantas en lugar de 5", "5"),
        ("es", "no solo en Gotemba, sino en Osaka", ""),
        ("ja", "会合は御殿場ではなく大阪で開く", "御殿場"),
        ("ja", "会合は御殿場だけでなく大阪でも開く", ""),
        ("ja", "工場は5基ではなく7基を動かす", "5基"),
        ("ja", "雇用は約1250人で、4月に公表した1500人ではない", "4月に公表した1500人"),
        ("es", "creará unos 1.250 empleos, no 1.500", "1.500"),
    ],
)
def test_what_is_named_only_to_be_denied_is_blank(language: str, text: str, denied: str) -> None:
    found = affirmed(text, language)
    assert len(found) == len(text)
    blank = [letter for letter, left in zip(text, found, strict=True) if letter != left]
    assert "".join(blank) == denied.replace(" ", "")
