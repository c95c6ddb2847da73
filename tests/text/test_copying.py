"""How much of an article its quotes reproduce."""

from __future__ import annotations

from factbook.text.copying import Copied, copied, passed

LONG = "one two three four five six seven eight nine ten eleven twelve"
SHORT = "a few words only"


def _bounds(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


def test_words_of_the_article_and_of_each_long_sentence_are_counted_once() -> None:
    quoted = {1: [(0, 13), (8, 18)]}  # "one two three" and "three four"
    assert list(copied([LONG, SHORT], [_bounds(LONG), _bounds(SHORT)], quoted)) == [
        Copied(0, 0, 16, 4),
        Copied(1, 1, 12, 4),
    ]


def test_where_there_are_no_spaces_letters_are_counted() -> None:
    article, sentence = copied(["日本企業が投資した地域の話"], [[(0, 13)]], {1: [(0, 4)]})
    assert article == Copied(0, 0, 13, 4)
    assert sentence.share == 4 / 13


def test_an_article_above_its_bound_is_listed() -> None:
    assert passed([Copied(0, 0, 200, 131)]) == [Copied(0, 0, 200, 131)]
    assert passed([Copied(0, 0, 200, 130)]) == []


def test_a_notice_of_a_few_lines_has_the_same_bounds() -> None:
    article, whole = Copied(0, 0, 60, 40), Copied(1, 1, 20, 20)
    assert passed([article, whole]) == [article, whole]
    assert passed([Copied(0, 0, 60, 39), Copied(1, 1, 20, 15)]) == []


def test_a_few_long_sentences_may_be_above_theirs_but_none_may_stand_whole() -> None:
    article = Copied(0, 0, 1000, 100)
    low = [Copied(1, n, 20, 5) for n in range(1, 20)]
    high, whole = Copied(2, 1, 20, 16), Copied(2, 2, 20, 20)
    assert passed([article, *low, high]) == []
    assert passed([article, *low, whole]) == [whole]
    assert passed([article, *low[:3], high]) == [high]


def test_paragraphs_of_another_article_of_the_capture_do_not_count() -> None:
    found = list(copied([LONG, SHORT, LONG], [_bounds(LONG), _bounds(SHORT), _bounds(LONG)], {1: [(0, 13)]}, {3}))
    assert found == [Copied(0, 0, 16, 3), Copied(1, 1, 12, 3)]
