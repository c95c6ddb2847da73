"""Quotes: exact after one declared normalisation, unique, fair, and never cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.text.normalise import Span, normalise, occurrences
from factbook.text.numbers import numbers_in
from factbook.text.quotes import Fault, length_fault, locate, nearest

TEXT = st.text(st.characters(codec="utf-8"), max_size=80)
SIGNS = st.text(st.sampled_from("ab e\u0301\u00ad\u2019\u2018“”–—-\u00a0\u2002\u3000\n\t '\"Åé"), max_size=30)
WORD = st.sampled_from(
    [
        "the",
        "plant",
        "of",
        "12",
        "1,500",
        "more",
        "than",
        "15,000",
        "8.816",
        "billion",
        "seven",
        "and",
        "U.S.",
        "end.",
        "(so)",
    ]
)
WORDS = st.lists(WORD, min_size=1, max_size=25).map(" ".join)


# ── location ──


@given(WORDS, st.data())
@settings(max_examples=150, deadline=None)
def test_a_quote_that_is_located_reads_back_from_its_place(paragraph: str, data: st.DataObject) -> None:
    words = paragraph.split()
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    found = locate(paragraph, quote)
    if isinstance(found, Span):
        assert normalise(paragraph)[found.start : found.end] == normalise(quote)


@given(WORDS, st.data())
@settings(max_examples=150, deadline=None)
def test_no_quote_that_is_located_cuts_a_number_or_a_word(paragraph: str, data: st.DataObject) -> None:
    text = normalise(paragraph)
    start = data.draw(st.integers(0, len(text) - 1))
    quote = normalise(text[start : data.draw(st.integers(start + 1, len(text)))])
    found = locate(paragraph, quote)
    if isinstance(found, Span):
        inside = [n.value for n in numbers_in(text) if found.start <= n.start and n.end <= found.end]
        assert [str(n.value) for n in numbers_in(quote)] == [str(value) for value in inside]
        assert all(not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()) for at in found)


@given(TEXT, TEXT)
@settings(deadline=None)
def test_any_two_texts_give_a_place_or_a_fault_and_never_an_exception(paragraph: str, quote: str) -> None:
    found = locate(paragraph, quote)
    assert isinstance(found, (Span, Fault))
    assert isinstance(found, Fault) or normalise(quote) in normalise(paragraph)


def test_matching_is_never_fuzzy() -> None:
    for quote in ("the red sea", "The Red sea", "the Red  See", "the Red Sea,", "Red the Sea"):
        fault = locate("He saw the Red Sea on that day", quote)
        assert isinstance(fault, Fault)
        assert fault.kind == "quote-absent"


def test_a_quote_that_is_absent_is_told_with_the_nearest_words() -> None:
    assert nearest("He saw the Red Sea on that day", "the red see") == "the Red Sea"
    assert nearest("", "the red see") == ""


def test_a_quote_that_stands_twice_is_ambiguous_also_where_it_overlaps_itself() -> None:
    assert len(occurrences("a b a b a", "a b a")) == 2
    fault = locate("then a b a b a came", "a b a")
    assert isinstance(fault, Fault)
    assert fault.kind == "quote-ambiguous"


@pytest.mark.parametrize(
    ("paragraph", "quote", "kind"),
    [
        ("They sold 15,000 cars there", "sold 15", "quote-cut"),
        ("They sold 15,000 cars there", "000 cars there", "quote-cut"),
        ("It cost $8.816 billion in all", "It cost $8.816", "quote-cut"),
        ("It cost $8.816 billion in all", "billion in all", "quote-cut"),
        ("It is the twenty-first of all", "the twenty", "quote-cut"),
        ("They sold more than 1,500 cars there", "1,500 cars there", "quote-cut"),
        ("They sold more than 1,500 cars there", "than 1,500 cars", "quote-cut"),
        ("They paid at least $40 million there", "$40 million there", "quote-cut"),
        ("They paid about US$40 million there", "US$40 million there", "quote-cut"),
        ("They paid over the 40 million there", "40 million there", "quote-cut"),
        ("They have 1,500+ cars there", "They have 1,500", "quote-cut"),
        ("They have 1,500 cars or more there", "have 1,500 cars", "quote-cut"),
        ("They have half a million cars there", "a million cars there", "quote-cut"),
        ("They have 8 hundred million cars there", "hundred million cars", "quote-cut"),
        ("They have 2 million and a half there", "They have 2 million", "quote-cut"),
        ("They have half a million cars there", "half a million cars", ""),
        ("They resold cars", "sold cars", "quote-cut"),
        ("They sold cars", "They sold ca", "quote-cut"),
        ("They sold cars there. We did not.", "They sold cars there", "quote-sentence"),
        ("They sold cars there. We did not.", "They sold cars there.", "quote-sentence"),
        ("“They sold cars there!” he said", "They sold cars there", "quote-sentence"),
        ("He did. They sold cars there?", "He did. They sold cars there?", "quote-sentence"),
        ("They sold cars there and here.", "sold cars there", ""),
        ("They sold cars at Sen. Soto's house, too.", "at Sen. Soto's house", ""),
        ("They sold 1,500 cars", "sold 1,500 cars", ""),
        ("They sold more than 1,500 cars", "more than 1,500 cars", ""),
        ("Cars: 1,500, more than before", "1,500, more than", ""),
        ("They sold cars", "They sold cars", ""),
    ],
)  # fmt: skip
def test_a_quote_must_be_whole_in_words_numbers_and_bounds_and_less_than_a_sentence(
    paragraph: str, quote: str, kind: str
) -> None:
    found = locate(paragraph, quote)
    assert (found.kind if isinstance(found, Fault) else "") == kind


@given(st.integers(1, 20))
def test_a_quote_has_three_to_twelve_words(count: int) -> None:
    fault = length_fault(" ".join(["word"] * count))
    assert (fault is None) == (3 <= count <= 12)
