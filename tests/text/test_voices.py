"""Whose words a passage gives, as news agencies write it: heard by analysts, in mid-sentence, by one without a name."""

from __future__ import annotations

import pytest

from factbook.text.attribution import REPORTER, SPEAKER, attribution_of

BOTH, SAID, TOLD = {REPORTER, SPEAKER}, {SPEAKER}, {REPORTER}
ENGLISH = (
    "Its Celaya works, which makes 600 cars a day, will keep running, Chief Executive Aiko Mori told analysts. "
    "A factory in Leon will supply windows, the company said, while a second site was closed in 2019. "
    "The two ministries are considering an accord, a person who asked not to be named said on Tuesday. "
    "Two thirds of the 450 members sell abroad, Sosa told Hata. "
    "Trade Envoy Pilar Sosa rejected a proposal by the Chamber and named Veracruz instead. "
    '"If the port is ready, we would open the forum there," she said, adding that hundreds had asked.'
)
SPANISH = (
    "El exsecretario de Comercio Arturo Vega estimó el costo en 37 mil millones. "
    "Las ventas cayeron en 2023 y, según la Cámara de Kobe, podrían recuperarse hacia 2026. "
    "El cuarto Foro será en Veracruz, anunció la canciller Marta Ibáñez. "
    '"El acuerdo aún no se firma hasta hoy, dijeron todos aquí", admitió. '
    "El ministro de Transporte, Kenta Ueno, reveló que 1,150 empresas pidieron un lugar."
)
JAPANESE = "神戸商工会議所によると、会員の約450社がメキシコに輸出した。"


def _ask(text: str, quote: str, language: str) -> tuple[set[str], tuple[str, ...]]:
    start = text.index(quote)
    found = attribution_of(text, start, start + len(quote), language)
    return set(found.voices), found.names


@pytest.mark.parametrize(
    ("language", "text", "quote", "voices", "name"),
    [
        ("en", ENGLISH, "which makes 600 cars a day", SAID, "Aiko Mori"),
        ("en", ENGLISH, "Chief Executive Aiko Mori told analysts", TOLD, ""),
        ("en", ENGLISH, "A factory in Leon", BOTH, ""),
        ("en", ENGLISH, "a second site was closed", BOTH, ""),
        ("en", ENGLISH, "are considering an accord", BOTH, ""),
        ("en", ENGLISH, "450 members sell abroad", BOTH, "Sosa"),
        ("en", ENGLISH, "we would open the forum there", SAID, "Sosa"),
        ("es", SPANISH, "Arturo Vega estimó el costo en 37 mil millones", SAID, "Arturo Vega"),
        ("es", SPANISH, "según la Cámara de Kobe", BOTH, "Kobe"),
        ("es", SPANISH, "podrían recuperarse hacia 2026", BOTH, ""),
        ("es", SPANISH, "será en Veracruz", SAID, "Marta Ibáñez"),
        ("es", SPANISH, "aún no se firma", SAID, "Marta Ibáñez"),
        ("es", SPANISH, "1,150 empresas", SAID, "Kenta Ueno"),
        ("ja", JAPANESE, "神戸商工会議所によると", BOTH, "神戸商工会議所"),
        ("ja", JAPANESE, "約450社がメキシコ", BOTH, "神戸商工会議所"),
    ],
)
def test_a_passage_is_of_whom_its_sentence_says(
    language: str, text: str, quote: str, voices: set[str], name: str
) -> None:
    found, names = _ask(text, quote, language)
    assert found == voices
    assert name in " ".join(names)


def test_a_pronoun_is_of_whom_the_sentence_before_was_where_nobody_spoke() -> None:
    text = 'Trade Envoy Pilar Sosa named Veracruz. "If the port is ready, we would open it," she said.'
    voices, names = _ask(text, "we would open it", "en")
    assert voices == SAID
    assert "Trade Envoy Pilar Sosa" in names


def test_a_quote_of_who_says_so_and_hardly_more_is_the_reporters_too() -> None:
    text = "Union leader Jorge Pech told members that the plant stays open."
    assert _ask(text, "Jorge Pech told members", "en")[0] == BOTH
    assert _ask(text, "told members that the plant stays open", "en")[0] == SAID
