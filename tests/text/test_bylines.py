"""What an article prints of itself: title, author, date."""

from __future__ import annotations

import pytest

from factbook.text.bylines import author_paragraph, date_paragraph, title_paragraph

ARTICLE = [
    "Section: News",
    "Trade talks put off",
    "By Ana Ruiz | Tue, 11/24/2020 - 09:10",
    "On June 16, 2019, talks began.",
]


def test_a_title_is_a_whole_paragraph() -> None:
    assert title_paragraph("Trade  talks put off", ARTICLE) == 2
    assert title_paragraph("Trade talks", ARTICLE) is None


def test_an_author_stands_after_by() -> None:
    assert author_paragraph("Ana Ruiz", ARTICLE, "en") == 3
    assert author_paragraph("Ana", ARTICLE, "en") is None
    assert author_paragraph("Trade talks", ARTICLE, "en") is None
    assert author_paragraph("Ana Ruiz", ARTICLE, "de") is None


@pytest.mark.parametrize("date", ["2020-11-25", "2020-11", "2020", "2019", "2020-11-24~"])
def test_a_date_is_as_precise_as_it_is_printed_in_the_byline(date: str) -> None:
    assert date_paragraph("2020-11-24", ARTICLE, "en") == 3
    assert date_paragraph(date, ARTICLE, "en") is None


def test_authors_of_other_languages_have_their_own_word() -> None:
    assert author_paragraph("Inés Cárdenas", ["Por Inés Cárdenas"], "es") == 1
    assert author_paragraph("佐野真理", ["文・佐野真理"], "ja") == 1
    assert author_paragraph("佐野真理", ["【メキシコ市＝佐野真理】"], "ja") == 1


def test_the_day_may_stand_before_the_author() -> None:
    assert author_paragraph("佐野真理", ["2026年4月10日　佐野真理"], "ja") == 1
    assert author_paragraph("佐野真理", ["2026年4月10日　佐野真理氏が述べた"], "ja") is None
    assert author_paragraph("Ana Ruiz", ["May 4, 2026 | By Ana Ruiz"], "en") == 1
    assert author_paragraph("Ana Ruiz", ["On May 4, 2026, Ana Ruiz spoke."], "en") is None


def test_the_paper_may_stand_between_the_day_and_the_author_in_japanese() -> None:
    assert author_paragraph("森花子", ["題", "2026年6月3日　港新報　森花子"], "ja") == 2
    assert author_paragraph("森花子", ["題", "2026年6月3日　写真　森花子"], "ja") is None
    assert author_paragraph("Hana Mori", ["T", "June 3, 2026 Bay Post Hana Mori"], "en") is None
