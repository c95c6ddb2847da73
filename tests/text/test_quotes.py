"""Quotes against paragraphs: exact, unique, fair, never cut; words may be left out with an ellipsis."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factbook.problems import Fault
from factbook.text import language_of
from factbook.text.normalise import normalise
from factbook.text.quotes import locate, occurrences, quote_length_fault

WORD = st.sampled_from(
    "the plant of 12 1,500 more than 15,000 8.816 billion seven and U.S. end. (so) not third dozen".split()  # noqa: SIM905
)
WORDS = st.lists(WORD, min_size=1, max_size=25).map(" ".join)
CASES = [
    ("They sold 15,000 cars there", "sold 15", "quote-cut"),
    ("They sold 15,000 cars there", "000 cars there", "quote-cut"),
    ("It cost $8.816 billion in all", "It cost $8.816", "quote-cut"),
    ("It cost $8.816 billion in all", "billion in all", "quote-cut"),
    ("It is the twenty-first of all", "the twenty", "quote-cut"),
    ("They sold more than 1,500 cars there", "1,500 cars there", "quote-cut"),
    ("They paid about US$40 million there", "US$40 million there", "quote-cut"),
    ("They have 1,500+ cars there", "They have 1,500", "quote-cut"),
    ("They have 1,500 cars or more there", "have 1,500 cars", "quote-cut"),
    ("They have half a million cars there", "a million cars there", "quote-cut"),
    ("They have 5 to 10 million cars there", "10 million cars there", "quote-cut"),
    ("They have 2 million and a half there", "They have 2 million", "quote-cut"),
    ("It made a loss of 500 million there", "500 million there", "quote-cut"),
    ("They have half a million cars there", "half a million cars", ""),
    ("They resold cars", "sold cars", "quote-cut"),
    ("They did not agree on a quota there", "agree on a quota", "quote-cut"),
    ("They saw the former envoy to Tokyo there", "envoy to Tokyo there", "quote-cut"),
    ("They did not agree on a quota there", "not agree on a quota", ""),
    ("They rejected a plan to meet in Osaka there", "plan to meet in Osaka", "quote-cut"),
    ("They rejected a plan to meet in Osaka there", "rejected a plan to meet", ""),
    ("They seek to open a plant in Osaka there", "open a plant in Osaka", "quote-cut"),
    ("They seek to open a plant in Osaka there", "seek to open a plant", ""),
    ("They would go, but Ana Ruiz stays in Osaka there", "Ana Ruiz stays in Osaka", ""),
    ('"It may go on if it holds," Ana Ruiz told them there', "Ana Ruiz told them", ""),
    ('They did not say "it goes on in Osaka" there', "it goes on", "quote-cut"),
    ("Its fleet fell to 5, while that of Ana Ruiz rose to 7 there", "Its fleet … rose to 7", "quote-cut"),
    ("It has 5 ships, of which 2 sail for Ana Ruiz there", "It has … sail for", "quote-cut"),
    ("They sold cars", "They sold ca", "quote-cut"),
    ("They sold cars there. We did not.", "They sold cars there", "quote-sentence"),
    ("“They sold cars there!” he said. So it is.", "They sold cars there", ""),
    ("They sold cars there and here.", "sold cars there", ""),
    ("They sold cars at Sen. Soto's house, too.", "at Sen. Soto's house", ""),
    ("They sold over five years there", "five years there", ""),
    ("They sold the cars", "sold the car", "quote-cut"),
    ("They saw the Sea", "saw the sea", "quote-absent"),
    ("then a b a b a came", "a b a", "quote-ambiguous"),
    ("They sold 15 red cars in the end there", "They sold … the end there", ""),
    ("They sold 15 red cars in the end there", "They sold … red cars … end there", ""),
    ("They sold it. Red cars in the end there", "They sold … the end there", "quote-absent"),
    ("They sold a lot, not red cars, there", "They sold … cars, there", "quote-cut"),
    ("They sold more than 15 red cars there", "They sold … 15 red cars", "quote-cut"),
    ("They sold 15 red cars in the end there", "They … the end there", "quote-cut"),
    ("a b c d e f g h i j k", "a b … d e … g h … j k", "quote-cut"),
]


@pytest.mark.parametrize(("paragraph", "quote", "kind"), CASES)
def test_a_quote_is_whole_in_words_numbers_and_bounds_and_less_than_a_sentence(
    paragraph: str, quote: str, kind: str
) -> None:
    found = locate(normalise(paragraph), normalise(quote), language_of("en"))
    assert (found.kind if isinstance(found, Fault) else "") == kind


def test_a_quote_with_an_ellipsis_has_a_span_a_part() -> None:
    assert occurrences("the red car of the town", "red car … town") == (((4, 11), (19, 23)),)
    assert len(occurrences("a b c a b c", "a b … c")) == 3
    assert occurrences("a b", "a … ") == ()


@given(WORDS, st.data())
@settings(max_examples=200)
def test_what_is_located_reads_back_and_holds_the_numbers_that_the_paragraph_has_there(
    paragraph: str, data: st.DataObject
) -> None:
    language, words = language_of("en"), paragraph.split()
    assert language
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    found = locate(paragraph, quote, language)
    if not isinstance(found, Fault):
        ((begin, end),) = found
        assert paragraph[begin:end] == quote
        inside = [n.values for n in language.numbers(paragraph) if begin <= n.start and n.end <= end]
        assert [number.values for number in language.numbers(quote)] == inside


@pytest.mark.parametrize(
    ("quote", "language", "fair"),
    [
        ("three words here", "en", True),
        ("two words", "en", False),
        ("uma fábrica nova", "pt", True),
        ("日本の自動車工場", "ja-JP", True),
        ("日本の", "zh", False),
    ],
)
def test_a_quote_is_as_long_as_its_language_counts(quote: str, language: str, fair: bool) -> None:
    assert (quote_length_fault(quote, language_of(language)) is None) is fair
