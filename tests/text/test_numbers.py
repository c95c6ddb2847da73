"""Numbers written out by another's rules, read back by ours, in each language."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words

from factbook.text import Language, language_of, normalise

LANGUAGES = ("en", "es", "ja")
WHOLE = st.integers(10, 10**9 - 1) | st.integers(1, 999).map(lambda n: n * 10**6)


def reader(tag: str) -> Language:
    language = language_of(tag)
    assert language
    return language


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=WHOLE)
@settings(max_examples=150)
def test_a_number_in_words_is_read_back(language: str, number: int) -> None:
    words = num2words(number, lang=language).replace(",", "")
    (found,) = reader(language).numbers({"ja": "約{}円"}.get(language, "({})").format(words))
    assert (found.value, found.text) == (number, words)


@pytest.mark.parametrize(
    ("tag", "words", "scale"),
    [
        ("en", "{} thousand", 10**3),
        ("en", "{} million", 10**6),
        ("ja", "{}万人", 10**4),
    ],
)
@given(thousandths=st.integers(1_001, 9_999))
@example(thousandths=1_001)  # 1.001 * 1000 is no whole number to a machine
def test_a_fraction_of_a_scale_is_read_to_the_unit(tag: str, words: str, scale: int, thousandths: int) -> None:
    (found,) = reader(tag).numbers(words.format(f"{thousandths / 1000:.3f}"))
    assert found.value == thousandths * scale // 1000


@pytest.mark.parametrize("language", ["en", "es"])
@given(number=st.integers(1, 30))
def test_an_ordinal_in_words_is_read_back(language: str, number: int) -> None:
    # As RAE writes it: decimoprimero, not décimoprimero.
    words = num2words(number, to="ordinal", lang=language).replace("décimop", "decimop").replace("décimos", "decimos")
    (found,) = reader(language).numbers(words)
    assert (found.value, found.ordinal) == (number, True)


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(0, 10**15 - 1), after=st.sampled_from(["", ", ", ") ", ": "]))
def test_a_whole_number_in_digits_is_read_back(language: str, number: int, after: str) -> None:
    for written in (f"{number}", f"{number:,}"):
        (found,) = reader(language).numbers(f"({written}{after}")
        assert (found.value, found.text) == (number, written)


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    text=st.text(st.characters(codec="utf-8"), max_size=60)
    | st.text("0123456789.,-/ 年月日一二十百万億約$%onethird de y", max_size=40)
)
@settings(max_examples=300)
def test_in_any_text_what_is_read_stands_where_it_is_said_to(language: str, text: str) -> None:
    line = normalise(text)
    found = reader(language).numbers(line)
    assert all(line[number.start : number.end] == number.text != "" for number in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for number in found:
        reader(language).bounds(line, number)
        reader(language).unit_at(line, number, "km")
    assert all(0 <= date.start < date.end <= len(line) for date in reader(language).dates(line))
    assert all(start < end for start, end in reader(language).sentences(line))


def test_a_language_without_a_reader_is_not_read() -> None:
    assert language_of("pt") is None
    assert language_of("zh-Hant") is None
    assert language_of("en-GB") is language_of("EN")
    assert language_of("ja_JP") is language_of("ja")
