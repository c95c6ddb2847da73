"""Normalisation: one declared form of printed text, and words in it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factbook.text.normalise import contains_words, digest, normalise, unseen_in

TEXT = st.text(st.characters(codec="utf-8"), max_size=80)
SIGNS = st.text(st.sampled_from("ab e\u0301\u00ad\u2019\u2018“”–—-\u00a0\u2002\u3000\n\t '\"Åé"), max_size=30)


# ── normalisation ──


@given(TEXT | SIGNS)
@example("e\u00ad\u0301")
@example("\u00ad \u00ad")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(SIGNS)
def test_what_is_normalised_is_nfc_and_has_single_spaces_and_straight_signs(text: str) -> None:
    found = normalise(text)
    assert unicodedata.is_normalized("NFC", found)
    assert found == " ".join(found.split())
    assert not set(found) & set("‘’“”–—\u00ad\u00a0\n\t")


def test_typography_is_all_that_is_forgiven() -> None:
    assert (
        normalise("  “Seeds”\u00a0and\n‘Sails’ – sev\u00adenth  cafe\u0301 ") == "\"Seeds\" and 'Sails' - seventh café"
    )
    assert normalise("«a»\u200b b\u2060\u202fc\ufeff") == '"a" b c'
    assert normalise("Case, AND accents: é") == "Case, AND accents: é"


@given(SIGNS)
def test_the_digest_is_that_of_the_normalised_quote(text: str) -> None:
    assert digest(text) == digest(normalise(text))


# ── words ──


@pytest.mark.parametrize(
    ("quote", "words", "said"),
    [
        ("the Ministry of Crops", "ministry of crops", True),
        ("O’Hara’s “Seeds”", "O'Hara's \"Seeds\"", True),
        ("Cuauhtémoc Ibarra", "Cuauhtemoc", False),
        ("the Minister said", "Minis", False),
        ("more than 1,500", "ore than", False),
        ("the NSA (agency)", "NSA", True),
    ],
)
def test_words_are_said_as_whole_words_case_and_typography_aside(quote: str, words: str, said: bool) -> None:
    assert contains_words(quote, words) is said


# ── what a reader cannot see ──


@pytest.mark.parametrize(
    ("text", "unseen"),
    [
        ("Toyota", None), ("Тoyota", "'Тoyota' mixes Cyrillic and Latin letters"), ("Тойота", None),
        ("café, ñandú", None),
        ("日産のJICAプロジェクト", None), ("5 µm and α-rays", None), ("two\nlines", None),
        ("abc\u202edef", "the invisible character U+202E"), ("a\u200bb", "the invisible character U+200B"),
        ("a\x07", "the invisible character U+0007"),
    ],
)  # fmt: skip
def test_what_a_reader_cannot_see_is_told(text: str, unseen: str | None) -> None:
    assert unseen_in(text) == unseen


def script_of(character: str) -> str:
    """The first word of its Unicode name."""
    return unicodedata.name(character, "").split(" ")[0]


def test_every_letter_of_a_script_that_looks_alike_is_told_from_latin() -> None:
    alike = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
    letters = [c for c in map(chr, range(0x80, 0x20000)) if script_of(c) in alike and c.isalpha()]
    assert len(letters) > 900
    assert [c for c in letters if unseen_in(f"a{c}") is None] == []
