"""Which phrases of the lexicon a text says."""

from __future__ import annotations

import pytest

from factbook.text.lexicon import OURS, Lexicon, Phrase
from factbook.text.phrases import first_said, our, phrases_in, says

FIRST, CUT = Phrase("claims", "first"), Phrase("opposites", "jobs", "other")
LEXICON = Lexicon(
    phrases={
        FIRST: {OURS: ("first",), "en": ("first", "maiden"), "es": ("primer*", "por primera vez")},
        CUT: {"en": ("laid off", "pull* out"), "ja": ("解雇",)},
    }
)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The first of two lines", our("en"), ["first"]),
        ("Lines of the First Bank", our("en"), []),
        ("First lines", our("en"), ["First"]),
        ("the maiden trip", our("en"), []),
        ("the maiden trip", "en", ["maiden"]),
        ("firsthand", "en", []),
        ("la primera línea, por primera vez", "es", ["primera", "por primera vez", "primera"]),
        ("they laid off forty, then pulled out", "en", ["laid off", "pulled out"]),
        ("七十人を解雇した", "ja", ["解雇"]),
    ],
)
def test_words_are_whole_words_but_for_a_star_and_in_japanese(text: str, language: str, words: list[str]) -> None:
    assert [said.words for said in phrases_in(text, language, LEXICON)] == words


def test_a_text_may_say_what_the_lexicon_has_no_word_for_in_its_language() -> None:
    assert says("初の工場", FIRST, "ja", LEXICON)
    assert not says("la nueva planta", FIRST, "es", LEXICON)
    assert first_said("la primera planta", FIRST, "es", LEXICON) == "primera"
    assert first_said("初の工場", FIRST, "ja", LEXICON) == ""


def test_without_a_lexicon_nothing_is_said() -> None:
    assert phrases_in("the first", our("en"), Lexicon()) == ()
